#include "core/base/error.h"
#include "core/dynamics/integrator.h"
#include "core/dynamics/relaxation.h"
#include "core/dynamics/trajectory.h"
#include "core/dynamics/vibrations.h"
#include "tests/support/message_of.h"

#include <Eigen/Geometry>
#include <QTest>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace mbtr;

namespace {

constexpr double kRest = 1.1; // angstrom
constexpr double kStiffness = 20; // eV/angstrom^2

/// Springs between all pairs of atoms.
ForcesAt springs(const Eigen::Matrix3Xd& positions)
{
    ForcesAt at {0, Eigen::Matrix3Xd::Zero(3, positions.cols())};
    for (Eigen::Index i = 0; i < positions.cols(); ++i)
        for (Eigen::Index j = 0; j < i; ++j) {
            const Eigen::Vector3d vector = positions.col(i) - positions.col(j);
            const double stretch = vector.norm() - kRest;
            at.energy += 0.5 * kStiffness * stretch * stretch;
            at.forces.col(i) -= kStiffness * stretch * vector.normalized();
            at.forces.col(j) += kStiffness * stretch * vector.normalized();
        }
    return at;
}

Eigen::Matrix3Xd triangle()
{
    Eigen::Matrix3Xd positions(3, 3);
    positions << 0, kRest, kRest / 2, 0, 0, kRest * std::sqrt(0.75), 0, 0, 0;
    return positions;
}

double drift(double timestep, int steps)
{
    Integrator integrator(springs, massesOf({8, 1, 1}), false, {.timestep = timestep, .temperature = 300, .seed = 4});
    const Masses masses = massesOf({8, 1, 1});
    DynamicsState state = integrator.start(triangle());
    const double before = state.at.energy + kineticEnergy(state.velocities, masses);
    double largest = 0;
    for (int i = 0; i < steps; ++i) {
        integrator.step(state);
        largest = std::max(largest, std::abs(state.at.energy + kineticEnergy(state.velocities, masses) - before));
    }
    return largest;
}

} // namespace

class DynamicsTest : public QObject {
    Q_OBJECT

private slots:
    void twoAtomsSwingAtTheFrequencyOfTheirSpring()
    {
        const Masses masses = massesOf({7, 7});
        Eigen::Matrix3Xd positions = Eigen::Matrix3Xd::Zero(3, 2);
        positions(0, 1) = kRest;
        Progress progress;
        const Vibrations vibrations = vibrationsAt(springs, positions, masses, progress);
        // omega = sqrt(k/mu); 1 eV/angstrom^2 = 16.02176634 N/m, 1 u = 1.66053907e-27 kg, c = 2.99792458e10 cm/s
        const double omega = std::sqrt(kStiffness * 16.02176634 / (14.007 / 2 * 1.66053907e-27));
        const double expected = omega / (2 * std::numbers::pi * 2.99792458e10);
        QVERIFY(std::abs(vibrations.wavenumbers[5] - expected) < 1e-3 * expected);
        for (int mode = 0; mode < 5; ++mode)
            QVERIFY(std::abs(vibrations.wavenumbers[mode]) < 5);
        QVERIFY(std::abs(std::abs(vibrations.displacements[5](0, 0)) - std::sqrt(0.5)) < 1e-6);
    }
    void aSaddleHasAnImaginaryFrequency()
    {
        const ForceField hill = [](const Eigen::Matrix3Xd& positions) {
            return ForcesAt {-positions.squaredNorm(), 2 * positions};
        };
        Progress progress;
        QVERIFY(vibrationsAt(hill, Eigen::Matrix3Xd::Zero(3, 1), massesOf({1}), progress).wavenumbers[0] < -100);
    }
    void theSwingOfTwoAtomsTakesItsPeriod()
    {
        const Masses masses = massesOf({7, 7});
        Integrator integrator(springs, masses, false, {.timestep = 0.05, .temperature = 0});
        Eigen::Matrix3Xd positions = Eigen::Matrix3Xd::Zero(3, 2);
        positions(0, 1) = kRest + 0.1;
        DynamicsState state = integrator.start(positions);
        const double period = 2 * std::numbers::pi / std::sqrt(kStiffness * 9.64853321e-3 / (masses[0] / 2)); // fs
        while (state.time < period)
            integrator.step(state);
        QVERIFY(std::abs(state.positions(0, 1) - state.positions(0, 0) - (kRest + 0.1)) < 1e-4);
    }
    void theEnergyOfVerletStaysAndItsErrorGoesWithTheSquareOfTheStep()
    {
        const double coarse = drift(0.4, 2500), fine = drift(0.2, 5000);
        QVERIFY(coarse < 0.01);
        QVERIFY(coarse / fine > 3.2 && coarse / fine < 4.8);
    }
    void neitherDriftsNorTurns()
    {
        const Masses masses = massesOf({8, 1, 1});
        Draws draws(1);
        const Eigen::Matrix3Xd velocities = startVelocities(triangle(), masses, false, 500, draws);
        QVERIFY((velocities * masses.transpose()).norm() < 1e-12);
        double turning = 0; // about z: the atoms lie in the plane
        const Eigen::Matrix3Xd positions = triangle();
        for (int i = 0; i < 3; ++i)
            turning += masses[i] * (positions(0, i) * velocities(1, i) - positions(1, i) * velocities(0, i));
        QVERIFY(std::abs(turning) < 1e-12);
        QVERIFY(std::abs(temperatureOf(kineticEnergy(velocities, masses), 3) - 500) < 1e-9);
    }
    void straightMoleculesHaveAnotherDegreeOfFreedom_data()
    {
        QTest::addColumn<Eigen::Matrix3Xd>("positions");
        QTest::addColumn<int>("freedom");
        const Eigen::Matrix3d turn = Eigen::AngleAxisd(0.9, Eigen::Vector3d(1, -2, 0.4).normalized()).toRotationMatrix();
        Eigen::Matrix3Xd carbonDioxide(3, 3), acetylene(3, 4), bent(3, 3), two(3, 2);
        carbonDioxide << 0, 1.16, -1.16, 0, 0, 0, 0, 0, 0;
        acetylene << -0.6, 0.6, -1.66, 1.66, 0, 0, 0, 0, 0, 0, 0, 0;
        bent << 0, 1.16, -1.1, 0, 0, 0.3, 0, 0, 0;
        two << 0, 1.1, 0, 0, 0, 0;
        QTest::newRow("CO2") << Eigen::Matrix3Xd(turn * carbonDioxide) << 4;
        QTest::newRow("CO2 along an axis") << carbonDioxide << 4;
        QTest::newRow("C2H2") << Eigen::Matrix3Xd(turn * acetylene) << 7;
        QTest::newRow("bent") << Eigen::Matrix3Xd(turn * bent) << 3;
        QTest::newRow("two atoms") << two << 1;
    }
    void straightMoleculesHaveAnotherDegreeOfFreedom()
    {
        QFETCH(Eigen::Matrix3Xd, positions);
        QFETCH(int, freedom);
        const Masses masses = Masses::Constant(positions.cols(), 12.0);
        QCOMPARE(degreesOfFreedom(positions, masses, false), freedom);
        QCOMPARE(degreesOfFreedom(positions, masses, true), static_cast<int>(positions.size()) - 3);
        Draws draws(5);
        const auto velocities = startVelocities(positions, masses, false, 300, draws);
        QVERIFY(std::abs(kineticEnergy(velocities, masses) - 0.5 * freedom * kBoltzmann * 300) < 1e-12);
        // What is counted is what is left: nothing turns.
        Eigen::Vector3d momentum = Eigen::Vector3d::Zero();
        for (Eigen::Index i = 0; i < positions.cols(); ++i) {
            const Eigen::Vector3d r = positions.col(i) - positions.rowwise().mean(), v = velocities.col(i);
            momentum += r.cross(v);
        }
        QVERIFY(momentum.norm() < 1e-12);
    }
    void aHeatBathIsReadAtTheTemperatureItHas()
    {
        Eigen::Matrix3Xd line(3, 3);
        line << 0, kRest, -kRest, 0, 0, 0, 0, 0, 0;
        for (const Eigen::Matrix3Xd& start : {triangle(), line}) {
            const Masses masses = massesOf({8, 1, 1});
            Integrator integrator(
                springs, masses, false,
                {.timestep = 0.5, .temperature = 400, .thermostat = Thermostat::Langevin, .friction = 50, .seed = 2});
            DynamicsState state = integrator.start(start);
            Structure structure {.name = "", .species = {8, 1, 1}, .positions = start, .cell = {}};
            TrajectoryRecorder recorder(structure, Thermostat::Langevin);
            for (int i = 0; i < 100'000; ++i) {
                integrator.step(state);
                if (i % 10 == 0)
                    recorder.add(state);
            }
            const Dataset frames = std::move(recorder).dataset();
            const std::vector<double> temperatures = scalarValues(frames, "temperature");
            const double mean = std::accumulate(temperatures.begin(), temperatures.end(), 0.0) / 10'000;
            QVERIFY2(std::abs(mean - 400) < 24, qPrintable(QString::number(mean))); // as above
        }
    }
    void theSameSeedGivesTheSameTrajectory()
    {
        const auto end = [](std::uint64_t seed) {
            Integrator integrator(springs, massesOf({8, 1, 1}), false, {.thermostat = Thermostat::Langevin, .seed = seed});
            DynamicsState state = integrator.start(triangle());
            for (int i = 0; i < 100; ++i)
                integrator.step(state);
            return state.positions;
        };
        QVERIFY(end(3) == end(3));
        QVERIFY(end(3) != end(4));
    }
    void langevinReachesTheTemperatureOfTheBath()
    {
        const Masses masses = massesOf({8, 1, 1});
        Integrator integrator(
            springs, masses, false,
            {.timestep = 0.5, .temperature = 400, .thermostat = Thermostat::Langevin, .friction = 50, .seed = 2});
        DynamicsState state = integrator.start(triangle());
        double sum = 0;
        for (int i = 0; i < 100'000; ++i) {
            integrator.step(state);
            sum += kineticEnergy(state.velocities, masses);
        }
        // All nine degrees of freedom take part; 1000 independent samples of them: 400 K within 4 standard deviations of 6 K.
        QVERIFY(std::abs(temperatureOf(sum / 100'000, 9) - 400) < 24);
    }
    void relaxationFindsTheMinimum()
    {
        Eigen::Matrix3Xd positions = triangle();
        positions(0, 1) += 0.3;
        positions(2, 2) += 0.2;
        Progress progress;
        const Relaxed relaxed = relax(springs, positions, {.largestForce = 1e-6}, progress);
        QVERIFY(relaxed.converged);
        QVERIFY(relaxed.at.energy < 1e-10);
        QVERIFY(std::abs((relaxed.positions.col(0) - relaxed.positions.col(1)).norm() - kRest) < 1e-6);
        QCOMPARE(relaxed.energies.size(), static_cast<std::size_t>(relaxed.steps) + 1);
    }
    void anAtomThatFliesAwayIsAnError()
    {
        const ForceField wild = [](const Eigen::Matrix3Xd& positions) {
            return ForcesAt {0, Eigen::Matrix3Xd(1e300 * positions)};
        };
        Integrator integrator(wild, massesOf({1}), false, {.timestep = 10, .temperature = 0});
        DynamicsState state = integrator.start(Eigen::Matrix3Xd::Ones(3, 1));
        QVERIFY_THROWS_EXCEPTION(NumericalError, for (int i = 0; i < 10; ++i) integrator.step(state));
    }
    void refusesSettingsOutOfRange()
    {
        QCOMPARE(test::messageOf<SettingsError>([] { validate(DynamicsSettings {.timestep = 0}); }),
                 std::string("timestep: must be larger than 0 and at most 100 fs, is 0"));
        QCOMPARE(test::messageOf<SettingsError>([] { validate(DynamicsSettings {.temperature = -1}); }),
                 std::string("temperature: must be 0 to 100000 K, is -1"));
    }
};

QTEST_APPLESS_MAIN(DynamicsTest)
#include "dynamics_test.moc"
