#pragma once

#include "core/dataset/dataset.h"

#include <span>
#include <vector>

namespace mbtr {

/// What a composition is counted in: numbers of atoms, or fractions of all atoms.
enum class CompositionUnit { Counts, Fractions };

/// A target that is linear in the composition: intercept + sum over elements of coefficient x count (or fraction of atoms).
struct CompositionBaseline {
    CompositionUnit unit = CompositionUnit::Counts;
    double intercept = 0; ///< unit of the target
    std::vector<int> species; ///< ascending atomic numbers
    std::vector<double> coefficients; ///< one for each element, unit of the target

    double operator()(const Structure& structure) const;
    bool operator==(const CompositionBaseline&) const = default;
};

/// Least squares over the structures `rows`, smallest coefficients where the compositions do not tell elements apart. Counts or
/// fractions: whichever leaves less; targets per atom (perAtom) take fractions. targets: one for each structure of the dataset.
CompositionBaseline fitCompositionBaseline(const Dataset& dataset, std::span<const int> rows, std::span<const double> targets,
                                           bool perAtom);

/// One value for each of `rows`.
std::vector<double> predictBaseline(const CompositionBaseline& baseline, const Dataset& dataset, std::span<const int> rows);

} // namespace mbtr
