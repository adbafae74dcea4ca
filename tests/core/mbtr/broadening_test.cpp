#include "core/mbtr/sums/block_sums.h"
#include "tests/support/compare.h"

#include <QTest>
#include <cmath>
#include <memory>
#include <numeric>

using namespace mbtr;
using test::largestDifference;

namespace {

std::vector<double> direct(const Bins& bins, double centre, double sigma, double weight)
{
    std::vector<double> values(static_cast<std::size_t>(bins.n), 0.0);
    addGaussianDirectly(values, bins, centre, sigma, weight);
    return values;
}

/// The same through the table, in batches.
std::vector<double> tabulated(const Broadening& broadening, const std::vector<double>& centres,
                              const std::vector<double>& weights)
{
    SumsWorkspace workspace;
    BlockSums sums(broadening, 1, workspace);
    const auto batch = std::make_unique<TupleBatch>();
    for (std::size_t begin = 0; begin < centres.size(); begin += TupleBatch::kSize) {
        batch->count = static_cast<int>(std::min<std::size_t>(TupleBatch::kSize, centres.size() - begin));
        for (int t = 0; t < batch->count; ++t) {
            batch->g[t] = centres[begin + t];
            batch->w[t] = weights[begin + t];
            batch->block[t] = 0;
        }
        sums.take(*batch);
    }
    sums.finish();
    std::vector<double> values(static_cast<std::size_t>(broadening.bins().n), 0.0);
    std::ranges::copy(sums.values(0), values.begin()); // none where no Gaussian reaches the grid
    return values;
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
            const auto values = tabulated(broadening, {centre}, {3.0});
            const double difference = largestDifference(values, direct(bins, centre, sigma, 3.0));
            QVERIFY2(difference < 3e-11, qPrintable(QString("centre %1: %2").arg(centre).arg(difference)));
        }
    }
    void manyGaussiansSpreadToTheSameSum()
    {
        const Bins bins {.left = 0, .step = 0.02, .n = 80};
        const Broadening broadening(bins, 0.06);
        std::vector<double> expected(80, 0.0), centres, weights;
        for (int i = 0; i < 20000; ++i) {
            centres.push_back(-0.3 + 2.2 * std::fmod(i * 0.61803398875, 1.0));
            weights.push_back(1 + i % 7);
            addGaussianDirectly(expected, bins, centres.back(), 0.06, weights.back());
        }
        const auto values = tabulated(broadening, centres, weights);
        QVERIFY(largestDifference(values, expected) < 1e-9 * *std::max_element(expected.begin(), expected.end()));
    }
};

QTEST_APPLESS_MAIN(BroadeningTest)
#include "broadening_test.moc"
