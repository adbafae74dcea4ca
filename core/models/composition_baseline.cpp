#include "core/models/composition_baseline.h"

#include <Eigen/QR>
#include <algorithm>

namespace mbtr {

namespace {

/// Counts or fractions of the elements, n_elements.
Eigen::VectorXd compositionOf(const Structure& structure, std::span<const int> species, CompositionUnit unit)
{
    Eigen::VectorXd counts = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(species.size()));
    for (const int z : structure.species)
        if (const auto found = std::ranges::lower_bound(species, z); found != species.end() && *found == z)
            counts[found - species.begin()] += 1;
    return unit == CompositionUnit::Counts ? counts : Eigen::VectorXd(counts / std::max(1, structure.atomCount()));
}

struct Fit {
    CompositionBaseline baseline;
    double squaredResidual = 0;
};

Fit fit(const Dataset& dataset, std::span<const int> rows, std::span<const double> targets, const std::vector<int>& species,
        CompositionUnit unit)
{
    const auto n = static_cast<Eigen::Index>(rows.size()), elements = static_cast<Eigen::Index>(species.size());
    Eigen::MatrixXd columns(n, elements);
    Eigen::VectorXd y(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        columns.row(i) = compositionOf(dataset.structures[row], species, unit);
        y[i] = targets[row];
    }
    // Centred, so that the intercept is not kept small and nothing large cancels.
    const Eigen::RowVectorXd centre = columns.colwise().mean();
    const double mean = y.mean();
    columns.rowwise() -= centre;
    const Eigen::VectorXd residual = y.array() - mean;
    const Eigen::VectorXd coefficients = columns.completeOrthogonalDecomposition().solve(residual);
    return {{unit, mean - centre.dot(coefficients), species, {coefficients.begin(), coefficients.end()}},
            (residual - columns * coefficients).squaredNorm()};
}

std::vector<int> elementsOfRows(const Dataset& dataset, std::span<const int> rows)
{
    std::vector<int> all;
    for (const int row : rows)
        for (const int z : elementsOf(dataset.structures[row]))
            if (const auto place = std::ranges::lower_bound(all, z); place == all.end() || *place != z)
                all.insert(place, z);
    return all;
}

} // namespace

double CompositionBaseline::operator()(const Structure& structure) const
{
    const Eigen::Map<const Eigen::VectorXd> weights(coefficients.data(), static_cast<Eigen::Index>(coefficients.size()));
    return intercept + compositionOf(structure, species, unit).dot(weights);
}

CompositionBaseline fitCompositionBaseline(const Dataset& dataset, std::span<const int> rows, std::span<const double> targets,
                                           bool perAtom)
{
    const std::vector<int> species = elementsOfRows(dataset, rows);
    Fit fractions = fit(dataset, rows, targets, species, CompositionUnit::Fractions);
    if (perAtom)
        return std::move(fractions.baseline);
    Fit counts = fit(dataset, rows, targets, species, CompositionUnit::Counts);
    return std::move(fractions.squaredResidual < counts.squaredResidual ? fractions.baseline : counts.baseline);
}

std::vector<double> predictBaseline(const CompositionBaseline& baseline, const Dataset& dataset, std::span<const int> rows)
{
    std::vector<double> values;
    values.reserve(rows.size());
    for (const int row : rows)
        values.push_back(baseline(dataset.structures[row]));
    return values;
}

} // namespace mbtr
