#include "core/models/training_estimate.h"

#include "core/base/stopwatch.h"
#include "core/dataset/subset.h"
#include "core/kernels/kernel_matrix.h"
#include "core/mbtr/truncation/grid_truncation.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

constexpr double kEnough = 0.1; // seconds of a sample
constexpr int kMostSampled = 256;
constexpr int kKernelRows = 512, kKernelColumns = 1024; // of the kernel matrix that is measured

/// Time of the features and what their grids leave out. Larger and larger samples, until one takes long enough.
void takeSample(TrainingEstimate& estimate, const Dataset& dataset, const std::vector<int>& all,
                const Representation& representation, Progress& progress)
{
    const auto size = static_cast<int>(all.size());
    for (int count = std::min(8, size);; count = std::min(4 * count, size)) {
        const Dataset sample = subsetOf(dataset, pickEvenly(all, count), progress);
        Progress quiet;
        const Stopwatch watch;
        const FeatureMatrix features = buildFeatures(sample, representation, quiet);
        progress.throwIfCancelled();
        if (watch.seconds() < kEnough && count < std::min(kMostSampled, size))
            continue;
        estimate.seconds.features = watch.seconds() * size / std::max(1, count);
        if (features.layout)
            estimate.truncations = gridTruncationMessages(*features.layout, features.weights);
        return;
    }
}

/// Seconds of one product of two features, within a large matrix.
double secondsAProduct(const Kernel& kernel, Progress& progress)
{
    const RowMatrix features = RowMatrix::Constant(kKernelRows, kKernelColumns, 0.5);
    const std::vector<int> rows = firstRows(kKernelRows);
    kernelMatrix(kernel, features, std::span(rows).first(64), progress); // wakes threads
    const Stopwatch watch;
    kernelMatrix(kernel, features, rows, progress);
    return watch.seconds() / (0.5 * kKernelRows * kKernelRows * kKernelColumns);
}

} // namespace

TrainingEstimate estimateTraining(const Dataset& dataset, const std::vector<int>& rows, const MbtrSettings& settings,
                                  const TrainingSettings& training, Progress& progress)
{
    const Representation representation = representationFor(dataset, training.representation, settings);
    const std::int64_t columns = featureCountOf(representation);
    const double all = static_cast<double>(rows.size()), train = std::clamp<double>(training.split.train, 0, all);
    const double validate = training.split.validate > 0 ? std::min<double>(training.split.validate, all - train) : all - train;
    TrainingEstimate estimate;
    estimate.featureBytes = 8 * columns * (static_cast<std::int64_t>(rows.size()) + static_cast<std::int64_t>(train));
    estimate.kernelBytes = static_cast<std::int64_t>(8 * (train * train + 2 * train * std::min(validate, 1024.0)));
    takeSample(estimate, dataset, rows, representation, progress);
    const double product = secondsAProduct(training.kernel, progress);
    const double ofBlas
        = std::holds_alternative<LaplacianKernel>(training.kernel) ? secondsAProduct(LinearKernel {}, progress) : product;
    estimate.seconds.kernel = product * static_cast<double>(columns) * train * (0.5 * train + validate);
    estimate.seconds.solve = ofBlas * train * train * (train / 6 + validate / 2);
    return estimate;
}

} // namespace mbtr
