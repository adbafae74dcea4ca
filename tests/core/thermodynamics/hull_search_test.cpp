#include "core/thermodynamics/hull_search.h"

#include "core/base/error.h"
#include "core/thermodynamics/lower_hull.h"
#include "tests/support/message_of.h"
#include "tests/support/phases.h"

#include <QTest>
#include <ctime>
#include <numeric>
#include <set>

using namespace mbtr;

namespace {

const std::vector<HullRule> kRules {HullRule::ExpectedImprovement,
                                    HullRule::LowerConfidenceBound,
                                    HullRule::Vertex,
                                    HullRule::Variance,
                                    HullRule::Paper,
                                    HullRule::Mean,
                                    HullRule::Random};

std::vector<int> allOf(const PhasePoints& points)
{
    std::vector<int> all(static_cast<std::size_t>(points.energies.size()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

HullSearch searchIn(const test::ToyAlloy& alloy, const HullSearchSettings& settings)
{
    return HullSearch(alloy.points, alloy.features, {}, allOf(alloy.points), settings);
}

/// What is picked in so many rounds.
std::vector<std::vector<int>> play(const test::ToyAlloy& alloy, const HullSearchSettings& settings, int rounds)
{
    Progress progress;
    HullSearch search = searchIn(alloy, settings);
    std::vector<std::vector<int>> picked;
    for (int round = 0; round < rounds; ++round) {
        picked.push_back(search.next(progress));
        for (const int point : picked.back())
            search.tell(point, alloy.points.energies[point]);
        search.closeRound(progress);
    }
    return picked;
}

/// Cancels at once.
class Cancelling : public Progress {
    bool cancelled() const override { return true; }
};

} // namespace

class HullSearchTest : public QObject {
    Q_OBJECT

private slots:
    void startsWithTheElementsAndSomeAtRandom()
    {
        const auto first = play(m_alloy, {.start = 5, .seed = 1}, 1)[0];
        QCOMPARE(first.size(), 7u);
        QCOMPARE(std::vector<int>(first.begin(), first.begin() + 2), (std::vector<int> {0, 1}));
        QVERIFY(play(m_alloy, {.start = 5, .seed = 2}, 1)[0] != first);
        QCOMPARE(play(m_alloy, {.start = 0}, 1)[0], (std::vector<int> {0, 1}));
    }
    void thePaperStartsWithOneOfEachComposition()
    {
        const auto first = play(m_alloy, {.rule = HullRule::Paper}, 1)[0];
        std::set<double> compositions, started;
        for (int i = 0; i < 60; ++i)
            compositions.insert(m_alloy.points.fractions(0, i));
        for (const int point : first)
            started.insert(m_alloy.points.fractions(0, point));
        QCOMPARE(started.size(), compositions.size());
        QCOMPARE(first.size(), compositions.size());
    }
    void isReproducibleByItsSeed_data()
    {
        QTest::addColumn<int>("rule");
        for (const HullRule rule : kRules)
            QTest::addRow("%s", hullRuleNames()[static_cast<std::size_t>(rule)].data()) << static_cast<int>(rule);
    }
    void isReproducibleByItsSeed()
    {
        QFETCH(int, rule);
        const HullSearchSettings settings {.rule = static_cast<HullRule>(rule), .batch = 2, .seed = 5, .samples = 40};
        QCOMPARE(play(m_alloy, settings, 5), play(m_alloy, settings, 5));
    }
    void nothingIsAskedForTwice()
    {
        const test::ToyAlloy small = test::toyAlloy(20);
        for (const HullRule rule : kRules) {
            std::set<int> seen;
            std::size_t count = 0;
            for (const auto& round : play(small, {.rule = rule, .batch = 3, .samples = 20}, 8)) {
                seen.insert(round.begin(), round.end());
                count += round.size();
            }
            QCOMPARE(seen.size(), count);
            if (rule != HullRule::Paper)
                QCOMPARE(count, 20u);
        }
    }
    void asksForTheSameUntilTheRoundIsClosed()
    {
        Progress progress;
        HullSearch search = searchIn(m_alloy, {.batch = 3});
        for (const int point : search.next(progress))
            search.tell(point, m_alloy.points.energies[point]);
        search.closeRound(progress);
        const std::vector<int> next = search.next(progress);
        QCOMPARE(search.next(progress), next);
    }
    void goesOnWhereAnotherSearchWas()
    {
        Progress progress;
        HullSearch search = searchIn(m_alloy, {}), other = searchIn(m_alloy, {});
        for (int round = 0; round < 6; ++round) {
            for (const int point : search.next(progress))
                search.tell(point, m_alloy.points.energies[point]);
            search.closeRound(progress);
        }
        for (const int point : search.state(progress).known)
            other.tell(point, m_alloy.points.energies[point]);
        other.resume(search.round(), search.quietRounds());
        QCOMPARE(other.next(progress), search.next(progress));
        QCOMPARE(other.state(progress).chanceMissing, search.state(progress).chanceMissing);
    }
    void findsTheHullOfAToyAlloy()
    {
        Progress progress;
        HullSearch search = searchIn(m_alloy, {});
        while (!search.mayStop()) {
            for (const int point : search.next(progress))
                search.tell(point, m_alloy.points.energies[point]);
            search.closeRound(progress);
        }
        const HullState& state = search.state(progress);
        QVERIFY(state.known.size() < 45);
        const Eigen::VectorXd hull = lowerHull(m_alloy.points.fractions, m_alloy.points.energies).at(m_alloy.points.fractions);
        QVERIFY((state.hullAtPoints - hull).cwiseAbs().maxCoeff() < 1e-3);
    }
    void theChanceIsThatOfTheSamples()
    {
        Progress progress;
        HullSearch search = searchIn(m_alloy, {.samples = 20'000});
        for (int round = 0; round < 8; ++round) {
            for (const int point : search.next(progress))
                search.tell(point, m_alloy.points.energies[point]);
            search.closeRound(progress);
        }
        const HullState& state = search.state(progress);
        // Any of them lies below at least as often as the likeliest one does, and at most as often as the sum says.
        QVERIFY(state.chanceMissing > state.chanceBelow.maxCoeff() - 0.02);
        QVERIFY(state.chanceMissing < state.chanceBelow.sum() + 0.02);
    }
    void flagsAFaultyNumber()
    {
        Progress progress;
        test::ToyAlloy alloy = test::toyAlloy(80);
        alloy.points.energies[40] -= 0.05;
        HullSearch search = searchIn(alloy, {});
        for (int i = 0; i < 80; ++i)
            search.tell(i, alloy.points.energies[i]);
        const std::vector<int>& doubtful = search.state(progress).doubtful;
        QVERIFY(std::find(doubtful.begin(), doubtful.end(), 40) != doubtful.end());
        QCOMPARE(search.state(progress).chanceMissing, 0.0);
        QVERIFY(search.next(progress).empty());
    }
    void elementsWithoutAStructureAreNamed()
    {
        std::vector<int> available = allOf(m_alloy.points);
        available.erase(available.begin() + 1);
        const auto make = [&](const ElementEnergies& given) {
            return HullSearch(m_alloy.points, m_alloy.features, given, available, HullSearchSettings());
        };
        QCOMPARE(QString::fromStdString(test::messageOf([&] { make({}); })),
                 QString("structures: there is no structure of pure Pd: the search needs one of each element, or its energy per "
                         "atom from a file of references"));
        QCOMPARE(test::messageOf([&] { make({{46, 0}}); }), std::string("accepted"));
    }
    void settingsOutOfRangeAreNamed()
    {
        QCOMPARE(test::messageOf([] { validate({.batch = 0}); }), std::string("batch: must lie between 1 and 10000, is 0"));
        QCOMPARE(test::messageOf([] { validate({.stopChance = 1.5}); }),
                 std::string("stop_chance: must lie between 0 and 1, is 1.5"));
        QVERIFY(test::messageOf([&] { searchIn(m_alloy, {}).tell(0, std::numeric_limits<double>::infinity()); }) != "accepted");
    }
    void cancels()
    {
        Cancelling cancelling;
        Progress progress;
        HullSearch search = searchIn(m_alloy, {});
        for (const int point : search.next(progress))
            search.tell(point, m_alloy.points.energies[point]);
        QVERIFY_THROWS_EXCEPTION(Cancelled, search.closeRound(cancelling));
        QCOMPARE(search.closeRound(progress).known.size(), 7u); // and goes on afterwards
    }
    void aRoundIsQuick_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("milliseconds");
        QTest::addRow("700 candidates") << 700 << 100;
        QTest::addRow("10 000 candidates") << 10'000 << 2000;
    }
    void aRoundIsQuick()
    {
        QFETCH(int, count);
        QFETCH(int, milliseconds);
        Progress progress;
        test::ToyAlloy alloy = test::toyAlloy(count);
        Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> wide(count, 900);
        wide.setRandom();
        wide *= 1e-3;
        wide.leftCols(4) += alloy.features;
        alloy.features = wide;
        HullSearch search = searchIn(alloy, {.start = 40});
        for (const int point : search.next(progress))
            search.tell(point, alloy.points.energies[point]);
        search.closeRound(progress);
        double shortest = 1e9; // milliseconds of the processor: the machine may be busy otherwise
        for (int round = 0; round < 4; ++round) {
            const std::clock_t begin = std::clock();
            for (const int point : search.next(progress))
                search.tell(point, alloy.points.energies[point]);
            search.closeRound(progress);
            shortest = std::min(shortest, 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
        }
        qInfo("%d candidates: %.0f ms a round", count, shortest);
        QVERIFY2(shortest < milliseconds, qPrintable(QString("%1 ms").arg(shortest)));
    }

private:
    test::ToyAlloy m_alloy = test::toyAlloy(60);
};

QTEST_APPLESS_MAIN(HullSearchTest)
#include "hull_search_test.moc"
