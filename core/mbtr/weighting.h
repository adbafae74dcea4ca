#pragma once

#include "core/mbtr/settings.h"

#include <limits>
#include <string>

namespace mbtr {

/// The tolerance of every hard limit. A tuple that would lie inside if it were a millionth smaller is inside: cut-offs are often
/// chosen as a lattice constant or a bond length, and atoms on such a shell must not count or not by the last digit of their
/// positions (files round them to a hundred-millionth of an angstrom). It holds for r_cut of every weighting, the lengths that
/// follow from `threshold`, 1/x against `cutoff`, all lengths of a triple whose weight is compared with `accuracy`, and the
/// distance where a pair's weight reaches it. It is in the limits of ReadyWeighting already: whoever compares with these (sums,
/// contributions, derivatives, what is cut off, the search for neighbours) decides alike. Values below it count as 0 where
/// a weight has no value or changes its sign at 0.
inline constexpr double kLimitTolerance = 1e-6;

/// A weighting function with everything decided that depends on the term and on whether the structure is a crystal.
struct ReadyWeighting {
    static constexpr double kNoLimit = std::numeric_limits<double>::infinity();

    WeightingFunction function = WeightingFunction::Unity;
    double scale = 1; ///< s of the formula
    double sharpness = 2;
    double cutoff = kNoLimit; ///< of cutoff_inverse_x
    double rCut = kNoLimit; ///< angstrom; as given, of smooth_cutoff's formula
    double reach = kNoLimit; ///< angstrom; largest distance (k = 2) or leg (k = 3) that counts
    double perimeter = kNoLimit; ///< angstrom; largest p + q + r that counts
    double productPq = kNoLimit; ///< angstrom^2; no triple with a larger p q counts
    double leastWeight = 0; ///< lighter tuples do not count
    bool undefinedAtZero = false; ///< a tuple with g = 0 is an error
    bool vanishesAtZero = false; ///< tuples with g = 0 may occur and weigh nothing
};

/// smallestDistance: between any two atoms of the structure, angstrom; only asked for triples in crystals.
/// Throws SettingsError(field + ".weighting", ..) where the sum over a crystal would diverge or reach over 100 angstrom, and
/// where the weight grows with the distance, so that no accuracy can end it.
ReadyWeighting makeReady(const TermSettings& term, bool crystal, double smallestDistance, const std::string& field);

/// w of a pair at this distance (angstrom), whatever cuts it off.
double weightOfPair(const ReadyWeighting& weighting, Geometry geometry, double distance);

} // namespace mbtr
