#include "core/models/outliers.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace mbtr {

namespace {

std::vector<double> squaredErrors(const TrainingResult& result)
{
    std::vector<double> squares;
    for (std::size_t i = 0; i < result.validatePredicted.size(); ++i)
        squares.push_back(std::pow(result.validatePredicted[i] - result.validateReference[i], 2));
    return squares;
}

} // namespace

std::vector<Outlier> outliersOf(const TrainingResult& result, std::size_t most)
{
    const std::vector<double> squares = squaredErrors(result);
    const double total = std::accumulate(squares.begin(), squares.end(), 0.0);
    std::vector<std::size_t> order(squares.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return squares[i]; });
    order.resize(std::min(most, order.size()));
    std::vector<double> distances;
    for (const NearestTraining& nearest : result.validateNearest)
        distances.push_back(nearest.distance);
    std::ranges::sort(distances);
    std::vector<Outlier> outliers;
    for (const std::size_t i : order) {
        const NearestTraining& nearest = result.validateNearest[i];
        const auto further = distances.end() - std::ranges::upper_bound(distances, nearest.distance);
        outliers.push_back({.structure = result.split.validate[i],
                            .reference = result.validateReference[i],
                            .predicted = result.validatePredicted[i],
                            .predictiveStd = result.validatePredictiveStd[i],
                            .share = total > 0 ? squares[i] / total : 0,
                            .nearest = result.split.train[nearest.row],
                            .nearestReference = result.trainReference[nearest.row],
                            .distance = nearest.distance,
                            .further = static_cast<double>(further) / static_cast<double>(squares.size())});
    }
    return outliers;
}

double rmseWithoutLargest(const TrainingResult& result)
{
    const std::vector<double> squares = squaredErrors(result);
    if (squares.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const double total = std::accumulate(squares.begin(), squares.end(), 0.0);
    return std::sqrt((total - *std::ranges::max_element(squares)) / static_cast<double>(squares.size() - 1));
}

} // namespace mbtr
