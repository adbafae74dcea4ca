#include "core/models/cross_validation.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"

#include <numeric>

namespace mbtr {

namespace {

/// Places (in the list of rows) that are predicted and those that train for it.
struct Fold {
    std::vector<int> validate, train;
};

std::vector<Fold> makeFolds(std::size_t count, int folds, std::uint64_t seed)
{
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    Draws(seed).shuffle(order);
    std::vector<Fold> all(static_cast<std::size_t>(folds));
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t fold = 0; fold < all.size(); ++fold)
            (i % all.size() == fold ? all[fold].validate : all[fold].train).push_back(order[i]);
    return all;
}

std::vector<int> at(std::span<const int> values, const std::vector<int>& places)
{
    std::vector<int> picked;
    for (const int place : places)
        picked.push_back(values[place]);
    return picked;
}

Eigen::VectorXd predictFold(const Eigen::MatrixXd& kernel, const Fold& fold, const Eigen::VectorXd& y, double lambda,
                            Progress& progress)
{
    Eigen::MatrixXd matrix = kernel(fold.train, fold.train);
    matrix.diagonal().array() += lambda;
    factorizeCholesky(matrix, progress);
    const double mean = meanOf({y.data(), static_cast<std::size_t>(y.size())});
    Eigen::MatrixXd alpha = y.array() - mean;
    solveCholesky(matrix, alpha);
    return (kernel(fold.validate, fold.train) * alpha.col(0)).array() + mean;
}

} // namespace

CrossValidation crossValidate(const Dataset& dataset, const FeatureMatrix& features, std::span<const int> rows,
                              const TrainingSettings& settings, int folds, Progress& progress)
{
    if (folds < 2 || static_cast<std::size_t>(folds) > rows.size())
        throw SettingsError(
            "folds", "must be 2 to " + std::to_string(rows.size()) + ", the number of structures, is " + std::to_string(folds));
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
    for (const Fold& fold : makeFolds(rows.size(), folds, settings.split.seed)) {
        SubProgress ofFold(progress, 0.3 + 0.7 * done / folds, 0.3 + 0.7 * (done + 1) / folds);
        ++done;
        const std::vector<int> training = at(rows, fold.train), validation = at(rows, fold.validate);
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
            const auto place = static_cast<std::size_t>(fold.validate[i]);
            foldReference.push_back(reference[place]);
            foldPredicted.push_back(result.predicted[place] = values[static_cast<Eigen::Index>(i)] + offset(validation[i]));
        }
        result.folds.push_back(metricsOf(foldReference, foldPredicted));
    }
    result.all = metricsOf(reference, result.predicted);
    return result;
}

} // namespace mbtr
