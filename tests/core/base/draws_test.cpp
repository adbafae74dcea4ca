#include "core/base/draws.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace mbtr;

class DrawsTest : public QObject {
    Q_OBJECT

private slots:
    /// Splits, learning curves and model files depend on these: other numbers would be other models.
    void drawsTheSameOnEveryMachine()
    {
        // The C++ standard says that number 10 000 of a default-seeded mt19937_64 is 9981545732273789042.
        Draws draws(std::mt19937_64::default_seed);
        for (int i = 0; i < 9999; ++i)
            draws.uniform();
        QCOMPARE(draws.uniform(), static_cast<double>(9981545732273789042U >> 11) * 0x1p-53);
    }
    void everyNumberBelowTheBoundIsAsLikely()
    {
        Draws draws(1);
        std::array<int, 7> counts {};
        for (int i = 0; i < 70'000; ++i)
            ++counts.at(draws.below(7));
        for (const int count : counts)
            QVERIFY(std::abs(count - 10'000) < 500); // over five standard deviations
    }
    void uniformNumbersFillTheirRange()
    {
        Draws draws(2);
        double sum = 0, least = 1, largest = 0;
        for (int i = 0; i < 10'000; ++i) {
            const double x = draws.uniform();
            sum += x;
            least = std::min(least, x);
            largest = std::max(largest, x);
        }
        QVERIFY(least >= 0 && least < 1e-3 && largest < 1 && largest > 1 - 1e-3);
        QVERIFY(std::abs(sum / 10'000 - 0.5) < 0.015);
    }
    void normalNumbersHaveMeanZeroAndDeviationOne()
    {
        Draws draws(3);
        double sum = 0, squares = 0;
        int inside = 0;
        for (int i = 0; i < 40'000; ++i) {
            const double x = draws.normal();
            sum += x;
            squares += x * x;
            inside += std::abs(x) < 1;
        }
        QVERIFY(std::abs(sum / 40'000) < 0.025);
        QVERIFY(std::abs(squares / 40'000 - 1) < 0.035);
        QVERIFY(std::abs(inside / 40'000.0 - 0.6827) < 0.012);
    }
    void shufflingKeepsTheNumbersAndChangesTheirOrder()
    {
        std::vector<int> values(100);
        for (int i = 0; i < 100; ++i)
            values[i] = i;
        const std::vector<int> before = values;
        Draws draws(4);
        draws.shuffle(values);
        QVERIFY(values != before);
        std::sort(values.begin(), values.end());
        QCOMPARE(values, before);
    }
    void everyOrderIsAsLikely()
    {
        Draws draws(5);
        std::map<std::vector<int>, int> counts;
        for (int i = 0; i < 60'000; ++i) {
            std::vector<int> values {1, 2, 3};
            draws.shuffle(values);
            ++counts[values];
        }
        QCOMPARE(counts.size(), std::size_t(6));
        for (const auto& [order, count] : counts)
            QVERIFY(std::abs(count - 10'000) < 500);
    }
};

QTEST_APPLESS_MAIN(DrawsTest)
#include "draws_test.moc"
