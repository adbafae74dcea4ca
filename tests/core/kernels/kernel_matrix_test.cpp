#include "core/kernels/kernel_matrix.h"

#include "tests/support/cancel_soon.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace mbtr;
using test::firstRows;
using test::randomFeatures;

namespace {

/// Largest difference to the direct formula, pair by pair.
double largestError(const Eigen::MatrixXd& matrix, const Kernel& kernel, const RowMatrix& a, std::span<const int> rowsA,
                    const RowMatrix& b, std::span<const int> rowsB)
{
    const auto rowOf = [](const RowMatrix& features, int row) {
        return std::span<const double>(features.row(row).data(), static_cast<std::size_t>(features.cols()));
    };
    double largest = 0;
    for (std::size_t i = 0; i < rowsA.size(); ++i)
        for (std::size_t j = 0; j < rowsB.size(); ++j)
            largest = std::max(largest,
                               std::abs(matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j))
                                        - evaluate(kernel, rowOf(a, rowsA[i]), rowOf(b, rowsB[j]))));
    return largest;
}

void addKernels()
{
    QTest::addColumn<QString>("name");
    for (const std::string_view name : kernelNames())
        QTest::newRow(std::string(name).c_str()) << QString::fromStdString(std::string(name));
}

Kernel kernelOf(const QString& name)
{
    return makeKernel(name.toStdString(), name == "laplacian" ? 200 : 8);
}

std::string messageFor(const RowMatrix& features)
{
    Progress progress;
    return test::messageOf<NumericalError>(
        [&] { kernelMatrix(GaussianKernel {1}, features, firstRows(static_cast<int>(features.rows())), progress); });
}

} // namespace

class KernelMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDirectFormula_data() { addKernels(); }
    // 2500 columns and 301 rows: more than one block in each direction, none of them full.
    void agreesWithTheDirectFormula()
    {
        QFETCH(QString, name);
        const Kernel kernel = kernelOf(name);
        const RowMatrix features = randomFeatures(301, 2500);
        const auto rows = firstRows(301);
        const Eigen::MatrixXd matrix = kernelMatrix(kernel, features, rows, m_progress);
        QVERIFY(largestError(matrix, kernel, features, rows, features, rows) < (name == "linear" ? 1e-10 : 1e-13));
    }
    void isSymmetricToTheLastBit_data() { addKernels(); }
    void isSymmetricToTheLastBit()
    {
        QFETCH(QString, name);
        const Eigen::MatrixXd matrix = kernelMatrix(kernelOf(name), randomFeatures(300, 50), firstRows(300), m_progress);
        QVERIFY(matrix == matrix.transpose());
    }
    void hasOnesOnTheDiagonalOfStationaryKernels_data() { addKernels(); }
    void hasOnesOnTheDiagonalOfStationaryKernels()
    {
        QFETCH(QString, name);
        const RowMatrix features = randomFeatures(100, 50);
        const Eigen::MatrixXd matrix = kernelMatrix(kernelOf(name), features, firstRows(100), m_progress);
        if (name == "linear")
            QVERIFY((matrix.diagonal() - features.rowwise().squaredNorm()).cwiseAbs().maxCoeff() < 1e-12);
        else
            QVERIFY(matrix.diagonal() == Eigen::VectorXd::Ones(100));
    }
    void comparesTwoSetsOfRows_data() { addKernels(); }
    void comparesTwoSetsOfRows()
    {
        QFETCH(QString, name);
        const Kernel kernel = kernelOf(name);
        const RowMatrix a = randomFeatures(40, 700, 1), b = randomFeatures(150, 700, 2);
        const std::vector<int> rowsA {3, 17, 39, 0, 3}, rowsB = firstRows(150);
        const Eigen::MatrixXd matrix = kernelMatrix(kernel, a, rowsA, b, rowsB, m_progress);
        QCOMPARE(matrix.rows(), 5);
        QCOMPARE(matrix.cols(), 150);
        QVERIFY(largestError(matrix, kernel, a, rowsA, b, rowsB) < (name == "linear" ? 1e-10 : 1e-13));
    }
    void takesRowsInTheOrderGiven()
    {
        const RowMatrix features = randomFeatures(10, 5);
        const std::vector<int> rows {7, 2, 5};
        const Eigen::MatrixXd matrix = kernelMatrix(LaplacianKernel {2}, features, rows, m_progress);
        QVERIFY(largestError(matrix, LaplacianKernel {2}, features, rows, features, rows) < 1e-15);
    }
    // Columns that are equal everywhere are left out: that must not show.
    void agreesWhereColumnsAreConstant_data() { addKernels(); }
    void agreesWhereColumnsAreConstant()
    {
        QFETCH(QString, name);
        RowMatrix features = randomFeatures(50, 20);
        features.col(0).setZero();
        features.col(7).setConstant(0.1);
        features.col(19).setConstant(-3);
        const Kernel kernel = kernelOf(name);
        const auto rows = firstRows(50);
        const Eigen::MatrixXd matrix = kernelMatrix(kernel, features, rows, m_progress);
        QVERIFY(largestError(matrix, kernel, features, rows, features, rows) < 1e-13);
    }
    void seesAColumnThatIsConstantInOneSetOnly_data() { addKernels(); }
    void seesAColumnThatIsConstantInOneSetOnly()
    {
        QFETCH(QString, name);
        RowMatrix a = randomFeatures(3, 4, 1), b = randomFeatures(6, 4, 2);
        b.col(2).setZero();
        a.col(3).setConstant(5);
        b.col(3).setConstant(4);
        const Kernel kernel = kernelOf(name);
        const Eigen::MatrixXd matrix = kernelMatrix(kernel, a, firstRows(3), b, firstRows(6), m_progress);
        QVERIFY(largestError(matrix, kernel, a, firstRows(3), b, firstRows(6)) < 1e-13);
    }
    // Rows near (1e4, 1e4, ..) that differ by some 1e-4: |x|^2 + |y|^2 - 2 <x, y> of them as they are keeps no digit.
    void keepsTheDigitsOfNearlyIdenticalRows()
    {
        RowMatrix features = randomFeatures(20, 100);
        features = (features.array() * 1e-4 + 1e4).matrix();
        const GaussianKernel kernel {5e-4};
        const Eigen::MatrixXd matrix = kernelMatrix(kernel, features, firstRows(20), m_progress);
        QVERIFY(matrix(0, 1) < 0.9);
        QVERIFY(largestError(matrix, kernel, features, firstRows(20), features, firstRows(20)) < 1e-12);
    }
    void isTheSameAtEveryRun()
    {
        const RowMatrix features = randomFeatures(300, 1500);
        const Eigen::MatrixXd first = kernelMatrix(LaplacianKernel {100}, features, firstRows(300), m_progress);
        QVERIFY(first == kernelMatrix(LaplacianKernel {100}, features, firstRows(300), m_progress));
    }
    void worksWithoutColumns()
    {
        const RowMatrix features(3, 0);
        QVERIFY(kernelMatrix(GaussianKernel {1}, features, firstRows(3), m_progress) == Eigen::MatrixXd::Ones(3, 3));
        QVERIFY(kernelMatrix(LinearKernel {}, features, firstRows(3), m_progress) == Eigen::MatrixXd::Zero(3, 3));
    }
    void worksWithoutRows()
    {
        QCOMPARE(kernelMatrix(GaussianKernel {1}, RowMatrix(0, 4), {}, m_progress).size(), 0);
        QCOMPARE(kernelMatrix(LaplacianKernel {1}, RowMatrix(0, 4), {}, randomFeatures(2, 4), firstRows(2), m_progress).cols(),
                 2);
    }
    void namesTheFeatureThatIsNotFinite()
    {
        RowMatrix features = randomFeatures(5, 6);
        features(3, 1) = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(messageFor(features), "feature 2 of structure 4 is nan, not a finite number");
    }
    void saysThatFeaturesAreTooLarge()
    {
        RowMatrix features = randomFeatures(5, 6);
        features(3, 1) = 1e200;
        QCOMPARE(messageFor(features), "the features are so large that their squares are not finite numbers");
    }
    void stopsWithinATenthOfASecond_data() { addKernels(); }
    void stopsWithinATenthOfASecond()
    {
        QFETCH(QString, name);
        const RowMatrix features = randomFeatures(2500, 4000);
        test::CancelSoon progress(0.3);
        QVERIFY_THROWS_EXCEPTION(Cancelled, kernelMatrix(kernelOf(name), features, firstRows(2500), progress));
        QVERIFY2(progress.secondsSince() < 0.1, qPrintable(QString::number(progress.secondsSince())));
    }

private:
    Progress m_progress;
};

QTEST_APPLESS_MAIN(KernelMatrixTest)
#include "kernel_matrix_test.moc"
