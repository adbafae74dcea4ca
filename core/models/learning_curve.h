#pragma once

#include "core/models/krr.h"

#include <optional>
#include <span>
#include <vector>

namespace mbtr {

/// Mean and standard deviation over the repeats.
struct MeanAndStd {
    double mean = 0;
    double std = 0;
};
MeanAndStd meanAndStd(std::span<const double> values);

/// Errors of models trained on `size` structures, one a repeat, each with another draw.
struct LearningPoint {
    int size = 0;
    std::vector<double> rmse, mae; ///< of the structures that validate, unit of the target
};

/// error = factor x size^exponent.
struct PowerLaw {
    double factor = 0; ///< unit of the target
    double exponent = 0;
};
/// Least squares of the logarithms of mean errors; nothing for fewer than two sizes with errors above 0.
std::optional<PowerLaw> fitPowerLaw(std::span<const LearningPoint> points);

} // namespace mbtr
