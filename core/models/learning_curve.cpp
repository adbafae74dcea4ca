#include "core/models/learning_curve.h"

#include <cmath>
#include <map>
#include <numeric>

namespace mbtr {

SplitSettings splitForSample(SplitSettings split, int size, int repeat)
{
    split.train = size;
    split.seed += static_cast<std::uint64_t>(repeat);
    return split;
}

void runLearningCurve(const LearningCurvePlan& plan, const std::function<bool(int size, int repeat)>& isKnown,
                      const std::function<void(int size, int repeat, Progress&)>& trainOne, Progress& progress)
{
    double total = 0, done = 0;
    for (const int size : plan.sizes)
        total += plan.repeats * std::pow(size, plan.costPower);
    for (int repeat = 0; repeat < plan.repeats; ++repeat)
        for (const int size : plan.sizes) {
            const double begin = done / total;
            done += std::pow(size, plan.costPower);
            if (isKnown && isKnown(size, repeat))
                continue;
            SubProgress part(progress, begin, done / total);
            part.throwIfCancelled();
            trainOne(size, repeat, part);
            part.report(1, "learning curve");
        }
}

std::vector<LearningPoint> pointsOf(std::span<const LearningSample> samples)
{
    std::map<int, LearningPoint> bySize;
    for (const LearningSample& sample : samples) {
        LearningPoint& point = bySize[sample.size];
        point.size = sample.size;
        point.rmse.push_back(sample.rmse);
        point.mae.push_back(sample.mae);
    }
    std::vector<LearningPoint> points;
    for (auto& [size, point] : bySize)
        points.push_back(std::move(point));
    return points;
}

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
