#include "core/embedding/farthest_points.h"

#include "core/base/memory.h"
#include "core/base/work_counter.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/mbtr.h"

#include <cmath>
#include <limits>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_reduce.h>

namespace mbtr {

namespace {

using Index = Eigen::Index;

struct Candidate {
    float distance = -1; ///< squared, to the nearest chosen row
    Index row = std::numeric_limits<Index>::max();
};

Candidate farther(const Candidate& a, const Candidate& b)
{
    return b.distance > a.distance || (b.distance == a.distance && b.row < a.row) ? b : a;
}

/// Takes note of a chosen point and finds the row farthest from all chosen so far.
Candidate addPoint(const CompactFeatures& features, const Eigen::RowVectorXf& point, std::vector<float>& nearest,
                   const Progress& progress)
{
    return tbb::parallel_reduce(
        tbb::blocked_range<Index>(0, features.rows(), 256), Candidate {},
        [&](const tbb::blocked_range<Index>& range, Candidate best) {
            progress.throwIfCancelled();
            for (Index row = range.begin(); row < range.end(); ++row) {
                float& distance = nearest[row];
                distance = std::min(distance, (features.row(row) - point).squaredNorm());
                best = farther(best, {distance, row});
            }
            return best;
        },
        farther);
}

Index nearestToMean(const CompactFeatures& features)
{
    const Eigen::RowVectorXd mean = features.cast<double>().colwise().mean();
    Index best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (Index row = 0; row < features.rows(); ++row) {
        const double distance = (features.row(row).cast<double>() - mean).squaredNorm();
        if (distance < least) {
            least = distance;
            best = row;
        }
    }
    return best;
}

} // namespace

std::vector<int> farthestPoints(const CompactFeatures& features, int count, Progress& progress)
{
    const Index wanted = std::min<Index>(std::max(count, 0), features.rows());
    std::vector<int> chosen;
    if (wanted == 0)
        return chosen;
    std::vector<float> nearest(static_cast<std::size_t>(features.rows()), std::numeric_limits<float>::infinity());
    Index row = nearestToMean(features);
    while (true) {
        chosen.push_back(static_cast<int>(row));
        if (static_cast<Index>(chosen.size()) == wanted)
            return chosen;
        const Eigen::RowVectorXf point = features.row(row);
        // Chosen rows are out, also where all that is left lies on top of them.
        const Candidate next = addPoint(features, point, nearest, progress);
        nearest[row] = -1;
        row = next.distance > 0 ? next.row
                                : static_cast<Index>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
        progress.report(static_cast<double>(chosen.size()) / static_cast<double>(wanted), "farthest points");
    }
}

MbtrSettings settingsForDistances()
{
    const Weighting weighting {.function = WeightingFunction::Exp,
                               .scale = 0.5,
                               .threshold = 1e-3,
                               .rCut = {},
                               .sharpness = {},
                               .cutoff = {},
                               .accuracy = {}};
    return {.species = {}, .terms = {
        {.k = 1, .geometry = Geometry::Unity, .weighting = {}, .grid = {.min = 0, .max = 2, .step = {}, .n = 1}, .sigma = 0.1},
        {.k = 2, .geometry = Geometry::InverseDistance, .weighting = weighting, .grid = {.min = 0, .max = 1.25, .step = {}, .n = 50}, .sigma = 0.03},
    }, .elementCorrelation = {}};
}

CompactFeatures compactFeatures(const Dataset& dataset, std::span<const int> rows, const MbtrSettings& settings,
                                Progress& progress)
{
    const auto layout = layoutFor(dataset, settings);
    const auto bytes = static_cast<std::int64_t>(sizeof(float)) * static_cast<std::int64_t>(rows.size()) * layout->featureCount;
    requireMemory(bytes, "memory",
                  "features (" + std::to_string(rows.size()) + " structures x " + std::to_string(layout->featureCount) + ")");
    CompactFeatures features = CompactFeatures::Zero(static_cast<Index>(rows.size()), layout->featureCount);
    WorkCounter counter(progress, static_cast<double>(rows.size()), "features");
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, rows.size(), 16), [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const Structure& structure = dataset.structures[rows[i]];
            const MbtrTensor tensor = computeMbtr(structure, layout, progress);
            const double scale = 1 / std::sqrt(structure.atomCount());
            for (std::size_t b = 0; b < tensor.blocks.size(); ++b) {
                Index column = layout->blocks[tensor.blocks[b]].begin;
                for (const double value : tensor.blockValues(b))
                    features(static_cast<Index>(i), column++) = static_cast<float>(scale * value);
            }
        }
        counter.add(static_cast<double>(range.size()));
    });
    return features;
}

} // namespace mbtr
