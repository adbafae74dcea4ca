#include "core/thermodynamics/phase_diagram.h"

#include "core/base/error.h"
#include "core/io/read_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/phases.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <ctime>

using namespace mbtr;
using test::phasesOf;

namespace {

/// Made-up energies. The numbers expected below were computed with pymatgen 2022.11.7 (PhaseDiagram), from these.
PhasePoints oxides()
{
    return phasesOf({{"Li", -1.9},
                     {"Fe", -8.3},
                     {"O", -4.9},
                     {"Li2O", -4.77},
                     {"Li2O2", -4.80},
                     {"FeO", -7.41},
                     {"Fe2O3", -6.75},
                     {"Fe3O4", -6.87},
                     {"LiFeO2", -6.19},
                     {"Li5FeO4", -5.26},
                     {"LiFe5O8", -6.52},
                     {"Li2Fe3O5", -6.30},
                     {"LiO8", -4.86},
                     {"LiFe", -4.9},
                     {"FeO", -7.30}});
}

PhasePoints alloys()
{
    return phasesOf({{"Al", -3.7},      {"Ni", -5.5},     {"Ti", -7.8},      {"Cr", -9.5},         {"AlNi", -5.27},
                     {"AlNi3", -5.46},  {"Al3Ni", -4.55}, {"AlTi", -6.16},   {"AlTi3", -7.02},     {"Al3Ti", -5.11},
                     {"NiTi", -7.0},    {"Ni3Ti", -6.6},  {"NiTi2", -7.29},  {"Cr2Ti", -9.0},      {"AlCr2", -7.66},
                     {"AlNi2Ti", -6.2}, {"AlNiTi", -6.1}, {"AlNi2Cr", -6.4}, {"Al2NiTiCr", -6.25}, {"AlNiTiCr", -7.0}});
}

struct Diagram {
    PhasePoints points;
    Eigen::VectorXd formation;
    PhaseDiagram diagram;
};

Diagram diagramOf(const PhasePoints& points, const ElementEnergies& given = {})
{
    Progress progress;
    Diagram all {.points = points, .formation = formationEnergies(points, elementEnergies(points, given)), .diagram = {}};
    all.diagram = phaseDiagram(points, all.formation, kOnHull, progress);
    return all;
}

Diagram diagramOf(const std::string& file, const char* energy, bool perCell)
{
    Progress progress;
    return diagramOf(phasePoints(readFile(file, progress), energy, perCell));
}

bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// "3 0.75, 2 0.25"
QString sharesOf(const PhasePlace& place)
{
    QStringList parts;
    for (const PhaseShare& share : place.decomposition)
        parts.append(QString("%1 %2").arg(share.point).arg(share.amount, 0, 'g', 6));
    return parts.join(", ");
}

} // namespace

class PhaseDiagramTest : public QObject {
    Q_OBJECT

private slots:
    void threeElements_data()
    {
        QTest::addColumn<int>("point");
        QTest::addColumn<double>("formation");
        QTest::addColumn<double>("above");
        QTest::addColumn<QString>("shares");
        QTest::addColumn<double>("reaction"); // 1: none
        QTest::addRow("Li") << 0 << 0.0 << 0.0 << "0 1" << 1.0;
        QTest::addRow("Li2O") << 3 << -1.87 << 0.0 << "3 1" << -1.87;
        QTest::addRow("Li2O2") << 4 << -1.4 << 0.0025 << "3 0.75, 2 0.25" << 1.0;
        QTest::addRow("FeO") << 5 << -0.81 << 0.0 << "5 1" << -0.81;
        QTest::addRow("Fe2O3") << 6 << -0.49 << 0.158 << "5 0.8, 2 0.2" << 1.0;
        QTest::addRow("Fe3O4") << 7 << -0.512857142857142857 << 0.181428571428571429 << "5 0.857143, 2 0.142857" << 1.0;
        QTest::addRow("LiFeO2") << 8 << -1.19 << 0.0 << "8 1" << -0.08375;
        QTest::addRow("Li5FeO4") << 9 << -1.52 << 0.078 << "3 0.6, 8 0.4" << 1.0;
        QTest::addRow("LiFe5O8") << 10 << -0.62 << 0.182857142857142857 << "5 0.571429, 8 0.285714, 2 0.142857" << 1.0;
        QTest::addRow("Li2Fe3O5") << 11 << -0.98 << 0.134 << "8 0.8, 5 0.2" << 1.0;
        QTest::addRow("LiFe") << 13 << 0.2 << 0.2 << "0 0.5, 1 0.5" << 1.0;
        QTest::addRow("FeO again") << 14 << -0.7 << 0.11 << "5 1" << 1.0;
    }
    void threeElements()
    {
        QFETCH(int, point);
        QFETCH(double, formation);
        QFETCH(double, above);
        QFETCH(QString, shares);
        QFETCH(double, reaction);
        const PhasePlace place = *diagramOf(oxides()).diagram.places[static_cast<std::size_t>(point)];
        QVERIFY(isNear(place.energy, formation));
        QVERIFY(isNear(place.aboveHull, above));
        // Equal amounts come in the order of their points; LiFe's are.
        QCOMPARE(sharesOf(place), shares);
        QVERIFY(place.reactionEnergy ? isNear(*place.reactionEnergy, reaction) : reaction == 1);
    }
    void chemicalPotentials()
    {
        // pymatgen's, minus the energies of the elements: Li, O, Fe (ascending atomic numbers).
        const std::map<std::vector<int>, Eigen::Vector3d> expected {{{0, 1, 3}, {0, -5.61, 0}},
                                                                    {{1, 3, 5}, {-1.995, -1.62, 0}},
                                                                    {{2, 3, 8}, {-2.805, 0, -1.955}},
                                                                    {{2, 5, 8}, {-3.14, 0, -1.62}},
                                                                    {{3, 5, 8}, {-2.47, -0.67, -0.95}}};
        const Diagram all = diagramOf(oxides());
        QCOMPARE(all.diagram.hull.facets.size(), expected.size());
        for (const HullFacet& facet : all.diagram.hull.facets)
            QVERIFY((facet.potentials - expected.at(facet.vertices)).norm() < 1e-9);
    }
    void fourElements()
    {
        const Diagram all = diagramOf(alloys());
        QCOMPARE(all.diagram.hull.vertices, (std::vector<int> {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15}));
        QCOMPARE(all.diagram.hull.facets.size(), 14u);
        const auto at = [&](int point) { return *all.diagram.places[static_cast<std::size_t>(point)]; };
        QVERIFY(isNear(at(10).aboveHull, 0.014));
        QCOMPARE(sharesOf(at(10)), QString("12 0.6, 11 0.4"));
        QVERIFY(isNear(at(16).aboveHull, 0.0866666666666667));
        QVERIFY(isNear(at(17).aboveHull, 0.0225));
        QCOMPARE(sharesOf(at(17)), QString("5 0.5, 3 0.25, 4 0.25"));
        QVERIFY(isNear(at(18).aboveHull, 0.222));
        QVERIFY(isNear(at(19).aboveHull, 0.015));
        QVERIFY(isNear(*at(4).reactionEnergy, -0.265));
        QVERIFY(isNear(*at(11).reactionEnergy, -0.42875));
        QVERIFY(isNear(*at(12).reactionEnergy, -0.0233333333333333));
        QVERIFY(isNear(*at(15).reactionEnergy, -0.0425));
    }
    void bundledAlloyOfTwoMetals()
    {
        // pymatgen 2022.11.7
        const Diagram all = diagramOf(MBTR_SOURCE_DIR "/resources/examples/copper_palladium.extxyz.gz", "energy", true);
        QCOMPARE(all.diagram.hull.vertices, (std::vector<int> {0, 1, 3, 26, 28}));
        QVERIFY(isNear(all.diagram.places[50]->aboveHull, 0.0205978));
        QVERIFY(isNear(all.diagram.places[100]->aboveHull, 0.031119095));
        QVERIFY(isNear(all.diagram.places[200]->aboveHull, 0.00326121571429));
        QVERIFY(isNear(*all.diagram.places[26]->reactionEnergy, -0.0107023825));
    }
    void bundledAlloyOfThreeMetals()
    {
        // pymatgen 2022.11.7
        const Diagram all
            = diagramOf(MBTR_SOURCE_DIR "/resources/examples/copper_palladium_gold.extxyz.gz", "mixing_energy", false);
        QCOMPARE(all.points.energies.size(), 252);
        QCOMPARE(all.diagram.hull.facets.size(), 6u);
        QVERIFY(isNear(all.diagram.places[40]->aboveHull, 0.03623496));
        QVERIFY(isNear(all.diagram.places[90]->aboveHull, 0.0264766));
        QCOMPARE(sharesOf(*all.diagram.places[90]), QString("111 0.5, 2 0.25, 183 0.25"));
        QVERIFY(isNear(*all.diagram.places[183]->reactionEnergy, -0.01210334));
        QVERIFY(isNear(*all.diagram.places[111]->reactionEnergy, -0.00975792));
    }
    void silverPalladium()
    {
        const std::string file = test::realDataFile("crystals/agpd_625.extxyz.gz");
        if (file.empty())
            QSKIP("the real datasets are not here");
        // pymatgen 2022.11.7
        const Diagram all = diagramOf(file, "mixing_energy", false);
        QCOMPARE(all.diagram.hull.vertices, (std::vector<int> {0, 1, 115, 374, 502, 504, 589}));
        QVERIFY(isNear(all.diagram.places[50]->aboveHull, 0.027609844));
        QVERIFY(isNear(all.diagram.places[200]->aboveHull, 0.00623824857429));
        QVERIFY(isNear(*all.diagram.places[115]->reactionEnergy, -0.000259739996667));
        QVERIFY(isNear(*all.diagram.places[502]->reactionEnergy, -0.0009216587525));
    }
    void elementsWithoutAStructureAreNamed()
    {
        const PhasePoints points = phasesOf({{"Li", -1.9}, {"LiFeO2", -6.19}});
        QCOMPARE(QString::fromStdString(test::messageOf([&] { elementEnergies(points, {}); })),
                 QString("energy: no structure of pure O, Fe has an energy: formation energies need one of each element, or its "
                         "energy per atom from a file of references"));
    }
    void aReferenceIsAPhaseWhereNoStructureIsAsLow()
    {
        // Pd has no structure: it is point 2 + 1, after the two structures and copper.
        const Diagram all = diagramOf(phasesOf({{"Cu", 0}, {"CuPd3", 0.1}}), {{46, -0.5}});
        QCOMPARE(all.diagram.hull.vertices, (std::vector<int> {0, 3}));
        QCOMPARE(sharesOf(*all.diagram.places[1]), QString("3 0.75, 0 0.25"));
        QVERIFY(isNear(all.diagram.places[1]->aboveHull, 0.475));
    }
    void nearTheHullCountsAsOnIt()
    {
        const Diagram all = diagramOf(phasesOf({{"Cu", 0}, {"Pd", 0}, {"CuPd", -0.1}, {"CuPd", -0.09995}, {"CuPd", -0.0998}}));
        QVERIFY(all.diagram.places[2]->isOnHull);
        QVERIFY(all.diagram.places[3]->isOnHull);
        QVERIFY(!all.diagram.places[4]->isOnHull);
        // Nothing above the elements ever is, however near it lies.
        QVERIFY(!diagramOf(phasesOf({{"Cu", 0}, {"Pd", 0}, {"CuPd", 5e-5}})).diagram.places[2]->isOnHull);
    }
    void sixElementsWith800StructuresAreQuick()
    {
        const PhasePoints points = test::randomPhases(6, 800, 5);
        const std::clock_t begin = std::clock(); // of the processor: the machine may be busy otherwise
        diagramOf(points);
        const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo("six elements, 800 structures: %.0f ms", 1e3 * seconds);
        QVERIFY2(seconds < 2, qPrintable(QString("%1 s").arg(seconds))); // some 0.15 s where the machine does nothing else
    }
    void sevenElements()
    {
        const Diagram all = diagramOf(test::randomPhases(7, 150, 2));
        for (const auto& place : all.diagram.places) {
            QVERIFY(place->aboveHull >= 0);
            double sum = 0;
            for (const PhaseShare& share : place->decomposition)
                sum += share.amount;
            QVERIFY(isNear(sum, 1));
        }
    }
};

QTEST_APPLESS_MAIN(PhaseDiagramTest)
#include "phase_diagram_test.moc"
