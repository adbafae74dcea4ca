#pragma once

#include "core/features/representation.h"
#include "core/models/krr.h"

#include <memory>
#include <optional>
#include <string>

namespace mbtr {

/// Everything that is needed to predict a property of any structure.
struct PropertyModel {
    std::shared_ptr<const KrrModel> model;
    Representation representation;
    std::optional<CompositionBaseline> baseline; ///< added to what the model says
    std::string target;
    std::string unit; ///< of predictions; "/atom" appended where perAtom; empty = not stated
    bool perAtom = false;
    double amplitude = 0; ///< of the predictive variance: (y - mean)^T alpha / n, unit squared; 0 or less: unknown
    std::vector<int> trainedElements; ///< of the structures that trained, ascending; empty: not known
};

PropertyModel propertyModel(const TrainingResult& result, const Representation& representation);

/// A predicted value f(x) and the standard deviation that the model itself expects of its error, both in the unit of the target
/// (per atom where the target is).
struct Prediction {
    double value = 0;
    double predictiveStd = 0; ///< NaN where it is unknown
    NearestTraining nearest = {}; ///< row of the model
};

/// The parts of one prediction: mean + baseline + the sum of alpha_i k(x, x_i) is its value.
struct TrainingParts {
    double mean = 0;
    double baseline = 0;
    Eigen::VectorXd similarity; ///< k(x, x_i), n_train
    Eigen::VectorXd contributions; ///< alpha_i k(x, x_i), unit of the target

    double value() const { return mean + baseline + contributions.sum(); }
};

/// A model made ready to predict. All functions may be called from several threads.
class Predictor {
public:
    /// Factorises the kernel matrix where the model has not kept it. Throws NumericalError, Cancelled.
    Predictor(std::shared_ptr<const PropertyModel> model, Progress& progress);

    const PropertyModel& model() const { return *m_model; }
    /// A prediction for each structure. Throws SettingsError where the model does not know an element; as buildFeatures.
    std::vector<Prediction> predict(const Dataset& dataset, Progress& progress) const;
    /// For each structure, which training structures pull its prediction up or down. Throws likewise.
    std::vector<TrainingParts> trainingParts(const Dataset& dataset, Progress& progress) const;

private:
    double baselineOf(const Structure& structure) const;

    std::shared_ptr<const PropertyModel> m_model;
    std::shared_ptr<const Eigen::MatrixXd> m_factor;
};

} // namespace mbtr
