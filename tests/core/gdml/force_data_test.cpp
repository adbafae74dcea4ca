#include "core/base/error.h"
#include "core/dynamics/integrator.h"
#include "core/dynamics/model_field.h"
#include "core/gdml/gdml_training.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <cmath>
#include <random>
#include <tuple>

using namespace mbtr;

namespace {

constexpr double kHartree = 27.211386245988, kBohr = 0.529177210903;

/// Two bonds with springs, in eV and angstrom times these factors.
Dataset frames(int count, const std::string& energyUnit, double energyFactor, const std::string& forceUnit, double forceFactor)
{
    std::mt19937_64 random(3);
    const auto draw = [&] { return 0.2 * (static_cast<double>(random() >> 11) * 0x1p-53 - 0.5); };
    Dataset dataset;
    StructureNumbers energies;
    AtomNumbers forces {.components = 3, .values = {}};
    for (int f = 0; f < count; ++f) {
        Structure structure;
        structure.name = "frame " + std::to_string(f);
        structure.species = {8, 1, 1};
        structure.positions = Eigen::Matrix3d {{0, 0.96, -0.24}, {0, 0, 0.93}, {0, 0, 0}};
        structure.positions = structure.positions.unaryExpr([&](double x) { return x + draw(); }).eval();
        Eigen::Matrix3Xd force = Eigen::Matrix3Xd::Zero(3, 3);
        double energy = -10;
        for (const auto& [i, j, length] : {std::tuple(0, 1, 0.96), std::tuple(0, 2, 0.96), std::tuple(1, 2, 1.5)}) {
            const Eigen::Vector3d vector = structure.positions.col(i) - structure.positions.col(j);
            const double stretch = vector.norm() - length;
            energy += 10 * stretch * stretch;
            force.col(i) -= 20 * stretch * vector.normalized();
            force.col(j) += 20 * stretch * vector.normalized();
        }
        force *= forceFactor;
        dataset.structures.push_back(structure);
        energies.values.push_back(energyFactor * energy);
        forces.values.emplace_back(force.data(), force.data() + 9);
    }
    dataset.properties = {{"energy", energyUnit, energies}, {"forces", forceUnit, forces}};
    return dataset;
}

GdmlTrainingResult trained(const Dataset& dataset)
{
    Progress progress;
    GdmlTrainingSettings settings;
    settings.split = {.train = 60, .method = SplitMethod::Blocks};
    settings.length = 10;
    const ForceData data = forceData(dataset, settings);
    return trainGdml(data, makeForceSplit(dataset, data, settings), settings, progress);
}

} // namespace

class ForceDataTest : public QObject {
    Q_OBJECT

private slots:
    void statedUnitsAreBroughtTogether_data()
    {
        QTest::addColumn<QString>("energyUnit");
        QTest::addColumn<double>("energyFactor");
        QTest::addColumn<QString>("forceUnit");
        QTest::addColumn<double>("forceFactor");
        QTest::addColumn<QString>("together");
        const double kcal = 23.060547830619026;
        QTest::newRow("eV, eV/A") << "eV" << 1.0 << "eV/angstrom" << 1.0 << "eV/angstrom";
        QTest::newRow("Hartree, Hartree/bohr")
            << "Hartree" << 1 / kHartree << "Hartree/bohr" << kBohr / kHartree << "Hartree/angstrom";
        QTest::newRow("kcal/mol, eV/A") << "kcal/mol" << kcal << "eV/angstrom" << 1.0 << "kcal/mol/angstrom";
        QTest::newRow("eV, kcal/mol/A") << "eV" << 1.0 << "kcal/mol/angstrom" << kcal << "eV/angstrom";
        QTest::newRow("eV/atom, eV/A") << "eV/atom" << 1.0 / 3 << "eV/angstrom" << 1.0 << "eV/angstrom";
        QTest::newRow("meV, eV/nm") << "meV" << 1000.0 << "eV/nm" << 10.0 << "meV/angstrom";
    }
    void statedUnitsAreBroughtTogether()
    {
        QFETCH(QString, energyUnit);
        QFETCH(double, energyFactor);
        QFETCH(QString, forceUnit);
        QFETCH(double, forceFactor);
        QFETCH(QString, together);
        const GdmlTrainingResult eV = trained(frames(120, "eV", 1, "eV/angstrom", 1));
        const GdmlTrainingResult result
            = trained(frames(120, energyUnit.toStdString(), energyFactor, forceUnit.toStdString(), forceFactor));
        QCOMPARE(QString::fromStdString(result.forceUnit), together);
        const double whole = energyUnit.endsWith("/atom") ? 3 * energyFactor : energyFactor;
        QVERIFY(std::abs(result.validation.energyMae / whole - eV.validation.energyMae) < 1e-6);
        QVERIFY(std::abs(result.validation.forceMae / whole - eV.validation.forceMae) < 1e-6);
        QVERIFY(eV.validation.energyMae < 0.01);
        QVERIFY(result.messages.empty());
    }
    void dynamicsConserveTheEnergyInEveryUnit()
    {
        const auto drift = [](const Dataset& dataset, const std::string& energyUnit, const std::string& forceUnit) {
            const GdmlTrainingResult result = trained(dataset);
            Messages messages;
            const Structure& start = dataset.structures.front();
            const ForceField field = modelField(result.model, start, energyUnit.empty() ? energyUnit : result.energyUnit,
                                                forceUnit.empty() ? forceUnit : result.forceUnit, messages);
            const Masses masses = massesOf(start.species);
            Integrator integrator(field, masses, false, {.timestep = 0.1, .temperature = 100, .seed = 1});
            DynamicsState state = integrator.start(start.positions);
            const double before = state.at.energy + kineticEnergy(state.velocities, masses);
            double largest = 0;
            for (int step = 0; step < 400; ++step) {
                integrator.step(state);
                largest = std::max(largest, std::abs(state.at.energy + kineticEnergy(state.velocities, masses) - before));
            }
            return largest;
        };
        const Dataset atomic = frames(120, "Hartree", 1 / kHartree, "Hartree/bohr", kBohr / kHartree);
        QVERIFY(drift(atomic, "Hartree", "Hartree/bohr") < 2e-4);
        Dataset onlyForces = atomic;
        onlyForces.properties.erase(onlyForces.properties.begin());
        QVERIFY(drift(onlyForces, "", "Hartree/bohr") < 2e-4);
    }
    void unitsThatMeasureSomethingElseAreRefused()
    {
        QCOMPARE(test::messageOf<SettingsError>([] { forceData(frames(5, "angstrom", 1, "eV/angstrom", 1), {}); }),
                 std::string("energy: is in 'angstrom', which is no unit of energy"));
        QCOMPARE(test::messageOf<SettingsError>([] { forceData(frames(5, "eV", 1, "eV", 1), {}); }),
                 std::string("forces: are in 'eV', which is no energy per length"));
    }
    void atomsAtTheSamePlaceAreTheCause()
    {
        Dataset dataset = frames(5, "eV", 1, "eV/angstrom", 1);
        dataset.structures[3].positions.col(2) = dataset.structures[3].positions.col(1);
        QCOMPARE(test::messageOf<SettingsError>([&] { forceData(dataset, {}); }),
                 std::string("structure: structure 4: atoms 1 and 2 (counted from 0) are at the same place"));
    }
    void forcesThatAreAllZeroAreTheCause()
    {
        const Dataset dataset = frames(80, "eV", 1, "eV/angstrom", 0);
        QCOMPARE(test::messageOf<SettingsError>([&] { trained(dataset); }),
                 std::string("forces: of all 60 training geometries are zero: there is nothing to learn"));
    }
    void energiesThatAreAllTheSameAreNamed()
    {
        Dataset dataset = frames(80, "eV", 0, "eV/angstrom", 1);
        const Messages messages = trained(dataset).messages;
        QCOMPARE(messages.size(), std::size_t(1));
        QCOMPARE(messages.front().text,
                 std::string("the energies are all the same, though the forces are not: do they belong together?"));
    }
    void aSingleAtomHasNoForcesBetweenAtoms()
    {
        Dataset dataset;
        AtomNumbers forces {.components = 3, .values = {}};
        for (int i = 0; i < 5; ++i) {
            dataset.structures.push_back({.name = "He", .species = {2}, .positions = Eigen::Matrix3Xd::Zero(3, 1), .cell = {}});
            forces.values.push_back({0.1 * i, 0, 0});
        }
        dataset.properties = {{"forces", "eV/angstrom", forces}};
        QCOMPARE(test::messageOf<SettingsError>([&] { forceData(dataset, {}); }),
                 std::string("structure: structure 1 is a single atom: there are no forces between atoms to learn"));
    }
    void structuresWithoutForcesAreFound()
    {
        Dataset dataset = frames(6, "eV", 1, "eV/angstrom", 1);
        std::get<AtomNumbers>(dataset.properties[1].values).values[2].clear();
        std::get<StructureNumbers>(dataset.properties[0].values).values[4] = INFINITY;
        QCOMPARE(rowsWithForces(dataset, {}), (std::vector {0, 1, 3, 5}));
    }
    void copiesOnBothSidesAreSaid()
    {
        Dataset dataset = frames(80, "eV", 1, "eV/angstrom", 1);
        dataset.structures[70] = dataset.structures[5];
        const auto copy = [](auto& values) { values[70] = values[5]; };
        copy(std::get<StructureNumbers>(dataset.properties[0].values).values);
        copy(std::get<AtomNumbers>(dataset.properties[1].values).values);
        const Messages messages = trained(dataset).messages;
        QCOMPARE(messages.size(), std::size_t(1));
        QCOMPARE(messages.front().text,
                 std::string("1 of 20 structures that validate is a copy of one that trains: the errors look smaller than they "
                             "are"));
    }
};

QTEST_APPLESS_MAIN(ForceDataTest)
#include "force_data_test.moc"
