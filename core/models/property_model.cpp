#include "core/models/property_model.h"

#include "core/kernels/kernel_matrix.h"
#include "core/models/variance.h"

#include <cmath>

namespace mbtr {

namespace {

} // namespace

PropertyModel propertyModel(const TrainingResult& result, const Representation& representation)
{
    return {.model = result.model,
            .representation = representation,
            .baseline = result.baseline,
            .target = result.settings.target,
            .unit = result.unit,
            .perAtom = result.settings.perAtom,
            .amplitude = result.amplitude,
            .trainedElements = result.trainedElements};
}

Predictor::Predictor(std::shared_ptr<const PropertyModel> model, Progress& progress)
    : m_model(std::move(model))
    , m_factor(factorOf(*m_model->model, progress))
{
}

double Predictor::baselineOf(const Structure& structure) const
{
    return m_model->baseline ? (*m_model->baseline)(structure) : 0;
}

std::vector<Prediction> Predictor::predict(const Dataset& dataset, Progress& progress) const
{
    requireKnownElements(dataset, m_model->representation.species);
    SubProgress ofFeatures(progress, 0, 0.5), ofPrediction(progress, 0.5, 1);
    const FeatureMatrix features = buildFeatures(dataset, m_model->representation, ofFeatures);
    const ScaledPredictions scaled
        = predictWithVariance(*m_model->model, *m_factor, features.values, firstRows(dataset.size()), ofPrediction);
    std::vector<Prediction> predictions;
    for (std::size_t i = 0; i < scaled.values.size(); ++i)
        predictions.push_back({scaled.values[i] + baselineOf(dataset.structures[i]),
                               spreadOf(m_model->amplitude, scaled.variances[i]), scaled.nearest[i]});
    return predictions;
}

std::vector<TrainingParts> Predictor::trainingParts(const Dataset& dataset, Progress& progress) const
{
    requireKnownElements(dataset, m_model->representation.species);
    const FeatureMatrix features = buildFeatures(dataset, m_model->representation, progress);
    const KrrModel& krr = *m_model->model;
    std::vector<TrainingParts> all;
    for (int i = 0; i < dataset.size(); ++i) {
        const Eigen::MatrixXd similarity = kernelMatrix(krr.kernel, krr.trainingFeatures, firstRows(krr.alpha.size()),
                                                        features.values, std::vector<int> {i}, progress);
        all.push_back(
            {krr.mean, baselineOf(dataset.structures[i]), similarity.col(0), krr.alpha.cwiseProduct(similarity.col(0))});
    }
    return all;
}

} // namespace mbtr
