#include "core/models/metrics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

namespace mbtr {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double squaredDeviations(std::span<const double> values)
{
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum;
}

} // namespace

Metrics metricsOf(std::span<const double> reference, std::span<const double> predicted)
{
    assert(reference.size() == predicted.size());
    if (reference.empty())
        return {kNone, kNone, kNone, kNone};
    double squared = 0, absolute = 0, largest = 0;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const double error = std::abs(predicted[i] - reference[i]);
        squared += error * error;
        absolute += error;
        largest = std::max(largest, error);
    }
    const auto n = static_cast<double>(reference.size());
    const double deviations = squaredDeviations(reference);
    const double r2 = reference.size() > 1 && deviations > 0 ? 1 - squared / deviations : kNone;
    return {std::sqrt(squared / n), absolute / n, largest, r2};
}

} // namespace mbtr
