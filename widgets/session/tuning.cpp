#include "widgets/session/tuning.h"

#include "core/kernels/kernel_matrix.h"
#include "core/models/hyperparameter_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr int kMostForMedian = 300;
// With lambda = 1e-6 the bundled molecules, dynamics and alloys are learnt best at 8 to 16 medians.
constexpr double kMedians = 8;
constexpr int kMostSearchedOn = 2000;

std::vector<int> evenly(const std::vector<int>& all, int most)
{
    const auto n = static_cast<int>(all.size());
    if (n <= most)
        return all;
    std::vector<int> picked;
    for (int i = 0; i < most; ++i)
        picked.push_back(all[static_cast<std::size_t>(std::int64_t(i) * n / most)]);
    return picked;
}

} // namespace

Kernel kernelForDistances(const FeatureMatrix& features, const Kernel& kernel, Progress& progress)
{
    if (std::holds_alternative<LinearKernel>(kernel))
        return kernel;
    std::vector<int> rows(static_cast<std::size_t>(features.values.rows()));
    std::iota(rows.begin(), rows.end(), 0);
    const auto matrix = distanceMatrix(makeKernel(nameOf(kernel), 1), features.values, evenly(rows, kMostForMedian), progress);
    std::vector<double> distances;
    for (Eigen::Index j = 0; j < matrix.cols(); ++j)
        for (Eigen::Index i = j + 1; i < matrix.rows(); ++i)
            distances.push_back(matrix(i, j));
    if (distances.empty())
        return kernel;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double median = std::holds_alternative<LaplacianKernel>(kernel) ? *middle : std::sqrt(*middle);
    // A power of two in steps of the field's arrows, so that people can read it.
    return median > 0 ? makeKernel(nameOf(kernel), std::exp2(std::round(2 * std::log2(kMedians * median)) / 2)) : kernel;
}

Tuning searched(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings, Progress& progress)
{
    const std::vector<double> targets = trainingTargets(dataset, settings);
    const std::vector<int> rows = evenly(makeSplit(dataset, targets, settings.split).train, kMostSearchedOn);
    const Eigen::VectorXd y = learntTargets(dataset, rows, settings);
    const auto found = searchHyperparameters(features.values, rows, y,
                                             {.kernel = std::string(nameOf(settings.kernel)), .length = {}, .lambda = {},
                                              .seed = settings.split.seed},
                                             progress);
    return {found.kernel, found.lambda};
}

} // namespace mbtr::gui
