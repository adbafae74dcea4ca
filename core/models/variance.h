#pragma once

#include "core/models/krr.h"

namespace mbtr {

/// Cholesky factor of K + lambda I of a model (lower triangle): its own where it has one, else computed anew.
std::shared_ptr<const Eigen::MatrixXd> factorOf(const KrrModel& model, Progress& progress);

/// Overwrites `across` by L^-1 across, where L is the part of the factor from row and column `first` on. Cancels within 100 ms.
void solveLower(const Eigen::MatrixXd& factor, Eigen::MatrixXd& across, Progress& progress, int first = 0);

/// Predictions, one after the other: values, nearest training structures, and variances divided by the amplitude.
struct ScaledPredictions {
    std::vector<double> values;
    std::vector<NearestTraining> nearest;
    std::vector<double> variances; ///< k(x,x) - k_x^T (K + lambda I)^-1 k_x, not below 0, plus lambda: of a reference value,
                                   ///< noise included; times the amplitude: unit squared
};
ScaledPredictions predictWithVariance(const KrrModel& model, const Eigen::MatrixXd& factor, const RowMatrix& features,
                                      std::span<const int> rows, Progress& progress);

/// y_i minus what a model trained on all others says, alpha_i / ((K + lambda I)^-1)_ii; n_train values, unit of the target.
/// The mean is that of all. Rasmussen & Williams, Gaussian Processes for Machine Learning (MIT Press, 2006), Eq. (5.12).
std::vector<double> leaveOneOutResiduals(const KrrModel& model, const Eigen::MatrixXd& factor, Progress& progress);

/// What variances of a model are multiplied with, so that the errors of structures left out have the size that is said of them:
/// the mean of (y_i - f_-i(x_i))^2 / v_i over training structures (512 of them where there are more), where f_-i and v_i (divided
/// by the amplitude, with lambda) are of the model without structure i; alpha_i^2 / ((K + lambda I)^-1)_ii (as above, Eqs. (5.12)
/// and (5.13)). Unit of the target squared; 0 where fewer than two structures or equal targets tell nothing of it.
double leaveOneOutAmplitude(const KrrModel& model, const Eigen::MatrixXd& factor, Progress& progress);

/// Standard deviation of a prediction; NaN where the amplitude is not larger than 0: nothing is known of it then.
double spreadOf(double amplitude, double variance);

} // namespace mbtr
