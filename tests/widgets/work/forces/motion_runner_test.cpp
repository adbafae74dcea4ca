#include "widgets/work/forces/motion_runner.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <new>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Two atoms with a spring of 20 eV/angstrom^2 between them, 1 angstrom long.
ForcesAt spring(const Eigen::Matrix3Xd& positions)
{
    const Eigen::Vector3d vector = positions.col(1) - positions.col(0);
    const double stretch = vector.norm() - 1;
    ForcesAt at {.energy = 10 * stretch * stretch, .forces = Eigen::Matrix3Xd(3, 2)};
    at.forces.col(0) = 20 * stretch * vector.normalized();
    at.forces.col(1) = -at.forces.col(0);
    return at;
}

Structure pair()
{
    Structure structure;
    structure.species = {6, 8};
    structure.positions = Eigen::Matrix3Xd::Zero(3, 2);
    structure.positions(0, 1) = 1.1;
    return structure;
}

constexpr double kAsFastAsItCan = std::numeric_limits<double>::infinity();

} // namespace

class MotionRunnerTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheTotalEnergy()
    {
        MotionRunner runner(spring, pair(), {.timestep = 0.2, .temperature = 0}, kAsFastAsItCan);
        std::vector<MotionSample> samples;
        QTRY_VERIFY(collect(runner, samples) > 200);
        QCOMPARE(samples.front().time, 0.0);
        for (const MotionSample& sample : samples)
            QVERIFY(std::abs(sample.potential + sample.kinetic - 0.1) < 1e-3); // 10 x 0.1^2 eV
    }

    void aPulledAtomFollowsTheHand()
    {
        MotionRunner runner(spring, pair(),
                            {.timestep = 0.5, .temperature = 0, .thermostat = Thermostat::Langevin, .friction = 200},
                            kAsFastAsItCan);
        runner.pull(Pull {1, Eigen::Vector3d(1, 3, 0)});
        QTRY_VERIFY((runner.positions().col(1) - Eigen::Vector3d(1, 3, 0)).norm() < 0.1);
        std::vector<MotionSample> samples;
        QTRY_VERIFY(collect(runner, samples) > 5);
        QVERIFY(samples.back().pulled);
        runner.pull(std::nullopt);
        QTRY_VERIFY(collect(runner, samples) > 0 && !samples.back().pulled);
    }

    void aHandThatRestsBringsTheAtomToRest()
    {
        MotionRunner runner(spring, pair(), {.timestep = 0.2, .temperature = 0}, kAsFastAsItCan);
        runner.pull(Pull {1, Eigen::Vector3d(1.6, 0, 0)}); // along the spring: nothing begins to turn
        std::vector<MotionSample> samples;
        QTRY_VERIFY(collect(runner, samples) > 0 && samples.back().kinetic < 1e-6); // without friction it would swing for ever
        QVERIFY((runner.positions().col(1) - Eigen::Vector3d(1.6, 0, 0)).norm() < 0.01);
    }

    void keepsItsPace()
    {
        MotionRunner runner(spring, pair(), {.timestep = 1, .temperature = 0}, 50);
        std::vector<MotionSample> samples;
        QTest::qWait(500); // 25 fs are due; never more
        collect(runner, samples);
        QVERIFY(samples.back().time <= 30);
    }

    void recordsTheForcesOfTheModelAlone()
    {
        MotionRunner runner(spring, pair(), {.timestep = 1, .temperature = 0}, kAsFastAsItCan);
        runner.pull(Pull {1, Eigen::Vector3d(1, 3, 0)});
        runner.record(true);
        QTRY_VERIFY(runner.recorded() > 20);
        runner.stop();
        const Dataset recording = runner.recording();
        const auto& forces = std::get<AtomNumbers>(recording.find("forces")->values).values;
        for (std::size_t i = 0; i < recording.structures.size(); ++i) {
            const Eigen::Matrix3Xd expected = spring(recording.structures[i].positions).forces;
            QVERIFY((Eigen::Map<const Eigen::Matrix3Xd>(forces[i].data(), 3, 2) - expected).norm() < 1e-10);
        }
    }

    void saysWhyItHasEnded()
    {
        const auto broken = [](const Eigen::Matrix3Xd& positions) {
            ForcesAt at = spring(positions);
            at.forces *= std::numeric_limits<double>::infinity();
            return at;
        };
        MotionRunner runner(broken, pair(), {.timestep = 1, .temperature = 0}, kAsFastAsItCan);
        QTRY_VERIFY(runner.problem().find("flown apart") != std::string::npos);
    }

    void saysWhyWhereMemoryRunsOut()
    {
        const auto broken = [](const Eigen::Matrix3Xd&) -> ForcesAt { throw std::bad_alloc(); };
        MotionRunner runner(broken, pair(), {.timestep = 1, .temperature = 0}, kAsFastAsItCan);
        QTRY_COMPARE(runner.problem(), std::string("There is not enough memory for this."));
    }

private:
    static std::size_t collect(MotionRunner& runner, std::vector<MotionSample>& samples)
    {
        const auto more = runner.takeSamples();
        samples.insert(samples.end(), more.begin(), more.end());
        return samples.size();
    }
};

QTEST_MAIN(MotionRunnerTest)

#include "motion_runner_test.moc"
