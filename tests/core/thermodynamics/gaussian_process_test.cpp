#include "core/thermodynamics/gaussian_process.h"

#include "core/base/error.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"

#include <Eigen/LU>
#include <QTest>
#include <cmath>

using namespace mbtr;

namespace {

constexpr double kLength = 0.8, kLambda = 1e-3;

Eigen::MatrixXd squaredDistances(const RowMatrix& a, const RowMatrix& b)
{
    Eigen::MatrixXd distances(a.rows(), b.rows());
    for (Eigen::Index i = 0; i < a.rows(); ++i)
        for (Eigen::Index j = 0; j < b.rows(); ++j)
            distances(i, j) = (a.row(i) - b.row(j)).squaredNorm();
    return distances;
}

/// Everything by inverse matrices, as the formulas stand in the textbook.
struct Dense {
    Eigen::MatrixXd inverse;
    Eigen::VectorXd centred;
    double mean = 0, amplitude = 0, logDeterminant = 0;

    Dense(const Eigen::MatrixXd& squared, const Eigen::VectorXd& y)
    {
        Eigen::MatrixXd k = kernel(squared);
        k.diagonal().array() += kLambda;
        inverse = k.inverse();
        logDeterminant = std::log(k.determinant());
        const Eigen::VectorXd ones = Eigen::VectorXd::Ones(y.size());
        mean = ones.dot(inverse * y) / ones.dot(inverse * ones);
        centred = y.array() - mean;
        amplitude = centred.dot(inverse * centred) / static_cast<double>(y.size());
    }
    static Eigen::MatrixXd kernel(const Eigen::MatrixXd& squared) { return (-squared.array() / (2 * kLength * kLength)).exp(); }
};

} // namespace

class GaussianProcessTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDenseFormulas()
    {
        const GaussianProcess process(m_squared, m_y, kLength, kLambda);
        const Dense dense(m_squared, m_y);
        QVERIFY(std::abs(process.mean() - dense.mean) < 1e-9);
        QVERIFY(std::abs(process.amplitude() / dense.amplitude - 1) < 1e-9);
        const double likelihood = -0.5 * 12 * std::log(dense.amplitude) - 0.5 * dense.logDeterminant;
        QVERIFY(std::abs(process.logLikelihood() - likelihood) < 1e-7);
        const Eigen::MatrixXd toNew = Dense::kernel(m_toNew);
        const Eigen::VectorXd mean = (toNew.transpose() * dense.inverse * dense.centred).array() + dense.mean;
        QVERIFY((process.predict(m_toNew) - mean).norm() < 1e-8);
        const Eigen::MatrixXd covariance
            = dense.amplitude * (Dense::kernel(m_amongNew) - toNew.transpose() * dense.inverse * toNew);
        QVERIFY((process.covariance(m_toNew, m_amongNew) - covariance).norm() < 1e-8);
        QVERIFY((process.variance(m_toNew) - covariance.diagonal()).norm() < 1e-8);
        const Eigen::VectorXd one = process.covarianceWith(m_toNew, m_toNew.col(2), m_amongNew.col(2));
        QVERIFY((one - covariance.col(2)).norm() < 1e-8);
    }
    void residualsAreThoseOfRefitsWithoutEachPoint()
    {
        const GaussianProcess process(m_squared, m_y, kLength, kLambda);
        const Eigen::VectorXd residuals = process.standardisedResiduals();
        for (int left = 0; left < m_y.size(); ++left) {
            std::vector<int> others = test::firstRows(static_cast<int>(m_y.size()));
            others.erase(others.begin() + left);
            // Mean and amplitude stay those of all points, as in the formula.
            Eigen::MatrixXd k = Dense::kernel(m_squared(others, others));
            k.diagonal().array() += kLambda;
            const Eigen::MatrixXd inverse = k.inverse();
            const Eigen::VectorXd to = Dense::kernel(m_squared(others, std::vector<int> {left}));
            const Eigen::VectorXd centred = m_y(others).array() - process.mean();
            const double predicted = process.mean() + to.dot(inverse * centred);
            const double variance = process.amplitude() * (1 + kLambda - to.dot(inverse * to));
            QVERIFY(std::abs(residuals[left] - (m_y[left] - predicted) / std::sqrt(variance)) < 1e-6);
        }
    }
    void theBestOfTheGridIsFound()
    {
        Progress progress;
        const auto best = fitGaussianProcess(m_squared, m_y, 1, progress);
        QVERIFY(best.has_value());
        for (int length = -2; length <= 5; ++length)
            for (int lambda = -4; lambda <= -1; ++lambda)
                QVERIFY(GaussianProcess(m_squared, m_y, std::exp2(length), std::pow(10, lambda)).logLikelihood()
                        <= best->logLikelihood());
    }
    void thereIsNoneForOneValueOrEqualOnes()
    {
        Progress progress;
        QVERIFY(!fitGaussianProcess(Eigen::MatrixXd::Zero(1, 1), Eigen::VectorXd::Ones(1), 1, progress));
        QVERIFY(!fitGaussianProcess(m_squared, Eigen::VectorXd::Zero(12), 1, progress));
    }
    void twinsWithoutANuggetAreRefused()
    {
        QVERIFY(test::messageOf([] {
                    GaussianProcess(Eigen::MatrixXd::Zero(3, 3), Eigen::VectorXd::LinSpaced(3, 0, 1), 1, 0);
                }).find("not positive definite")
                != std::string::npos);
    }

private:
    RowMatrix m_known = test::randomFeatures(12, 3, 1), m_new = test::randomFeatures(5, 3, 2);
    Eigen::MatrixXd m_squared = squaredDistances(m_known, m_known), m_toNew = squaredDistances(m_known, m_new),
                    m_amongNew = squaredDistances(m_new, m_new);
    Eigen::VectorXd m_y = (m_known.col(0).array() * 3).sin() + m_known.col(1).array() * m_known.col(2).array();
};

QTEST_APPLESS_MAIN(GaussianProcessTest)
#include "gaussian_process_test.moc"
