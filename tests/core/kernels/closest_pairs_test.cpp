#include "core/kernels/closest_pairs.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

using namespace mbtr;

namespace {

/// Rows with about a third of their columns filled; row 7 is row 3 again.
SparseFeatures randomFeatures(int rows, int columns)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> uniform(0, 1);
    SparseFeatures features {.rows = rows, .columns = columns, .rowBegin = {0}};
    for (int row = 0; row < rows; ++row) {
        if (row == 7) {
            for (auto i = features.rowBegin[3]; i < features.rowBegin[4]; ++i) {
                features.column.push_back(features.column[std::size_t(i)]);
                features.values.push_back(features.values[std::size_t(i)]);
            }
        } else {
            for (int column = 0; column < columns; ++column)
                if (uniform(random) < 0.3) {
                    features.column.push_back(column);
                    features.values.push_back(uniform(random));
                }
        }
        features.rowBegin.push_back(std::int64_t(features.values.size()));
    }
    return features;
}

std::vector<double> denseRow(const SparseFeatures& features, int row)
{
    std::vector<double> values(std::size_t(features.columns), 0.0);
    for (auto i = features.rowBegin[std::size_t(row)]; i < features.rowBegin[std::size_t(row) + 1]; ++i)
        values[std::size_t(features.column[std::size_t(i)])] = features.values[std::size_t(i)];
    return values;
}

/// Every pair, by plain loops.
std::vector<ClosePair> allPairs(const SparseFeatures& features, const std::vector<double>& property)
{
    std::vector<ClosePair> pairs;
    for (int a = 0; a < features.rows; ++a)
        for (int b = a + 1; b < features.rows; ++b) {
            const auto x = denseRow(features, a), y = denseRow(features, b);
            double sum = 0;
            for (std::size_t i = 0; i < x.size(); ++i)
                sum += (x[i] - y[i]) * (x[i] - y[i]);
            pairs.push_back({a, b, std::sqrt(sum), std::abs(property[std::size_t(a)] - property[std::size_t(b)])});
        }
    return pairs;
}

std::vector<double> squares(int count)
{
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(0.01 * i * i);
    return values;
}

Progress progress;

} // namespace

class ClosestPairsTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithAllPairsByPlainLoops_data()
    {
        QTest::addColumn<int>("columns");
        QTest::newRow("one tile is enough") << 12;
        QTest::newRow("many tiles of 19 rows") << 200'000;
    }
    void agreesWithAllPairsByPlainLoops()
    {
        QFETCH(int, columns);
        const SparseFeatures features = randomFeatures(columns < 100 ? 300 : 45, columns);
        const auto property = squares(int(features.rows));
        auto expected = allPairs(features, property);
        std::stable_sort(expected.begin(), expected.end(), [](const auto& x, const auto& y) { return x.distance < y.distance; });
        const auto found = closestPairs(features, {.count = 25, .property = property}, progress);
        QCOMPARE(found.size(), 25u);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].a, expected[i].a);
            QCOMPARE(found[i].b, expected[i].b);
            QVERIFY(std::abs(found[i].distance - expected[i].distance) < 1e-12);
            QCOMPARE(found[i].difference, expected[i].difference);
        }
        QCOMPARE(found[0].a, 3);
        QCOMPARE(found[0].b, 7);
        QCOMPARE(found[0].distance, 0.0);
    }

    void ranksByTheDifferenceOfAPropertyForTheDistance()
    {
        const SparseFeatures features = randomFeatures(120, 12);
        const auto property = squares(120);
        auto expected = allPairs(features, property);
        std::stable_sort(expected.begin(), expected.end(),
                         [](const auto& x, const auto& y) { return x.difference / x.distance > y.difference / y.distance; });
        const auto found
            = closestPairs(features, {.count = 10, .ranking = PairRanking::LargestSlope, .property = property}, progress);
        QCOMPARE(found.size(), 10u);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].a, expected[i].a);
            QCOMPARE(found[i].b, expected[i].b);
        }
    }

    void leavesOutWhatIsNotAccepted()
    {
        const SparseFeatures features = randomFeatures(30, 12);
        const auto all = closestPairs(features, {.count = 3}, progress);
        const auto found
            = closestPairs(features, {.count = 2, .accept = [](int, int, double distance) { return distance > 0; }}, progress);
        QCOMPARE(found[0].a, all[1].a);
        QCOMPARE(found[1].b, all[2].b);
    }

    void pairsWithoutAValueAreNotRankedByIt()
    {
        const SparseFeatures features = randomFeatures(4, 12);
        const auto found
            = closestPairs(features, {.ranking = PairRanking::LargestSlope, .property = {1, std::nan(""), 2, 4}}, progress);
        QCOMPARE(found.size(), 3u);
        for (const ClosePair& pair : found)
            QVERIFY(pair.a != 1 && pair.b != 1);
    }

    void wantsAPropertyOfTheRightSize()
    {
        const SparseFeatures features = randomFeatures(4, 12);
        QCOMPARE(test::messageOf([&] {
                     closestPairs(features, {.property = {1, 2}}, progress);
                 }),
                 std::string("property: must have one number for each of the 4 structures, has 2"));
    }

    void endsWhenItIsCancelled()
    {
        struct Stop : Progress {
            bool cancelled() const override { return true; }
        } stop;
        QVERIFY_THROWS_EXCEPTION(Cancelled, closestPairs(randomFeatures(30, 12), {}, stop));
    }
};

QTEST_APPLESS_MAIN(ClosestPairsTest)
#include "closest_pairs_test.moc"
