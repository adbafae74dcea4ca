#include "core/models/hyperparameter_search.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/krr.h"
#include "tests/support/cancel_soon.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mbtr;
using test::firstRows;
using test::randomFeatures;

namespace {

Eigen::VectorXd smooth(const RowMatrix& features)
{
    return features.rowwise().sum().array().sin();
}

} // namespace

class HyperparameterSearchTest : public QObject {
    Q_OBJECT

private slots:
    void findsAPointThatNoNeighbourBeats_data()
    {
        QTest::addColumn<QString>("kernel");
        for (const char* name : {"gaussian", "laplacian", "matern52"})
            QTest::newRow(name) << name;
    }
    void findsAPointThatNoNeighbourBeats()
    {
        QFETCH(QString, kernel);
        const SearchResult result = search({.kernel = kernel.toStdString()});
        const double length = result.best.log2Length, lambda = result.best.log2Lambda;
        const double least = rmseAt(result, length, lambda);
        for (const double step : {-1.0, 1.0}) {
            QVERIFY(rmseAt(result, length + step / 2, lambda) >= least);
            if (lambda + step >= -36) // below it the search does not go
                QVERIFY(rmseAt(result, length, lambda + step) >= least);
        }
        QVERIFY(least < 0.05);
    }
    void staysOnTheLog2Grid()
    {
        for (const SearchPoint& point : search({.kernel = "gaussian"}).points) {
            QVERIFY(std::abs(2 * point.log2Length - std::round(2 * point.log2Length)) < 1e-9);
            QVERIFY(std::abs(point.log2Lambda - std::round(point.log2Lambda)) < 1e-9);
        }
    }
    void keepsWhatIsGiven()
    {
        const SearchResult result = search({.kernel = "gaussian", .length = 3});
        QCOMPARE(lengthOf(result.kernel), 3.0);
        QCOMPARE(search({.kernel = "gaussian", .lambda = 0.25}).lambda, 0.25);
    }
    // y is a sum of features: any small lambda will do, a large one will not.
    void searchesLambdaAloneForTheLinearKernel()
    {
        const RowMatrix features = randomFeatures(60, 3);
        const SearchResult result
            = searchHyperparameters(features, firstRows(60), features.rowwise().sum(), {.kernel = "linear"}, m_progress);
        QVERIFY(std::holds_alternative<LinearKernel>(result.kernel));
        QVERIFY(result.lambda < 0.01);
    }
    void doesNotDependOnAnythingButTheSeed()
    {
        const auto with = [&](std::uint64_t seed) { return search({.inner = randomHoldOut(200, seed)}); };
        QCOMPARE(with(4).points.back().rmse, with(4).points.back().rmse);
        QVERIFY(with(4).points.front().rmse != with(5).points.front().rmse);
    }
    void whatIsTakenIsNotBeatenByMoreThanNoise()
    {
        const SearchResult result = search({.kernel = "gaussian"});
        QVERIFY(result.simplest.log2Lambda >= result.best.log2Lambda);
        QVERIFY(result.simplest.rmse >= result.best.rmse);
        QCOMPARE(std::log2(result.lambda), result.simplest.log2Lambda);
        for (const SearchPoint& point : result.points)
            QVERIFY(point.rmse >= result.best.rmse);
    }
    // Where the target is noise, no model is better than the mean: the simplest one is taken, not one that fits the noise held
    // out.
    void noiseIsNotFitted()
    {
        const RowMatrix features = randomFeatures(200, 4);
        Eigen::VectorXd y(200);
        Draws draws(5);
        for (double& value : y)
            value = draws.normal();
        const SearchResult result = searchHyperparameters(features, firstRows(200), y, {.kernel = "gaussian"}, m_progress);
        const KrrModel model = fitKrr(features, firstRows(200), y, result.kernel, result.lambda, m_progress);
        const Eigen::VectorXd predicted = kernelMatrix(result.kernel, features, firstRows(200), m_progress) * model.alpha;
        QVERIFY2(predicted.squaredNorm() < 0.3 * y.squaredNorm(), // one that fits says as much as y itself
                 std::to_string(predicted.squaredNorm() / y.squaredNorm()).c_str());
    }
    // y is linear: ever longer lengths with ever smaller lambda are ever so little better, which is no reason to go on for ever.
    void lengthsStayWhereTheyMakeADifference()
    {
        const RowMatrix features = randomFeatures(200, 4);
        const SearchResult result
            = searchHyperparameters(features, firstRows(200), features.rowwise().sum(), {.kernel = "gaussian"}, m_progress);
        QVERIFY(std::log2(lengthOf(result.kernel)) <= 7.5); // 64 medians of some 2.5
        QVERIFY2(result.edges.length || result.edges.lambda,
                 std::to_string(result.best.log2Length).append(" ").append(std::to_string(result.best.log2Lambda)).c_str());
        QCOMPARE(doubtsOf(result).size(), std::size_t(1));
        QVERIFY(doubtsOf(result)[0].text.find("edge") != std::string::npos);
        QVERIFY(doubtsOf(search({.kernel = "gaussian"})).empty());
    }
    void needsTenStructures()
    {
        const RowMatrix features = randomFeatures(9, 3);
        QCOMPARE(test::messageOf<SettingsError>(
                     [&] { searchHyperparameters(features, firstRows(9), smooth(features), {}, m_progress); }),
                 "train: must be at least 10 to search for length and lambda, is 9");
    }
    void canBeCancelled()
    {
        const RowMatrix features = randomFeatures(1000, 20);
        test::CancelSoon progress(0.5);
        QVERIFY_THROWS_EXCEPTION(Cancelled, searchHyperparameters(features, firstRows(1000), smooth(features), {}, progress));
        QVERIFY(progress.secondsSince() < 0.1);
    }

private:
    SearchResult search(const SearchSettings& settings)
    {
        const RowMatrix features = randomFeatures(200, 4);
        return searchHyperparameters(features, firstRows(200), smooth(features), settings, m_progress);
    }
    static double rmseAt(const SearchResult& result, double length, double lambda)
    {
        const auto point = std::find_if(result.points.begin(), result.points.end(), [&](const SearchPoint& p) {
            return std::abs(p.log2Length - length) < 1e-9 && std::abs(p.log2Lambda - lambda) < 1e-9;
        });
        return point == result.points.end() ? -1 : point->rmse; // -1: was never tried
    }

    Progress m_progress;
};

QTEST_APPLESS_MAIN(HyperparameterSearchTest)
#include "hyperparameter_search_test.moc"
