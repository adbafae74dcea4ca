#include "core/models/krr.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/stopwatch.h"
#include "core/base/text.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"
#include "core/models/training_doubts.h"
#include "core/models/variance.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

void requireLambda(double lambda)
{
    if (!(lambda >= 0) || !std::isfinite(lambda))
        throw SettingsError("lambda", "must be a number not less than 0, is " + toText(lambda));
}

std::vector<double> pick(std::span<const double> values, std::span<const int> indices)
{
    std::vector<double> picked;
    picked.reserve(indices.size());
    for (const int i : indices)
        picked.push_back(values[i]);
    return picked;
}

/// What the model says of its training structures. It follows without the kernel matrix from the equation that alpha solves:
/// mean + K alpha = y - lambda alpha.
std::vector<double> trainingPredictions(const KrrModel& model, std::span<const double> y)
{
    std::vector<double> predicted(y.begin(), y.end());
    for (std::size_t i = 0; i < predicted.size(); ++i)
        predicted[i] -= model.lambda * model.alpha[static_cast<Eigen::Index>(i)];
    return predicted;
}

RowMatrix rowsOf(const RowMatrix& features, std::span<const int> rows)
{
    RowMatrix picked(static_cast<Eigen::Index>(rows.size()), features.cols());
    for (std::size_t i = 0; i < rows.size(); ++i)
        picked.row(static_cast<Eigen::Index>(i)) = features.row(rows[i]);
    return picked;
}

std::vector<double> differences(std::span<const double> a, std::span<const double> b)
{
    std::vector<double> all;
    for (std::size_t i = 0; i < a.size(); ++i)
        all.push_back(a[i] - b[i]);
    return all;
}

void add(std::vector<double>& values, double factor, const std::vector<double>& others)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] += factor * others[i];
}

void predictValidation(TrainingResult& result, const FeatureMatrix& features, Progress& progress)
{
    ScaledPredictions predictions
        = predictWithVariance(*result.model, *result.model->factor, features.values, result.split.validate, progress);
    result.validatePredicted = std::move(predictions.values);
    result.validateNearest = std::move(predictions.nearest);
    for (const double variance : predictions.variances)
        result.validatePredictiveStd.push_back(spreadOf(result.amplitude, variance));
}

std::int64_t bytesFor(std::int64_t train, std::int64_t validate, std::int64_t featureCount)
{
    const std::int64_t kernel = train * train;
    const std::int64_t copied = train * featureCount;
    const std::int64_t predictions = 2 * std::min<std::int64_t>(validate, 1024) * train;
    const std::int64_t parts = (train + validate) * std::min<std::int64_t>(featureCount, 2048);
    return 8 * (copied + parts + kernel + predictions);
}

} // namespace

void validate(const TrainingSettings& settings)
{
    makeKernel(nameOf(settings.kernel), lengthOf(settings.kernel)); // checks the length
    requireLambda(settings.lambda);
}

std::vector<double> trainingTargets(const Dataset& dataset, const TrainingSettings& settings)
{
    std::vector<double> targets = scalarsOrMissing(dataset, settings.target);
    if (settings.perAtom)
        for (std::size_t i = 0; i < targets.size(); ++i)
            targets[i] /= std::max(1, dataset.structures[i].atomCount());
    return targets;
}

Eigen::VectorXd learntTargets(const Dataset& dataset, std::span<const int> rows, const TrainingSettings& settings)
{
    const std::vector<double> targets = trainingTargets(dataset, settings);
    Eigen::VectorXd y(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        y[static_cast<Eigen::Index>(i)] = targets[rows[i]];
    if (settings.compositionBaseline) {
        const auto baseline = predictBaseline(fitCompositionBaseline(dataset, rows, targets, settings.perAtom), dataset, rows);
        y -= Eigen::Map<const Eigen::VectorXd>(baseline.data(), y.size());
    }
    return y;
}

FeatureMatrix trainingFeatures(const Dataset& dataset, const MbtrSettings& mbtr, const TrainingSettings& training,
                               Progress& progress)
{
    std::vector<int> rows;
    if (training.scaling == TermScaling::Even)
        rows = makeSplit(dataset, trainingTargets(dataset, training), training.split).train;
    FeatureMatrix features = buildFeatures(dataset, representationFor(dataset, training.representation, mbtr), progress);
    scaleTermsEvenly(features, rows);
    return features;
}

KrrModel fitKrr(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y, const Kernel& kernel,
                double lambda, Progress& progress, TrainingSeconds* seconds)
{
    assert(static_cast<Eigen::Index>(rows.size()) == y.size());
    makeKernel(nameOf(kernel), lengthOf(kernel)); // checks the length
    requireLambda(lambda);
    if (rows.empty())
        throw SettingsError("train", "must be at least 1, is 0");

    SubProgress ofKernel(progress, 0, 0.7), ofSolve(progress, 0.7, 1);
    Stopwatch kernelTime;
    auto factor = std::make_shared<Eigen::MatrixXd>(kernelMatrix(kernel, features, rows, ofKernel));
    Eigen::MatrixXd& matrix = *factor;
    matrix.diagonal().array() += lambda;
    const double kernelSeconds = kernelTime.seconds();

    Stopwatch solveTime;
    factorizeCholesky(matrix, ofSolve);
    const double mean = meanOf({y.data(), static_cast<std::size_t>(y.size())});
    Eigen::MatrixXd alpha = y.array() - mean;
    solveCholesky(matrix, alpha);
    if (!alpha.allFinite())
        throw NumericalError("the weights of the model are not finite numbers; a larger lambda helps");
    if (seconds) {
        seconds->kernel = kernelSeconds;
        seconds->solve = solveTime.seconds();
    }
    return {kernel, lambda, mean, alpha.col(0), rowsOf(features, rows), std::move(factor)};
}

TrainingResult trainKrr(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings,
                        Progress& progress)
{
    validate(settings);
    const std::vector<double> targets = trainingTargets(dataset, settings);
    return trainKrr(dataset, features, settings, makeSplit(dataset, targets, settings.split), progress);
}

double cancellationOf(const KrrModel& model, Progress& progress)
{
    constexpr int kStructures = 50;
    std::vector<int> all(static_cast<std::size_t>(model.trainingFeatures.rows()));
    std::iota(all.begin(), all.end(), 0);
    const Eigen::MatrixXd kernel
        = kernelMatrix(model.kernel, model.trainingFeatures, pickEvenly(all, kStructures), model.trainingFeatures, all, progress);
    const double sum = (kernel * model.alpha).norm(), ofAbsolutes = (kernel.cwiseAbs() * model.alpha.cwiseAbs()).norm();
    return sum > 0 ? ofAbsolutes / sum : 1;
}

TrainingResult trainKrr(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings,
                        const Split& split, Progress& progress)
{
    assert(features.values.rows() == dataset.size());
    const std::vector<double> targets = trainingTargets(dataset, settings);
    requireMemory(bytesFor(static_cast<std::int64_t>(split.train.size()), static_cast<std::int64_t>(split.validate.size()),
                           features.values.cols()),
                  "train", "training on " + std::to_string(split.train.size()) + " structures");

    TrainingResult result;
    result.settings = settings;
    result.split = split;
    result.unit = dataset.find(settings.target)->unit + (settings.perAtom ? "/atom" : "");
    result.trainReference = pick(targets, split.train);
    result.validateReference = pick(targets, split.validate);

    SubProgress ofFit(progress, 0, 0.8), ofPrediction(progress, 0.8, 1);
    const CompositionBaseline composition = fitCompositionBaseline(dataset, split.train, targets, settings.perAtom);
    const std::vector<double> ofComposition = predictBaseline(composition, dataset, split.validate);
    std::vector<double> learnt = result.trainReference;
    if (settings.compositionBaseline) {
        result.baseline = composition;
        add(learnt, -1, predictBaseline(composition, dataset, split.train));
    }
    const Eigen::Map<const Eigen::VectorXd> y(learnt.data(), static_cast<Eigen::Index>(split.train.size()));
    const auto model = std::make_shared<const KrrModel>(
        fitKrr(features.values, split.train, y, settings.kernel, settings.lambda, ofFit, &result.seconds));
    result.model = model;
    result.representation = features.representation;
    result.amplitude = leaveOneOutAmplitude(*model, *model->factor, ofFit);
    result.trainPredicted = trainingPredictions(*model, result.trainReference);
    predictValidation(result, features, ofPrediction);
    if (result.baseline)
        add(result.validatePredicted, 1, ofComposition);
    result.baselines.mean
        = metricsOf(result.validateReference, std::vector<double>(split.validate.size(), meanOf(result.trainReference)));
    result.baselines.composition = metricsOf(result.validateReference, ofComposition);
    result.train = metricsOf(result.trainReference, result.trainPredicted);
    result.validation = metricsOf(result.validateReference, result.validatePredicted);
    result.coverage = coverageOf(differences(result.validatePredicted, result.validateReference), result.validatePredictiveStd);
    result.structures = dataset.size();
    result.missing = missingScalars(dataset, settings.target);
    result.trainedElements = untrainedElements(dataset, split.train, {});
    result.untrained = untrainedElements(dataset, split.validate, result.trainedElements);
    result.copies = countCopies(dataset, features.values, result);
    result.leakage = leakageOf(dataset, features.values, split);
    result.cancellation = cancellationOf(*model, ofPrediction);
    progress.report(1, "done");
    return result;
}

} // namespace mbtr
