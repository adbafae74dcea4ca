#include "core/models/outliers.h"

#include "core/models/variance.h"
#include "tests/support/random_features.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace mbtr;
using test::firstRows;
using test::randomFeatures;

namespace {

double distanceBetween(const RowMatrix& a, int row, const RowMatrix& b, int other, bool manhattan)
{
    double sum = 0;
    for (Eigen::Index j = 0; j < a.cols(); ++j)
        sum += manhattan ? std::abs(a(row, j) - b(other, j)) : (a(row, j) - b(other, j)) * (a(row, j) - b(other, j));
    return manhattan ? sum : std::sqrt(sum);
}

} // namespace

class OutliersTest : public QObject {
    Q_OBJECT

private slots:
    void theNearestTrainingStructureIsThatOfTheSmallestDistance_data()
    {
        QTest::addColumn<QString>("kernel");
        QTest::addColumn<double>("length");
        QTest::newRow("gaussian") << "gaussian" << 2.0;
        QTest::newRow("laplacian") << "laplacian" << 5.0;
        QTest::newRow("matern52") << "matern52" << 2.0;
        QTest::newRow("linear") << "linear" << 1.0;
        QTest::newRow("a kernel that is 0 everywhere else") << "gaussian" << 1e-4;
    }
    void theNearestTrainingStructureIsThatOfTheSmallestDistance()
    {
        QFETCH(QString, kernel);
        QFETCH(double, length);
        Progress progress;
        const RowMatrix features = randomFeatures(30, 8), others = randomFeatures(5, 8, 7);
        const Eigen::VectorXd y = features.rowwise().sum();
        const KrrModel model = fitKrr(features, firstRows(30), y, makeKernel(kernel.toStdString(), length), 1e-3, progress);
        const auto found = predictWithVariance(model, *model.factor, others, firstRows(5), progress).nearest;
        for (int i = 0; i < 5; ++i) {
            int nearest = 0;
            for (int row = 0; row < 30; ++row)
                if (distanceBetween(features, row, others, i, kernel == "laplacian")
                    < distanceBetween(features, nearest, others, i, kernel == "laplacian"))
                    nearest = row;
            QCOMPARE(found[i].row, nearest);
            QVERIFY(std::abs(found[i].distance - distanceBetween(features, nearest, others, i, kernel == "laplacian")) < 1e-12);
        }
    }
    void theLargestErrorComesFirstWithItsShareOfTheSquares()
    {
        const TrainingResult result = threeStructures();
        const auto outliers = outliersOf(result, 2);
        QCOMPARE(outliers.size(), 2u);
        QCOMPARE(outliers[0].structure, 11);
        QCOMPARE(outliers[0].error(), -4.0);
        QCOMPARE(outliers[0].share, 16.0 / 26);
        QCOMPARE(outliers[0].nearest, 6);
        QCOMPARE(outliers[0].nearestReference, 0.75);
        QCOMPARE(outliers[0].further, 1.0 / 3);
        QCOMPARE(outliers[1].structure, 12);
    }
    void theRmseWithoutTheLargestLeavesItOut()
    {
        QCOMPARE(rmseWithoutLargest(threeStructures()), std::sqrt(10.0 / 2));
        QVERIFY(std::isnan(rmseWithoutLargest(TrainingResult {})));
    }

private:
    /// Errors 1, -4 and 3; the structures that train are 5 and 6.
    static TrainingResult threeStructures()
    {
        TrainingResult result;
        result.split = {{5, 6}, {10, 11, 12}};
        result.trainReference = {0.25, 0.75};
        result.validateReference = {0, 0, 0};
        result.validatePredicted = {1, -4, 3};
        result.validatePredictiveStd = {1, 1, 1};
        result.validateNearest = {{0, 0.5}, {1, 2}, {0, 7}};
        return result;
    }
};

QTEST_APPLESS_MAIN(OutliersTest)
#include "outliers_test.moc"
