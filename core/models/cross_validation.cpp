#include "core/models/cross_validation.h"

#include "core/base/memory.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"

namespace mbtr {

namespace {

std::vector<int> at(std::span<const int> values, const std::vector<int>& places)
{
    std::vector<int> picked;
    for (const int place : places)
        picked.push_back(values[place]);
    return picked;
}

Eigen::VectorXd predictFold(const Eigen::MatrixXd& kernel, const InnerSplit& fold, const Eigen::VectorXd& y, double lambda,
                            Progress& progress)
{
    Eigen::MatrixXd matrix = kernel(fold.train, fold.train);
    matrix.diagonal().array() += lambda;
    factorizeCholesky(matrix, progress);
    const double mean = meanOf({y.data(), static_cast<std::size_t>(y.size())});
    Eigen::MatrixXd alpha = y.array() - mean;
    solveCholesky(matrix, alpha);
    return (kernel(fold.heldOut, fold.train) * alpha.col(0)).array() + mean;
}

} // namespace

CrossValidation crossValidate(const Dataset& dataset, const FeatureMatrix& features, std::span<const int> rows,
                              const TrainingSettings& settings, int folds, Progress& progress)
{
    const std::vector<InnerSplit> parts = foldsOf(dataset, rows, settings.split, folds);
    const auto n = static_cast<std::int64_t>(rows.size());
    requireMemory(16 * n * n, "train", "cross-validation with " + std::to_string(n) + " structures");
    const std::vector<double> targets = trainingTargets(dataset, settings);
    SubProgress ofKernel(progress, 0, 0.3);
    const Eigen::MatrixXd kernel = kernelMatrix(settings.kernel, features.values, rows, ofKernel);
    std::vector<double> reference;
    for (const int row : rows)
        reference.push_back(targets[row]);
    CrossValidation result {.predicted = std::vector<double>(rows.size()), .folds = {}, .all = {}};
    int done = 0;
    for (const InnerSplit& fold : parts) {
        SubProgress ofFold(progress, 0.3 + 0.7 * done / folds, 0.3 + 0.7 * (done + 1) / folds);
        ++done;
        const std::vector<int> training = at(rows, fold.train), validation = at(rows, fold.heldOut);
        std::optional<CompositionBaseline> baseline;
        if (settings.compositionBaseline)
            baseline = fitCompositionBaseline(dataset, training, targets, settings.perAtom);
        const auto offset = [&](int row) { return baseline ? (*baseline)(dataset.structures[row]) : 0.0; };
        Eigen::VectorXd y(static_cast<Eigen::Index>(training.size()));
        for (std::size_t i = 0; i < training.size(); ++i)
            y[static_cast<Eigen::Index>(i)] = targets[training[i]] - offset(training[i]);
        const Eigen::VectorXd values = predictFold(kernel, fold, y, settings.lambda, ofFold);
        std::vector<double> foldReference, foldPredicted;
        for (std::size_t i = 0; i < validation.size(); ++i) {
            const auto place = static_cast<std::size_t>(fold.heldOut[i]);
            foldReference.push_back(reference[place]);
            foldPredicted.push_back(result.predicted[place] = values[static_cast<Eigen::Index>(i)] + offset(validation[i]));
        }
        result.folds.push_back(metricsOf(foldReference, foldPredicted));
    }
    result.all = metricsOf(reference, result.predicted);
    return result;
}

} // namespace mbtr
