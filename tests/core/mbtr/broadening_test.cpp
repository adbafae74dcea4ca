#include "core/mbtr/broadening.h"

#include <QTest>
#include <cmath>
#include <numeric>

using namespace mbtr;

namespace {

std::vector<double> direct(const Bins& bins, double centre, double sigma, double weight)
{
    std::vector<double> values(static_cast<std::size_t>(bins.n), 0.0);
    addGaussianDirectly(values, bins, centre, sigma, weight);
    return values;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace

class BroadeningTest : public QObject {
    Q_OBJECT

private slots:
    void massOfAGaussianInsideTheRangeIsItsWeight()
    {
        const auto values = direct({.left = -1, .step = 0.02, .n = 150}, 0.31, 0.1, 2.5);
        QVERIFY(std::abs(std::accumulate(values.begin(), values.end(), 0.0) - 2.5) < 1e-14);
    }
    void aBinHoldsTheMassBetweenItsEdges()
    {
        // Normal distribution: 68.2689492137086 % within one sigma.
        const auto values = direct({.left = 0, .step = 1, .n = 3}, 1.5, 0.5, 1);
        QVERIFY(std::abs(values[1] - 0.682689492137086) < 1e-14);
        QVERIFY(std::abs(values[0] - 0.157305356) < 1e-9); // mass within 1 to 3 sigma on one side
    }
    void theTableAgreesWithTheDirectFormula_data()
    {
        QTest::addColumn<double>("sigma");
        QTest::newRow("a hundredth of a bin") << 1e-4;
        QTest::newRow("a tenth of a bin") << 1e-3;
        QTest::newRow("a bin") << 1e-2;
        QTest::newRow("five bins") << 0.05;
        QTest::newRow("as wide as the grid") << 1.0;
        QTest::newRow("a hundred times the grid") << 100.0;
    }
    void theTableAgreesWithTheDirectFormula()
    {
        QFETCH(double, sigma);
        const Bins bins {.left = -0.2, .step = 0.01, .n = 100};
        const Broadening broadening(bins, sigma);
        for (int i = 0; i <= 200; ++i) { // inside, outside, on edges
            const double centre = -0.6 + 0.00831 * i;
            std::vector<double> values(100, 0.0);
            broadening.add(values, centre, 3.0);
            const double difference = largestDifference(values, direct(bins, centre, sigma, 3.0));
            QVERIFY2(difference < 3e-11, qPrintable(QString("centre %1: %2").arg(centre).arg(difference)));
        }
    }
    void depositsSpreadToTheSameSum()
    {
        const Bins bins {.left = 0, .step = 0.02, .n = 80};
        const Broadening broadening(bins, 0.06);
        std::vector<double> expected(80, 0.0), values(80, 0.0);
        auto moments = broadening.emptyMoments();
        for (int i = 0; i < 1000; ++i) {
            const double centre = -0.3 + 2.2 * std::fmod(i * 0.61803398875, 1.0);
            addGaussianDirectly(expected, bins, centre, 0.06, 1 + i % 7);
            broadening.deposit(moments, centre, 1 + i % 7);
        }
        broadening.spread(moments, values);
        QVERIFY(largestDifference(values, expected) < 1e-9 * *std::max_element(expected.begin(), expected.end()));
    }
    void aValueThatIsNotANumberAddsNothing()
    {
        const Broadening broadening({.left = 0, .step = 0.1, .n = 10}, 0.1);
        std::vector<double> values(10, 0.0);
        broadening.add(values, std::nan(""), 1);
        QCOMPARE(values, std::vector<double>(10, 0.0));
    }
};

QTEST_APPLESS_MAIN(BroadeningTest)
#include "broadening_test.moc"
