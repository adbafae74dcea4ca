#include "core/base/error.h"
#include "core/base/units.h"
#include "core/dataset/atomization.h"
#include "core/dataset/convert_unit.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace mbtr;

namespace {

Structure ofElements(std::vector<int> species)
{
    Structure structure;
    structure.positions = Eigen::Matrix3Xd::Zero(3, static_cast<Eigen::Index>(species.size()));
    structure.species = std::move(species);
    return structure;
}

Dataset energies(std::vector<Structure> structures, std::vector<double> values, const char* unit = "eV")
{
    Dataset dataset;
    dataset.structures = std::move(structures);
    dataset.properties = {{"energy", unit, StructureNumbers {1, std::move(values)}}};
    return dataset;
}

const std::vector<double>& numbers(const Dataset& dataset, const char* name)
{
    return std::get<StructureNumbers>(dataset.find(name)->values).values;
}

} // namespace

class UnitsTest : public QObject {
    Q_OBJECT

private slots:
    void convertsByCodata2018_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<double>("factor");
        // https://physics.nist.gov/cuu/Constants (2018) and pocket tables of conversions
        QTest::newRow("Hartree") << "Hartree"
                                 << "eV" << 27.211386245988;
        QTest::newRow("kcal") << "Hartree"
                              << "kcal/mol" << 627.5094740631;
        QTest::newRow("kJ") << "Hartree"
                            << "kJ/mol" << 2625.4996394799;
        QTest::newRow("eV") << "eV"
                            << "kJ/mol" << 96.48533212331;
        QTest::newRow("meV") << "meV/atom"
                             << "kcal/mol/atom" << 0.02306054783061903;
        QTest::newRow("bohr") << "bohr"
                              << "angstrom" << 0.529177210903;
        QTest::newRow("force") << "Hartree/bohr"
                               << "eV/angstrom" << 51.42206747632590;
        QTest::newRow("force in kcal") << "kcal/mol/angstrom"
                                       << "eV/A" << 4184 / 96485.33212331;
        QTest::newRow("pressure") << "eV/angstrom^3"
                                  << "GPa" << 160.2176634;
        QTest::newRow("dipole") << "e*bohr"
                                << "D" << 2.541746473;
        QTest::newRow("brackets") << "cal/(mol K)"
                                  << "cal/mol/K" << 1.0;
        QTest::newRow("volume") << "a0^3"
                                << "angstrom^3" << 0.14818471147298395;
    }
    void convertsByCodata2018()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(double, factor);
        const double found = conversionFactor(from.toStdString(), to.toStdString());
        QVERIFY2(std::abs(found / factor - 1) < 2e-10, qPrintable(QString::number(found, 'g', 17)));
    }
    void refusesWhatDoesNotGoTogether()
    {
        QVERIFY(!parseUnit("furlong") && !parseUnit("") && !parseUnit("eV/") && !parseUnit("eV^x") && !parseUnit("(eV"));
        QCOMPARE(test::messageOf([] { conversionFactor("eV", "angstrom"); }),
                 std::string("unit: 'eV' cannot be converted to 'angstrom': they measure different things"));
        QVERIFY(test::messageOf([] { conversionFactor("eV", "foot"); }).starts_with("unit: 'foot' is no unit that is known"));
        Dataset dataset = energies({test::water()}, {1}, "");
        QCOMPARE(test::messageOf([&] { convertUnit(dataset, "energy", "eV"); }),
                 std::string("unit: property 'energy' states no unit; state it first, then it can be converted to 'eV'"));
        QCOMPARE(test::messageOf([&] { stateUnit(dataset, "volume", "eV"); }),
                 std::string("unit: there is no property 'volume'; there are: energy"));
    }
    void convertsBetweenPerAtomAndPerStructure()
    {
        Dataset dataset = energies({test::water(), test::ethanol()}, {3, 18});
        convertUnit(dataset, "energy", "meV/atom");
        QVERIFY(std::abs(numbers(dataset, "energy")[0] - 1000) < 1e-9 && std::abs(numbers(dataset, "energy")[1] - 2000) < 1e-9);
        QCOMPARE(dataset.properties[0].unit, std::string("meV/atom"));
        convertUnit(dataset, "energy", "eV");
        QVERIFY(std::abs(numbers(dataset, "energy")[1] - 18) < 1e-12);
    }
    void convertsValuesOfAtoms()
    {
        Dataset dataset = energies({test::water()}, {1});
        dataset.properties.push_back({"forces", "Hartree/bohr", AtomNumbers {3, {{1, 0, 0, 0, 2, 0, 0, 0, -1}}}});
        convertUnit(dataset, "forces", "eV/angstrom");
        const auto& values = std::get<AtomNumbers>(dataset.find("forces")->values).values[0];
        QVERIFY(std::abs(values[4] - 2 * 51.4220674763259) < 1e-8);
        QCOMPARE(values[1], 0.0);
    }
    void subtractsTheGivenEnergiesOfAtoms()
    {
        Dataset dataset = energies({test::water(), test::water()}, {-76, std::numeric_limits<double>::quiet_NaN()}, "Hartree");
        addAtomization(dataset, "energy", parseAtomEnergies("H=-0.5, O=-74.9"));
        const auto& values = numbers(dataset, "atomization_energy");
        QVERIFY(std::abs(values[0] - (-76 + 74.9 + 1)) < 1e-12);
        QVERIFY(std::isnan(values[1]));
        QCOMPARE(dataset.properties[1].unit, std::string("Hartree"));
        QCOMPARE(test::messageOf([&] { addAtomization(dataset, "energy", {}); }),
                 std::string("atomization: there is a property 'atomization_energy' already"));
    }
    void namesTheElementWithoutAnEnergy()
    {
        Dataset dataset = energies({test::water()}, {-76});
        QVERIFY(test::messageOf([&] {
                    addAtomization(dataset, "energy", {{1, -0.5}});
                }).starts_with("atomization: there is no energy of the atom O"));
        QVERIFY(test::messageOf([] { parseAtomEnergies("H=1,H=2"); }).starts_with("atomization: element H stands twice"));
        QVERIFY(test::messageOf([] { parseAtomEnergies("H:1"); }).find("found 'H:1'") != std::string::npos);
    }
    void fitsEnergiesOfAtomsThatMakeUpTheTotals()
    {
        // e(H) = -1, e(C) = -10, e(O) = -20, and 0.5 too much for one of two waters
        Dataset dataset = energies({ofElements({1, 1}), ofElements({6, 1, 1, 1, 1}), ofElements({8, 1, 1}), ofElements({6, 8})},
                                   {-2, -14, -22, -30});
        const AtomEnergyFit fit = fitAtomEnergies(dataset, "energy");
        QCOMPARE(fit.rank, 3);
        QVERIFY(std::abs(fit.energies.at(1) + 1) < 1e-12 && std::abs(fit.energies.at(6) + 10) < 1e-12
                && std::abs(fit.energies.at(8) + 20) < 1e-12);
        QVERIFY(fit.rmse < 1e-12);
    }
    void repeatedCompositionsCountAsOftenAsTheyStand()
    {
        // One element, energies 1, 1, 4 of single atoms: the mean is 2, what is left -1, -1, 2.
        Dataset dataset = energies({ofElements({1}), ofElements({1}), ofElements({1})}, {1, 1, 4});
        const AtomEnergyFit fit = fitAtomEnergies(dataset, "energy");
        QVERIFY(std::abs(fit.energies.at(1) - 2) < 1e-12);
        QVERIFY(std::abs(fit.rmse - std::sqrt(2.0)) < 1e-12);
    }
    void saysWhereCompositionsDoNotTellElementsApart()
    {
        Dataset dataset = energies({ofElements({11, 17}), ofElements({11, 11, 17, 17})}, {-6, -12});
        addFittedAtomization(dataset, "energy");
        QVERIFY(std::abs(numbers(dataset, "atomization_energy")[1]) < 1e-12);
        QCOMPARE(dataset.messages.size(), std::size_t(2));
        QVERIFY(dataset.messages[1].text.find("fix only 1 of the 2 energies of atoms") != std::string::npos);
    }
    void energiesPerAtomStayPerAtom()
    {
        Dataset dataset = energies({ofElements({1, 1}), ofElements({8, 1, 1})}, {-1.25, -8}, "eV/atom");
        addAtomization(dataset, "energy", {{1, -1}, {8, -20}});
        QVERIFY(std::abs(numbers(dataset, "atomization_energy")[0] + 0.25) < 1e-12);
        QVERIFY(std::abs(numbers(dataset, "atomization_energy")[1] - (-8 + 22.0 / 3)) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(UnitsTest)
#include "units_test.moc"
