#include "core/models/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace mbtr {

Coverage coverageOf(std::span<const double> errors, std::span<const double> stds)
{
    double count = 0, one = 0, two = 0, squares = 0;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (!(stds[i] > 0))
            continue;
        const double standardised = std::abs(errors[i]) / stds[i];
        ++count;
        squares += standardised * standardised;
        one += standardised <= 1 ? 1 : 0;
        two += standardised <= 2 ? 1 : 0;
    }
    if (count == 0)
        return {};
    return {.standardisedRms = std::sqrt(squares / count), .withinOne = one / count, .withinTwo = two / count};
}

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
