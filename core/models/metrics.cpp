#include "core/models/metrics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace mbtr {

namespace {

constexpr double kRounding = 1e-14; // relative: a few units in the last place
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double squaredDeviations(std::span<const double> values)
{
    const double mean = meanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum;
}

bool areTheSame(std::span<const double> values)
{
    const auto [least, largest] = std::ranges::minmax(values);
    return largest - least <= kRounding * std::max(std::abs(least), std::abs(largest));
}

} // namespace

double meanOf(std::span<const double> values)
{
    double sum = 0;
    for (const double value : values)
        sum += value - values.front();
    return values.empty() ? kNone : values.front() + sum / static_cast<double>(values.size());
}

Metrics metricsOf(std::span<const double> reference, std::span<const double> predicted)
{
    assert(reference.size() == predicted.size());
    if (std::ranges::any_of(reference, [](double value) { return std::isnan(value); })) {
        std::vector<double> known, ofKnown;
        for (std::size_t i = 0; i < reference.size(); ++i)
            if (!std::isnan(reference[i])) {
                known.push_back(reference[i]);
                ofKnown.push_back(predicted[i]);
            }
        return metricsOf(known, ofKnown);
    }
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
    const double r2 = deviations > 0 && !areTheSame(reference) ? 1 - squared / deviations : kNone;
    return {std::sqrt(squared / n), absolute / n, largest, r2};
}

} // namespace mbtr
