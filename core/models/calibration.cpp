#include "core/models/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace mbtr {

double deviationsThatHold(double share)
{
    double low = 0, high = 10; // beyond ten standard deviations lies less than the rounding error of a share
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (std::erf(middle / std::numbers::sqrt2) < share ? low : high) = middle;
    }
    return low;
}

std::vector<CalibrationPoint> calibrationOf(std::span<const double> errors, std::span<const double> stds)
{
    assert(errors.size() == stds.size());
    std::vector<double> deviations; // sizes of the errors, in standard deviations
    for (std::size_t i = 0; i < errors.size(); ++i)
        if (stds[i] > 0)
            deviations.push_back(std::abs(errors[i]) / stds[i]);
    if (deviations.empty())
        return {};
    std::ranges::sort(deviations);
    std::vector<CalibrationPoint> points;
    for (int percent = 5; percent < 100; percent += 5) {
        const auto inside = std::ranges::upper_bound(deviations, deviationsThatHold(percent / 100.0)) - deviations.begin();
        points.push_back({percent / 100.0, static_cast<double>(inside) / static_cast<double>(deviations.size())});
    }
    return points;
}

} // namespace mbtr
