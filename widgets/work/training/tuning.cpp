#include "widgets/work/training/tuning.h"

#include "core/dataset/subset.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/hyperparameter_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr int kMostForMedian = 300;
// With lambda = 1e-6 the bundled molecules, dynamics and alloys are learnt best at 8 to 16 medians.
constexpr double kMedians = 8;
constexpr int kMostSearchedOn = 2000;

std::vector<int> searchedRows(const Dataset& dataset, const TrainingSettings& settings)
{
    return pickEvenly(makeSplit(dataset, trainingTargets(dataset, settings), settings.split).train, kMostSearchedOn);
}

SearchSettings searchOf(const Dataset& dataset, std::span<const int> rows, const TrainingSettings& settings)
{
    return {.kernel = std::string(nameOf(settings.kernel)),
            .length = {},
            .lambda = {},
            .inner = holdOutOf(dataset, rows, settings.split)};
}

} // namespace

Kernel kernelForDistances(const FeatureMatrix& features, const Kernel& kernel, Progress& progress)
{
    if (std::holds_alternative<LinearKernel>(kernel))
        return kernel;
    std::vector<int> rows(static_cast<std::size_t>(features.values.rows()));
    std::iota(rows.begin(), rows.end(), 0);
    const auto matrix
        = distanceMatrix(makeKernel(nameOf(kernel), 1), features.values, pickEvenly(rows, kMostForMedian), progress);
    std::vector<double> distances;
    for (Eigen::Index j = 0; j < matrix.cols(); ++j)
        for (Eigen::Index i = j + 1; i < matrix.rows(); ++i)
            distances.push_back(matrix(i, j));
    if (distances.empty())
        return kernel;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double median = std::holds_alternative<LaplacianKernel>(kernel) ? *middle : std::sqrt(*middle);
    // A power of two in steps of the field's arrows, so that people can read it.
    return median > 0 ? makeKernel(nameOf(kernel), std::exp2(std::round(2 * std::log2(kMedians * median)) / 2)) : kernel;
}

Tuning searched(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings,
                const std::function<void(const SearchPoint&)>& onPoint, Progress& progress)
{
    const std::vector<int> rows = searchedRows(dataset, settings);
    SearchSettings search = searchOf(dataset, rows, settings);
    search.onPoint = onPoint;
    const auto found = searchHyperparameters(features.values, rows, learntTargets(dataset, rows, settings), search, progress);
    return {found.kernel, found.lambda, {}};
}

Tuning searchedWithSigmas(const Dataset& dataset, const MbtrSettings& mbtr, const TrainingSettings& settings,
                          const std::function<void(const SigmaSearchPoint&)>& onPoint, Progress& progress)
{
    const std::vector<int> rows = searchedRows(dataset, settings);
    MbtrSettings start = mbtr;
    if (!start.species)
        start.species = elementsOf(dataset);
    const auto found = searchSigmas(subsetOf(dataset, rows, progress), learntTargets(dataset, rows, settings), start,
                                    searchOf(dataset, rows, settings), settings.scaling, onPoint, progress);
    MbtrSettings best = mbtr; // its species stay as they were
    for (std::size_t i = 0; i < best.terms.size(); ++i)
        best.terms[i].sigma = found.settings.terms[i].sigma;
    return {found.best.kernel, found.best.lambda, best};
}

} // namespace mbtr::gui
