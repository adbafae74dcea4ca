#include "core/models/cholesky.h"

#include "core/base/error.h"
#include "tests/support/cancel_soon.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"

#include <Eigen/Cholesky>
#include <QTest>

using namespace mbtr;

namespace {

Eigen::MatrixXd positiveDefinite(int size)
{
    const RowMatrix a = test::randomFeatures(size, size);
    Eigen::MatrixXd matrix = a * a.transpose();
    matrix.diagonal().array() += 1;
    return matrix;
}

std::string messageFor(Eigen::MatrixXd matrix)
{
    Progress progress;
    return test::messageOf<NumericalError>([&] { factorizeCholesky(matrix, progress); });
}

} // namespace

class CholeskyTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithEigen_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 255, 256, 257, 700})
            QTest::addRow("%d", size) << size;
    }
    void agreesWithEigen()
    {
        QFETCH(int, size);
        Eigen::MatrixXd factor = positiveDefinite(size);
        const Eigen::MatrixXd reference = factor.llt().matrixL();
        factorizeCholesky(factor, m_progress);
        const Eigen::MatrixXd lower = factor.triangularView<Eigen::Lower>();
        QVERIFY((lower - reference).cwiseAbs().maxCoeff() < 1e-12 * reference.maxCoeff());
    }
    void solvesForSeveralRightHandSides()
    {
        const Eigen::MatrixXd matrix = positiveDefinite(300);
        const Eigen::MatrixXd x = test::randomFeatures(300, 3, 2);
        Eigen::MatrixXd factor = matrix, b = matrix * x;
        factorizeCholesky(factor, m_progress);
        solveCholesky(factor, b);
        QVERIFY((b - x).cwiseAbs().maxCoeff() < 1e-9);
    }
    void solvesASystemDoneByHand()
    {
        Eigen::MatrixXd matrix(2, 2), b(2, 1);
        matrix << 4, 2, 2, 5; // L = [2 0; 1 2]
        b << 8, 12; // x = (1, 2)
        factorizeCholesky(matrix, m_progress);
        QCOMPARE(matrix(0, 0), 2.0);
        QCOMPARE(matrix(1, 0), 1.0);
        QCOMPARE(matrix(1, 1), 2.0);
        solveCholesky(matrix, b);
        QCOMPARE(b(0, 0), 1.0);
        QCOMPARE(b(1, 0), 2.0);
    }
    void readsTheLowerTriangleOnly()
    {
        Eigen::MatrixXd matrix(2, 2);
        matrix << 4, 99, 2, 5;
        factorizeCholesky(matrix, m_progress);
        QCOMPARE(matrix(1, 1), 2.0);
    }
    void namesAPivotThatIsNegative()
    {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(600, 600);
        matrix(300, 300) = -0.25; // in the second block
        const std::string message = messageFor(matrix);
        QVERIFY(message.starts_with(
            "the kernel matrix is not positive definite: pivot 301 of 600 is -0.25 and must be larger than "));
        QVERIFY(message.ends_with("; a larger lambda helps"));
    }
    void namesAPivotThatIsZero()
    {
        // n epsilon = 4.44e-16: what is smaller is a rounding error
        QCOMPARE(messageFor(Eigen::MatrixXd::Ones(2, 2)),
                 "the kernel matrix is not positive definite: pivot 2 of 2 is 0 and must "
                 "be larger than 4.440892098500626e-16; a larger lambda helps");
    }
    // 40 rows in three dimensions: rounding makes the pivots from the fourth on tiny numbers of either sign.
    void refusesAPivotThatIsARoundingError()
    {
        Eigen::MatrixXd thin = test::randomFeatures(40, 3);
        thin.topRows(3) += 3 * Eigen::MatrixXd::Identity(3, 3);
        QVERIFY(messageFor(thin * thin.transpose()).starts_with("the kernel matrix is not positive definite: pivot 4 of 40 is "));
        QCOMPARE(messageFor(thin * thin.transpose() + 1e-9 * Eigen::MatrixXd::Identity(40, 40)), "accepted");
    }
    void refusesNumbersThatAreNotFinite()
    {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(3, 3);
        matrix(1, 1) = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(messageFor(matrix), "the diagonal of the kernel matrix holds a value that is not a finite number");
        matrix(1, 1) = 1;
        matrix(2, 1) = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(messageFor(matrix).starts_with("the kernel matrix is not positive definite: pivot 3 of 3 is "));
    }
    void leavesAnEmptyMatrixAsItIs()
    {
        Eigen::MatrixXd matrix;
        factorizeCholesky(matrix, m_progress);
        QCOMPARE(matrix.size(), 0);
    }
    void stopsWithinATenthOfASecond()
    {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(4000, 4000);
        test::CancelSoon progress(0.2);
        QVERIFY_THROWS_EXCEPTION(Cancelled, factorizeCholesky(matrix, progress));
        QVERIFY2(progress.secondsSince() < 0.1, qPrintable(QString::number(progress.secondsSince())));
    }

private:
    Progress m_progress;
};

QTEST_APPLESS_MAIN(CholeskyTest)
#include "cholesky_test.moc"
