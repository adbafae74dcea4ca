#include "core/models/metrics.h"

#include <QTest>
#include <cmath>
#include <vector>

using namespace mbtr;

class MetricsTest : public QObject {
    Q_OBJECT

private slots:
    // Errors 1, 0, -2, 1: squares add up to 6. Mean 2.5, squared deviations 2.25 + 0.25 + 0.25 + 2.25 = 5.
    void agreesWithNumbersDoneByHand()
    {
        const Metrics metrics = metricsOf(std::vector<double> {1, 2, 3, 4}, std::vector<double> {2, 2, 1, 5});
        QCOMPARE(metrics.rmse, std::sqrt(1.5));
        QCOMPARE(metrics.mae, 1.0);
        QCOMPARE(metrics.max, 2.0);
        QCOMPARE(metrics.r2, 1 - 6.0 / 5.0);
    }
    void hasNoR2ForOneValue()
    {
        const Metrics metrics = metricsOf(std::vector<double> {1}, std::vector<double> {3});
        QCOMPARE(metrics.rmse, 2.0);
        QVERIFY(std::isnan(metrics.r2));
    }
    void hasNoR2WhereAllReferencesAreEqual()
    {
        QVERIFY(std::isnan(metricsOf(std::vector<double> {1, 1}, std::vector<double> {3, 4}).r2));
    }
    void hasNoNumbersForNoValues()
    {
        const Metrics metrics = metricsOf({}, {});
        QVERIFY(std::isnan(metrics.rmse) && std::isnan(metrics.mae) && std::isnan(metrics.max) && std::isnan(metrics.r2));
    }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metrics_test.moc"
