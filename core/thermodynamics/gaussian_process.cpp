#include "core/thermodynamics/gaussian_process.h"

#include "core/base/error.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <limits>

namespace mbtr {

namespace {

using LowerTriangle = Eigen::TriangularView<const Eigen::MatrixXd, Eigen::Lower>;

LowerTriangle lower(const Eigen::MatrixXd& matrix)
{
    return matrix.triangularView<Eigen::Lower>();
}

} // namespace

GaussianProcess::GaussianProcess(const Eigen::MatrixXd& squaredDistances, const Eigen::VectorXd& y, double length, double lambda)
    : m_length(length)
    , m_lambda(lambda)
{
    Eigen::MatrixXd k = correlation(squaredDistances);
    k.diagonal().array() += lambda;
    const Eigen::LLT<Eigen::MatrixXd> cholesky(k);
    if (cholesky.info() != Eigen::Success)
        throw NumericalError("the kernel matrix of the known energies is not positive definite with length "
                             + std::to_string(length) + " and lambda " + std::to_string(lambda));
    m_factor = cholesky.matrixL();
    const Eigen::VectorXd ones = cholesky.solve(Eigen::VectorXd::Ones(y.size()));
    m_mean = ones.dot(y) / ones.sum();
    const Eigen::VectorXd centred = y.array() - m_mean;
    m_weights = cholesky.solve(centred);
    m_amplitude = centred.dot(m_weights) / static_cast<double>(y.size());
}

double GaussianProcess::logLikelihood() const
{
    const double n = static_cast<double>(m_factor.rows());
    return -0.5 * n * std::log(m_amplitude) - m_factor.diagonal().array().log().sum();
}

Eigen::MatrixXd GaussianProcess::correlation(const Eigen::MatrixXd& squaredDistances) const
{
    return (squaredDistances.array() * (-0.5 / (m_length * m_length))).exp();
}

/// L^-1 k, n x m: what is known of the new points, in independent parts.
Eigen::MatrixXd GaussianProcess::whitened(const Eigen::MatrixXd& squaredDistances) const
{
    Eigen::MatrixXd k = correlation(squaredDistances);
    lower(m_factor).solveInPlace(k);
    return k;
}

Eigen::VectorXd GaussianProcess::predict(const Eigen::MatrixXd& squaredDistances) const
{
    return (correlation(squaredDistances).transpose() * m_weights).array() + m_mean;
}

Eigen::VectorXd GaussianProcess::variance(const Eigen::MatrixXd& squaredDistances) const
{
    const Eigen::VectorXd known = whitened(squaredDistances).colwise().squaredNorm();
    return m_amplitude * (1 - known.array()).max(0);
}

Eigen::MatrixXd GaussianProcess::covariance(const Eigen::MatrixXd& squaredDistances, const Eigen::MatrixXd& among) const
{
    const Eigen::MatrixXd known = whitened(squaredDistances);
    Eigen::MatrixXd covariance = correlation(among);
    covariance.noalias() -= known.transpose() * known;
    return m_amplitude * covariance;
}

Eigen::VectorXd GaussianProcess::covarianceWith(const Eigen::MatrixXd& toMany, const Eigen::MatrixXd& toOne,
                                                const Eigen::MatrixXd& between) const
{
    return m_amplitude * (correlation(between) - whitened(toMany).transpose() * whitened(toOne)).col(0);
}

Eigen::VectorXd GaussianProcess::standardisedResiduals() const
{
    Eigen::MatrixXd inverseFactor = Eigen::MatrixXd::Identity(m_factor.rows(), m_factor.cols());
    lower(m_factor).solveInPlace(inverseFactor);
    const Eigen::ArrayXd precision = inverseFactor.colwise().squaredNorm().transpose(); // diagonal of K^-1
    return m_weights.array() / (precision * m_amplitude).sqrt();
}

std::optional<GaussianProcess> fitGaussianProcess(const Eigen::MatrixXd& squaredDistances, const Eigen::VectorXd& y,
                                                  double typicalDistance, Progress& progress)
{
    std::optional<GaussianProcess> best;
    if (y.size() < 2)
        return best;
    for (int lengthPower = -2; lengthPower <= 5; ++lengthPower)
        for (int lambdaPower = -8; lambdaPower <= -1; ++lambdaPower) {
            progress.throwIfCancelled();
            try {
                GaussianProcess process(squaredDistances, y, typicalDistance * std::exp2(lengthPower), std::pow(10, lambdaPower));
                const double likelihood = process.logLikelihood();
                if (std::isfinite(likelihood) && (!best || likelihood > best->logLikelihood()))
                    best = std::move(process);
            } catch (const NumericalError&) {
                continue; // too close to singular: larger lambdas follow
            }
        }
    return best;
}

} // namespace mbtr
