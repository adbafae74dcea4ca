#include "core/thermodynamics/hull_replay.h"

#include "tests/support/phases.h"

#include <QTest>

using namespace mbtr;

class HullReplayTest : public QObject {
    Q_OBJECT

private slots:
    void playsToTheStop()
    {
        Progress progress;
        HullReplay replay(m_alloy.points, m_alloy.features, {}, {});
        int seen = 0;
        replay.run(
            ReplayEnd::AtTheStop, [&](const ReplayRound&) { ++seen; }, progress);
        QCOMPARE(static_cast<std::size_t>(seen), replay.rounds().size());
        QCOMPARE(*replay.stoppedAt(), replay.rounds().back().lookUps);
        QVERIFY(replay.errorAtStop() < 1e-3);
        QVERIFY(*replay.withinAt(1e-3) <= *replay.stoppedAt());
    }
    void withAllLookedUpTheHullIsTheTrueOne()
    {
        Progress progress;
        HullReplay replay(m_alloy.points, m_alloy.features, {}, {.batch = 7});
        replay.run(ReplayEnd::WithAllLookedUp, {}, progress);
        const ReplayRound& last = replay.rounds().back();
        QCOMPARE(last.lookUps, 60);
        QCOMPARE(last.hullError, 0.0);
        QCOMPARE(last.chanceMissing, 0.0);
        QVERIFY(last.isComplete);
        QVERIFY(!replay.step(progress));
        // The error never grows, and a hull that is complete has none.
        double before = std::numeric_limits<double>::infinity();
        for (const ReplayRound& round : replay.rounds()) {
            QVERIFY(round.hullError <= before + 1e-12);
            QVERIFY(!round.isComplete || round.hullError < 1e-6);
            before = round.hullError;
        }
    }
    void oneStepIsOneRound()
    {
        Progress progress;
        HullReplay replay(m_alloy.points, m_alloy.features, {}, {.batch = 4, .start = 3});
        QVERIFY(replay.step(progress));
        QVERIFY(replay.step(progress));
        QCOMPARE(replay.rounds()[0].picked.size(), 5u);
        QCOMPARE(replay.rounds()[1].picked.size(), 4u);
        QCOMPARE(replay.rounds()[1].lookUps, 9);
        QCOMPARE(replay.rounds()[1].energies.size(), 4u);
    }
    void structuresWithoutAnEnergyAreNotAskedFor()
    {
        Progress progress;
        test::ToyAlloy alloy = m_alloy;
        for (int i = 10; i < 40; ++i)
            alloy.points.energies[i] = std::numeric_limits<double>::quiet_NaN();
        HullReplay replay(alloy.points, alloy.features, {}, {});
        replay.run(ReplayEnd::WithAllLookedUp, {}, progress);
        QCOMPARE(replay.rounds().back().lookUps, 30);
    }

private:
    test::ToyAlloy m_alloy = test::toyAlloy(60);
};

QTEST_APPLESS_MAIN(HullReplayTest)
#include "hull_replay_test.moc"
