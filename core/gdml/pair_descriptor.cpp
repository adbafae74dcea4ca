#include "core/gdml/pair_descriptor.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/measurements.h"
#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/broadening.h"
#include "core/mbtr/gradients/gradient_math.h"
#include "core/mbtr/sums/batch_math.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 2> kNames {"distances", "mbtr"};

Eigen::Vector3d pairVector(const Structure& structure, int from, int to)
{
    if (!structure.isPeriodic())
        return structure.positions.col(to) - structure.positions.col(from);
    return shortestVector(structure, from, to);
}

void requireCountable(const GdmlDescriptorSettings& settings, int atomCount)
{
    std::int64_t functions = settings.kind == GdmlDescriptor::Distances ? 1 : 0;
    if (settings.kind == GdmlDescriptor::Mbtr)
        for (const TermSettings& term : settings.representation.terms)
            functions += term.grid.n;
    const std::int64_t pairs = std::int64_t {atomCount} * (atomCount - 1) / 2;
    if (pairs > std::numeric_limits<int>::max() / std::max<std::int64_t>(functions, 1))
        throw SettingsError("atoms",
                            "a force model of " + std::to_string(atomCount) + " atoms with " + std::to_string(functions)
                                + " functions of each distance is larger than can be counted");
}

/// Pairs along the x axis, as many as a batch takes.
struct PairBatch {
    Neighbours neighbours;
    TupleBatch tuples;

    PairBatch() { neighbours.makeRoom(TupleBatch::kSize); }
    void fill(const Eigen::Ref<const Eigen::VectorXd>& distances)
    {
        const int count = static_cast<int>(distances.size());
        neighbours.count = count;
        tuples.count = count;
        tuples.around = &neighbours;
        for (int t = 0; t < count; ++t) {
            const auto i = static_cast<std::size_t>(t);
            neighbours.x[i] = neighbours.distance[i] = tuples.p[i] = distances[t];
            neighbours.y[i] = neighbours.z[i] = 0;
            tuples.a[i] = t;
            tuples.share[i] = 1;
        }
    }
};

} // namespace

std::span<const std::string_view> gdmlDescriptorNames()
{
    return kNames;
}

MbtrSettings gdmlPreset()
{
    MbtrSettings settings;
    TermSettings term;
    term.grid = {.min = 0, .step = 1.28 / 15, .n = 16};
    term.sigma = std::exp2(-4.5);
    settings.terms = {term};
    return settings;
}

void validate(const GdmlDescriptorSettings& settings)
{
    if (settings.kind == GdmlDescriptor::Distances)
        return;
    validate(settings.representation);
    for (std::size_t i = 0; i < settings.representation.terms.size(); ++i)
        if (settings.representation.terms[i].k != 2)
            throw SettingsError("terms[" + std::to_string(i) + "].k",
                                "is " + std::to_string(settings.representation.terms[i].k)
                                    + "; a force model takes terms of pairs only, k = 2");
}

PairDescriptor::PairDescriptor(const GdmlDescriptorSettings& settings, int atomCount)
    : m_settings(settings)
    , m_atomCount(atomCount)
    , m_functionCount(1)
{
    validate(settings);
    requireCountable(settings, atomCount);
    if (settings.kind == GdmlDescriptor::Distances)
        return;
    m_layout = layoutOf(settings.representation, std::array {1});
    m_functionCount = 0;
    for (std::size_t i = 0; i < m_layout.bins.size(); ++i) {
        m_functionCount += m_layout.bins[i].n;
        m_weightings.push_back(makeReady(settings.representation.terms[i], false, 0, "terms[" + std::to_string(i) + "]"));
    }
}

DescribedGeometry PairDescriptor::describe(const Structure& structure) const
{
    DescribedGeometry geometry;
    geometry.directions.resize(3, pairCount());
    Eigen::VectorXd distances(pairCount());
    for (int i = 0; i < m_atomCount; ++i)
        for (int j = 0; j < i; ++j) {
            const int pair = pairIndex(i, j);
            const Eigen::Vector3d vector = pairVector(structure, j, i);
            distances[pair] = vector.norm();
            if (!(distances[pair] > 0) || !std::isfinite(distances[pair]))
                throw NumericalError("atoms " + std::to_string(j) + " and " + std::to_string(i)
                                     + " (counted from 0) are at the same place");
            geometry.directions.col(pair) = vector / distances[pair];
        }
    evaluate(distances, geometry);
    return geometry;
}

void PairDescriptor::evaluate(const Eigen::VectorXd& distances, DescribedGeometry& geometry) const
{
    if (m_settings.kind == GdmlDescriptor::Distances) {
        geometry.values = distances.cwiseInverse().transpose();
        geometry.slopes = -geometry.values.cwiseAbs2();
        return;
    }
    geometry.values = Eigen::MatrixXd::Zero(functionCount(), pairCount());
    geometry.slopes = geometry.values;
    int row = 0;
    for (std::size_t term = 0; term < m_layout.bins.size(); ++term) {
        evaluateTerm(term, row, distances, geometry);
        row += m_layout.bins[term].n;
    }
}

void PairDescriptor::evaluateTerm(std::size_t term, int firstRow, const Eigen::VectorXd& distances,
                                  DescribedGeometry& geometry) const
{
    const Broadening& broadening = *m_layout.broadenings[term];
    const ReadyWeighting& weighting = m_weightings[term];
    const Geometry function = m_layout.settings.terms[term].geometry;
    const int bins = m_layout.bins[term].n;
    std::vector<double> mass(static_cast<std::size_t>(bins)), slope(mass.size());
    // Kept by the thread: making them takes longer than filling them with the pairs of a molecule.
    thread_local const auto batch = std::make_unique<PairBatch>();
    thread_local const auto gradients = std::make_unique<GradientBatch>();
    for (int begin = 0; begin < pairCount(); begin += TupleBatch::kSize) {
        const int count = std::min(TupleBatch::kSize, pairCount() - begin);
        batch->fill(distances.segment(begin, count));
        evaluateGeometry(function, batch->tuples);
        evaluateWeighting(weighting, 2, batch->tuples);
        evaluateGradients(batch->tuples, 2, function, weighting, *gradients);
        for (int t = 0; t < count; ++t) {
            const auto i = static_cast<std::size_t>(t);
            if (!countsInGradient(batch->tuples, t, weighting))
                continue;
            const auto [first, reached] = broadening.massAndSlope(batch->tuples.g[i], mass, slope);
            const Eigen::Map<const Eigen::VectorXd> masses(mass.data(), reached), slopes(slope.data(), reached);
            geometry.values.col(begin + t).segment(firstRow + first, reached) = batch->tuples.w[i] * masses;
            geometry.slopes.col(begin + t).segment(firstRow + first, reached)
                = gradients->w[1][0][i] * masses + gradients->g[1][0][i] * slopes;
        }
    }
}

Eigen::Matrix3Xd PairDescriptor::pullBack(const DescribedGeometry& geometry, const Eigen::Ref<const Eigen::MatrixXd>& v) const
{
    Eigen::Matrix3Xd result = Eigen::Matrix3Xd::Zero(3, m_atomCount);
    for (int i = 0; i < m_atomCount; ++i)
        for (int j = 0; j < i; ++j) {
            const int pair = pairIndex(i, j);
            const Eigen::Vector3d along = geometry.slopes.col(pair).dot(v.col(pair)) * geometry.directions.col(pair);
            result.col(i) += along;
            result.col(j) -= along;
        }
    return result;
}

Eigen::MatrixXd PairDescriptor::pushForward(const DescribedGeometry& geometry, const Eigen::Matrix3Xd& a) const
{
    Eigen::MatrixXd result(functionCount(), pairCount());
    for (int i = 0; i < m_atomCount; ++i)
        for (int j = 0; j < i; ++j) {
            const int pair = pairIndex(i, j);
            result.col(pair) = geometry.directions.col(pair).dot(a.col(i) - a.col(j)) * geometry.slopes.col(pair);
        }
    return result;
}

Eigen::MatrixXd distancesOf(const Structure& structure)
{
    const int n = structure.atomCount();
    Eigen::MatrixXd distances = Eigen::MatrixXd::Zero(n, n);
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < i; ++j)
            distances(i, j) = distances(j, i) = pairVector(structure, j, i).norm();
    return distances;
}

} // namespace mbtr
