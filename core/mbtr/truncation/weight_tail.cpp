#include "core/mbtr/truncation/weight_tail.h"

#include <cmath>
#include <limits>

namespace mbtr {

namespace {

constexpr double kGrowth = 1.25; // of the intervals
constexpr int kMostIntervals = 150; // L grows 10^14 fold
constexpr int kPanels = 16;

/// The weight of the tuples with lengths from `begin` to `end`, by Simpson's rule.
double integral(const std::function<double(double)>& weight, int m, double begin, double end)
{
    const double step = (end - begin) / kPanels;
    double sum = 0;
    for (int i = 0; i <= kPanels; ++i) {
        const double length = begin + i * step;
        sum += (i == 0 || i == kPanels ? 1 : i % 2 ? 4 : 2) * std::pow(length, m - 1) * weight(length);
    }
    return sum * step / 3;
}

} // namespace

double tailOverShell(const std::function<double(double)>& weight, int m, double length)
{
    const double shell = integral(weight, m, kShell * length, length);
    if (shell <= 0)
        return 0;
    double tail = 0, before = std::numeric_limits<double>::infinity();
    for (int i = 0; i < kMostIntervals; ++i, length *= kGrowth) {
        const double part = integral(weight, m, length, kGrowth * length);
        tail += part;
        if (part < 1e-6 * (tail + shell))
            return tail / shell;
        if (i > 20 && part > 0.95 * before)
            break; // power laws: 1 or more where the sum has no end
        before = part;
    }
    return std::numeric_limits<double>::infinity();
}

double tailOfExponential(double scale, int m, double length)
{
    const double x = scale * length;
    double term = 1, sum = 1;
    for (int j = 1; j < m; ++j)
        sum += term *= x / j;
    return std::exp(-x) * sum;
}

} // namespace mbtr
