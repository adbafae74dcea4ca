#pragma once

#include <limits>
#include <span>
#include <vector>

namespace mbtr {

/// How often errors should stay within a multiple of their predictive standard deviations, and how often they do. Shares, 0..1.
struct CalibrationPoint {
    double expected = 0; ///< share of normally distributed errors that lies within the multiple
    double found = 0; ///< share of the errors that does
};

/// How far the predictive standard deviations of a model can be believed: nineteen points, for expected shares 0.05, 0.10 ..
/// 0.95. Where `found` is smaller than `expected` the model is too sure of itself, where it is larger not sure enough. errors and
/// stds: one number for each structure, in one unit; structures with a standard deviation of 0 are left out. Empty where none are
/// left.
std::vector<CalibrationPoint> calibrationOf(std::span<const double> errors, std::span<const double> stds);

/// Errors against the standard deviations that are said of them: those of a normal distribution would have a root mean square of
/// 1, 0.683 of them within one and 0.954 within two. NaN where no standard deviation is known or larger than 0.
struct Coverage {
    double standardisedRms = std::numeric_limits<double>::quiet_NaN(); ///< root mean square of error / standard deviation
    double withinOne = std::numeric_limits<double>::quiet_NaN(); ///< share, 0..1
    double withinTwo = std::numeric_limits<double>::quiet_NaN(); ///< share, 0..1
};
Coverage coverageOf(std::span<const double> errors, std::span<const double> stds);

/// How many standard deviations hold the share `share` (0 < share < 1) of a normal distribution around its mean: 1 for 0.6827,
/// 1.96 for 0.95.
double deviationsThatHold(double share);

} // namespace mbtr
