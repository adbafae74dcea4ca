#pragma once

#include "core/base/progress.h"
#include "core/dataset/scalar_values.h"
#include "core/dataset/split.h"
#include "core/features/feature_matrix.h"
#include "core/features/representation.h"
#include "core/kernels/kernel.h"
#include "core/models/calibration.h"
#include "core/models/composition_baseline.h"
#include "core/models/leakage.h"
#include "core/models/metrics.h"

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// Kernel ridge regression: f(x) = mean + sum_i alpha_i k(x, x_i), alpha = (K + lambda I)^-1 (y - mean).
/// Huo & Rupp 2022, section 4.
struct KrrModel {
    Kernel kernel;
    double lambda = 1e-6; ///< added to the diagonal of K as it is
    double mean = 0; ///< of the training targets, unit of the target
    Eigen::VectorXd alpha; ///< n_train
    RowMatrix trainingFeatures; ///< n_train x n_features
    std::shared_ptr<const Eigen::MatrixXd>
        factor; ///< Cholesky factor of K + lambda I, lower triangle; nullptr where it was not kept
};

/// The training structure most like another one.
struct NearestTraining {
    int row = -1; ///< of the model's training features
    double distance = 0; ///< between their features: Manhattan for the laplacian kernel, else Euclidean
};

/// Sum of |alpha_j k(x_i, x_j)| over the absolute value that they add up to, the root mean square of each over some training
/// structures i. Where it is large, explanations by training structures tell little, and rounding counts.
double cancellationOf(const KrrModel& model, Progress& progress);

/// What the training page and `mbtr train` ask for.
struct TrainingSettings {
    std::string target; ///< name of a scalar property
    bool perAtom = false; ///< divides the target by the number of atoms first; errors are then per atom
    Kernel kernel = GaussianKernel {8};
    double lambda = 1e-6;
    SplitSettings split;
    RepresentationKind representation = RepresentationKind::Mbtr;
    TermScaling scaling = TermScaling::None; ///< Even: every term varies as much as the others (scaleTermsEvenly)
    bool compositionBaseline = false; ///< learns what a linear fit in the composition leaves

    bool operator==(const TrainingSettings&) const = default;
};

struct TrainingSeconds {
    double features = 0;
    double kernel = 0;
    double solve = 0;
};

/// The errors that two simple guesses make on the structures that validate: a model is worth something by how far it is below
/// them.
struct BaselineErrors {
    Metrics mean; ///< the guess is always the mean of the training targets
    Metrics composition; ///< the guess is linear in the composition (fitCompositionBaseline)
};

struct TrainingResult {
    TrainingSettings settings;
    std::shared_ptr<const KrrModel> model;
    std::shared_ptr<const Representation> representation; ///< that of the features; nullptr: not known
    std::optional<CompositionBaseline> baseline; ///< to be added to what the model says
    double amplitude = 0; ///< of the predictive variance, see leaveOneOutAmplitude(); 0 or less: unknown
    std::string unit; ///< of target and errors; "/atom" appended where divided; empty = not stated
    Split split;
    std::vector<double> trainReference, trainPredicted; ///< in the order of split.train
    std::vector<double> validateReference, validatePredicted; ///< in the order of split.validate
    std::vector<double> validatePredictiveStd; ///< predictive standard deviation, unit of the target; NaN where it is unknown
    std::vector<NearestTraining> validateNearest; ///< rows: places in split.train
    Coverage coverage; ///< of the errors of structures that validate, by their spreads
    Metrics train, validation;
    BaselineErrors baselines;
    TrainingSeconds seconds;
    std::vector<int> trainedElements; ///< of the structures that train, ascending
    std::vector<int> untrained; ///< elements that only structures that validate hold, ascending
    Leakage leakage; ///< of the split
    double cancellation = 0; ///< how many times larger contributions of training structures are than what they add up to; see
                             ///< cancellationOf()
    int copies = 0; ///< structures that validate and are copies of one that trains
    MissingScalars missing; ///< structures that took no part, as they have no target
    int structures = 0; ///< of the dataset
};

/// Throws SettingsError("lambda" / "length", ..).
void validate(const TrainingSettings& settings);

/// The numbers to learn, one for each structure: divided by the number of atoms where so asked; NaN where there is none. Throws
/// as scalarsOrMissing.
std::vector<double> trainingTargets(const Dataset& dataset, const TrainingSettings& settings);

/// What a model learns of the structures `rows`: their targets, minus the baseline fitted to them where there is one.
Eigen::VectorXd learntTargets(const Dataset& dataset, std::span<const int> rows, const TrainingSettings& settings);

/// The features of all structures, with terms scaled as `training` says: evenly over the structures that its split trains on.
/// mbtr counts for TrainingSettings::representation == Mbtr only.
FeatureMatrix trainingFeatures(const Dataset& dataset, const MbtrSettings& mbtr, const TrainingSettings& training,
                               Progress& progress);

/// y: n_train targets, of the rows `rows` of the features.
KrrModel fitKrr(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y, const Kernel& kernel,
                double lambda, Progress& progress, TrainingSeconds* seconds = nullptr);

/// Splits, fits and evaluates. seconds.features stays 0: the features are there already. Throws SettingsError (field, value,
/// allowed), NumericalError, Cancelled.
TrainingResult trainKrr(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings,
                        Progress& progress);

/// The same with a split that was made elsewhere, for instance to validate on the structures of another file;
/// settings.split is only kept.
TrainingResult trainKrr(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings,
                        const Split& split, Progress& progress);

} // namespace mbtr
