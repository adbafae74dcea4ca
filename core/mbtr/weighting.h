#pragma once

#include "core/mbtr/settings.h"

#include <limits>
#include <string>

namespace mbtr {

/// A weighting function with everything decided that depends on the term and on whether the structure is a crystal.
struct ReadyWeighting {
    static constexpr double kNoLimit = std::numeric_limits<double>::infinity();

    WeightingFunction function = WeightingFunction::Unity;
    double scale = 1; ///< s of the formula
    double sharpness = 2;
    double cutoff = kNoLimit; ///< of cutoff_inverse_x
    double rCut = kNoLimit; ///< angstrom; of smooth_cutoff's formula
    double reach = kNoLimit; ///< angstrom; largest distance (k = 2) or leg (k = 3) that counts
    double perimeter = kNoLimit; ///< angstrom; largest p + q + r that counts
    double productPq = kNoLimit; ///< angstrom^2; no triple with a larger p q counts
    double leastWeight = 0; ///< lighter tuples do not count
    bool undefinedAtZero = false; ///< a tuple with g = 0 is an error
};

/// smallestDistance: between any two atoms of the structure, angstrom; only asked for triples in crystals.
/// Throws SettingsError(field + ".weighting", ..) where the sum over a crystal would diverge or reach over 100 angstrom.
ReadyWeighting makeReady(const TermSettings& term, bool crystal, double smallestDistance, const std::string& field);

/// w of a pair at this distance (angstrom), whatever cuts it off.
double weightOfPair(const ReadyWeighting& weighting, Geometry geometry, double distance);

} // namespace mbtr
