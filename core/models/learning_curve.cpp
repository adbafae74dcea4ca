#include "core/models/learning_curve.h"

#include <cmath>
#include <numeric>

namespace mbtr {

MeanAndStd meanAndStd(std::span<const double> values)
{
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return {mean, std::sqrt(squares / n)};
}

std::optional<PowerLaw> fitPowerLaw(std::span<const LearningPoint> points)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (const LearningPoint& point : points) {
        const double error = meanAndStd(point.rmse).mean;
        if (!(error > 0) || !std::isfinite(error))
            continue;
        const double u = std::log(point.size), v = std::log(error);
        n += 1, x += u, y += v, xx += u * u, xy += u * v;
    }
    const double denominator = n * xx - x * x;
    if (n < 2 || !(denominator > 1e-12 * n * xx))
        return {};
    const double exponent = (n * xy - x * y) / denominator;
    return PowerLaw {std::exp((y - exponent * x) / n), exponent};
}

} // namespace mbtr
