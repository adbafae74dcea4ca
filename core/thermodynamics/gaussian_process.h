#pragma once

#include "core/base/progress.h"

#include <Eigen/Core>
#include <optional>

namespace mbtr {

/// A Gaussian process over feature vectors: k(a, b) = s^2 exp(-|a-b|^2 / (2 l^2)), a nugget lambda s^2 on the diagonal and a
/// constant mean. Mean m and amplitude s^2 are profiled out (Rasmussen & Williams, Gaussian Processes for Machine Learning, 2006,
/// section 2.7 and 5.4.1): with K = kernel / s^2 + lambda I,
///
///     m = 1' K^-1 y / 1' K^-1 1,   s^2 = (y-m)' K^-1 (y-m) / n,   log L = -n/2 log s^2 - 1/2 log |K|.
class GaussianProcess {
public:
    /// squaredDistances: n x n between the features of the known points; y: n, their values. length: unit of the features;
    /// lambda: relative to the amplitude. Throws NumericalError where K is not positive definite.
    GaussianProcess(const Eigen::MatrixXd& squaredDistances, const Eigen::VectorXd& y, double length, double lambda);

    double length() const { return m_length; }
    double lambda() const { return m_lambda; }
    double mean() const { return m_mean; } ///< unit of y
    double amplitude() const { return m_amplitude; } ///< s^2, unit of y squared
    double nugget() const { return m_lambda * m_amplitude; } ///< what the representation cannot see; unit of y squared
    double logLikelihood() const;

    /// Posterior mean of m points: squaredDistances n x m between known and new ones. Unit of y.
    Eigen::VectorXd predict(const Eigen::MatrixXd& squaredDistances) const;
    /// Posterior variance of each without the nugget, unit of y squared.
    Eigen::VectorXd variance(const Eigen::MatrixXd& squaredDistances) const;
    /// Posterior covariance of m points, without the nugget: m x m. among: m x m squared distances between the new ones.
    Eigen::MatrixXd covariance(const Eigen::MatrixXd& squaredDistances, const Eigen::MatrixXd& among) const;
    /// Posterior covariance of m points with one more: toMany n x m, toOne n x 1, between m x 1 squared distances.
    Eigen::VectorXd covarianceWith(const Eigen::MatrixXd& toMany, const Eigen::MatrixXd& toOne,
                                   const Eigen::MatrixXd& between) const;
    /// What each known value differs from the prediction by the others, in standard deviations of that prediction (nugget
    /// included): n. Sundararajan & Keerthi, Neural Comput. 13, 1103 (2001).
    Eigen::VectorXd standardisedResiduals() const;

private:
    Eigen::MatrixXd correlation(const Eigen::MatrixXd& squaredDistances) const;
    Eigen::MatrixXd whitened(const Eigen::MatrixXd& squaredDistances) const;

    double m_length, m_lambda, m_mean = 0, m_amplitude = 0;
    Eigen::MatrixXd m_factor; ///< Cholesky factor of K, lower triangle
    Eigen::VectorXd m_weights; ///< K^-1 (y - m)
};

/// The process of largest likelihood over lengths typical x 2^(-2..5) and lambda 10^(-8..-1), the grid of the prototype of
/// Huo & Rupp's application in steps of one power. typicalDistance: unit of the features, for instance the median distance.
/// Nothing where fewer than two values are known or no pair of parameters can be factorised. Throws Cancelled.
std::optional<GaussianProcess> fitGaussianProcess(const Eigen::MatrixXd& squaredDistances, const Eigen::VectorXd& y,
                                                  double typicalDistance, Progress& progress);

} // namespace mbtr
