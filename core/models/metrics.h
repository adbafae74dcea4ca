#pragma once

#include <span>

namespace mbtr {

/// Errors of predictions, in the unit of the target; all NaN where there are none. References that are NaN are left out.
struct Metrics {
    double rmse = 0; ///< root mean squared error
    double mae = 0; ///< mean absolute error
    double max = 0; ///< largest absolute error
    double r2
        = 0; ///< 1 - squared errors / squared deviations from the mean; NaN where the references are the same but for rounding
};

/// Exact where all values are the same.
double meanOf(std::span<const double> values);

Metrics metricsOf(std::span<const double> reference, std::span<const double> predicted);

} // namespace mbtr
