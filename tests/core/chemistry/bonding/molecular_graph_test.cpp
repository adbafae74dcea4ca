#include "core/base/error.h"
#include "core/chemistry/bonding/bond_changes.h"
#include "core/chemistry/bonding/molecular_graph.h"
#include "core/chemistry/bonding/rings.h"
#include "core/chemistry/bonding/stereocentres.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace mbtr;

namespace {

Structure repeated(const Structure& crystal, const std::array<int, 3>& counts)
{
    Structure large;
    large.cell = crystal.cell;
    for (std::size_t axis = 0; axis < 3; ++axis)
        large.cell->vectors.row(Eigen::Index(axis)) *= counts[axis];
    large.positions.resize(3, crystal.atomCount() * counts[0] * counts[1] * counts[2]);
    for (int u = 0; u < counts[0]; ++u)
        for (int v = 0; v < counts[1]; ++v)
            for (int w = 0; w < counts[2]; ++w)
                for (int i = 0; i < crystal.atomCount(); ++i) {
                    large.positions.col(Eigen::Index(large.species.size()))
                        = crystal.positions.col(i) + crystal.cell->toCartesian({Eigen::Vector3d(u, v, w)});
                    large.species.push_back(crystal.species[std::size_t(i)]);
                }
    return large;
}

/// Atoms of one element on a cubic lattice that is periodic along some axes only.
Structure cubic(int z, double a, std::array<bool, 3> periodic)
{
    Structure structure;
    structure.species = {z};
    structure.positions = Eigen::Matrix3Xd::Zero(3, 1);
    structure.cell = Cell {a * Eigen::Matrix3d::Identity(), periodic};
    return structure;
}

/// Only the bonds count.
Structure withBonds(int atoms, const std::vector<std::pair<int, int>>& bonds)
{
    Structure structure;
    structure.species.assign(std::size_t(atoms), 6);
    structure.positions = Eigen::Matrix3Xd::Zero(3, atoms);
    for (const auto& [i, j] : bonds)
        structure.bonds.push_back({.i = i, .j = j, .order = BondOrder::Single});
    return structure;
}

/// Carbon on a cubic lattice, n atoms along each edge, without a cell.
Structure clusterOf(int n, double a)
{
    Structure cluster = repeated(cubic(6, a, {true, true, true}), {n, n, n});
    cluster.cell.reset();
    return cluster;
}

std::vector<Ring> ringsOf(const Structure& structure)
{
    const MolecularGraph graph = molecularGraph(structure);
    return smallestRings(graph, findFragments(graph), Progress());
}

QString sizesOf(const std::vector<Ring>& rings)
{
    QStringList sizes;
    for (const Ring& ring : rings)
        sizes << QString::number(ring.size());
    return sizes.join(' ');
}

/// Truncated icosahedron: the vertices are the even permutations of (0, +-1, +-3f), (+-1, +-(2+f), +-2f), (+-f, +-2, +-(2f+1)).
Structure fullerene()
{
    const double f = (1 + std::sqrt(5.0)) / 2;
    std::vector<Eigen::Vector3d> points;
    for (const Eigen::Vector3d& base :
         {Eigen::Vector3d(0, 1, 3 * f), Eigen::Vector3d(1, 2 + f, 2 * f), Eigen::Vector3d(f, 2, 2 * f + 1)})
        for (int turn = 0; turn < 3; ++turn)
            for (int signs = 0; signs < 8; ++signs) {
                Eigen::Vector3d point(base[turn], base[(turn + 1) % 3], base[(turn + 2) % 3]);
                for (int axis = 0; axis < 3; ++axis)
                    point[axis] *= (signs >> axis) & 1 ? -1 : 1;
                const bool isNew
                    = std::none_of(points.begin(), points.end(), [&](const auto& p) { return (p - point).norm() < 1e-9; });
                if (isNew)
                    points.push_back(point);
            }
    Structure structure;
    structure.species.assign(points.size(), 6);
    structure.positions.resize(3, Eigen::Index(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i)
        structure.positions.col(Eigen::Index(i)) = 0.71 * points[i]; // edges of 2 become 1.42 angstrom
    return structure;
}

std::vector<int> bondsPerAtom(const Structure& structure)
{
    const MolecularGraph graph = molecularGraph(structure);
    std::vector<int> counts;
    for (const auto& neighbours : graph.neighbours)
        counts.push_back(int(neighbours.size()));
    return counts;
}

} // namespace

class MolecularGraphTest : public QObject {
    Q_OBJECT

private slots:
    void countsSmallestRings_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addColumn<QString>("sizes");
        const auto row = [](const char* name, int atoms, const std::vector<std::pair<int, int>>& bonds, const char* sizes) {
            QTest::newRow(name) << withBonds(atoms, bonds) << sizes;
        };
        row("chain", 3, {{0, 1}, {1, 2}}, "");
        row("triangle with a tail", 4, {{0, 1}, {1, 2}, {2, 0}, {2, 3}}, "3");
        row("naphthalene", 10, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}, {4, 6}, {6, 7}, {7, 8}, {8, 9}, {9, 5}}, "6 6");
        row("spiro[2.3]", 6, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 5}, {5, 2}}, "3 4");
        row("norbornane", 7, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}, {0, 6}, {6, 3}}, "5 5");
        row("cubane: five of six faces", 8,
            {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {4, 5}, {5, 6}, {6, 7}, {7, 4}, {0, 4}, {1, 5}, {2, 6}, {3, 7}}, "4 4 4 4 4");
        row("two triangles apart", 6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}}, "3 3");
    }
    void countsSmallestRings()
    {
        QFETCH(Structure, structure);
        QTEST(sizesOf(ringsOf(structure)), "sizes");
    }
    void tooLargeANetworkOfRingsIsRefused_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addRow("a cluster of 9261 atoms") << clusterOf(21, 1.5);
        QTest::addRow("343 atoms on top of one another") << clusterOf(7, 0);
    }
    void tooLargeANetworkOfRingsIsRefused()
    {
        QFETCH(Structure, structure);
        const QString said = QString::fromStdString(test::messageOf<NumericalError>([&] { ringsOf(structure); }));
        QVERIFY2(said.contains("rings are not counted: "), qPrintable(said));
    }
    void ringsOfFullerene()
    {
        const Structure structure = fullerene();
        QCOMPARE(structure.atomCount(), 60);
        const auto rings = ringsOf(structure);
        // 90 - 60 + 1 = 31: the 12 pentagons and 19 of the 20 hexagons.
        QCOMPARE(std::count_if(rings.begin(), rings.end(), [](const Ring& ring) { return ring.size() == 5; }), 12);
        QCOMPARE(std::count_if(rings.begin(), rings.end(), [](const Ring& ring) { return ring.size() == 6; }), 19);
    }
    void atomsOfARingAreInTheOrderOfItsBonds()
    {
        const Structure structure = fullerene();
        for (const Ring& ring : ringsOf(structure))
            for (std::size_t i = 0; i < ring.size(); ++i)
                QVERIFY(std::abs((structure.positions.col(ring[i]) - structure.positions.col(ring[(i + 1) % ring.size()])).norm()
                                 - 1.42)
                        < 1e-9);
    }
    void tellsMoleculesChainsLayersAndNetworks_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addColumn<int>("dimension");
        QTest::newRow("one atom far from its images") << cubic(18, 9, {true, true, true}) << 0;
        QTest::newRow("chain") << cubic(6, 1.5, {false, true, false}) << 1;
        QTest::newRow("layer") << cubic(6, 1.5, {true, false, true}) << 2;
        QTest::newRow("network with bonds to own images") << cubic(6, 1.5, {true, true, true}) << 3;
        QTest::newRow("diamond") << test::diamond() << 3;
    }
    void tellsMoleculesChainsLayersAndNetworks()
    {
        QFETCH(Structure, structure);
        const auto fragments = findFragments(molecularGraph(structure));
        QCOMPARE(fragments.size(), 1u);
        QTEST(fragments[0].dimension, "dimension");
    }
    void moleculesThatCrossTheCellStayMolecules()
    {
        Structure water = test::water();
        water.cell = cellFromParameters({6, 7, 8}, {80, 95, 110});
        water.positions.col(1) += water.cell->toCartesian({Eigen::Vector3d(1, -2, 0)});
        const auto fragments = findFragments(molecularGraph(water));
        QCOMPARE(fragments.size(), 1u);
        QCOMPARE(fragments[0].dimension, 0);
        QCOMPARE(formula(water, fragments[0]), std::string("H2O"));
        const auto& image = fragments[0].images[1];
        const Eigen::Vector3d unwrapped
            = water.positions.col(1) + water.cell->toCartesian({Eigen::Vector3d(image[0], image[1], image[2])});
        const auto& first = fragments[0].images[0];
        const Eigen::Vector3d oxygen
            = water.positions.col(0) + water.cell->toCartesian({Eigen::Vector3d(first[0], first[1], first[2])});
        QVERIFY(std::abs((unwrapped - oxygen).norm() - 0.95792) < 1e-4);
    }
    void replicatingACrystalKeepsTheBondsOfEveryAtom_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::newRow("diamond") << test::diamond();
        QTest::newRow("perovskite") << test::perovskite();
        QTest::newRow("triclinic") << test::triclinicCrystal();
        QTest::newRow("tiny cell, bonds to own images") << cubic(6, 1.5, {true, true, true});
    }
    void replicatingACrystalKeepsTheBondsOfEveryAtom()
    {
        QFETCH(Structure, structure);
        const auto once = bondsPerAtom(structure), eightfold = bondsPerAtom(repeated(structure, {2, 2, 2}));
        for (std::size_t i = 0; i < eightfold.size(); ++i)
            QCOMPARE(eightfold[i], once[i % once.size()]);
        QCOMPARE(findFragments(molecularGraph(repeated(structure, {2, 2, 2})))[0].dimension,
                 findFragments(molecularGraph(structure))[0].dimension);
    }
    void rulesChangeTheBondsThatAreFound()
    {
        const Structure water = test::water();
        QCOMPARE(findBonds(water, {.extraTolerance = -1}).size(), 0u);
        QCOMPARE(findBonds(water, {.ranges = {{{1, 8}, {.min = 1.0, .max = 2.0}}}}).size(), 0u);
        QCOMPARE(findBonds(water, {.ranges = {{{1, 1}, {.min = 1.0, .max = 2.0}}}}).size(), 3u);
        const BondChanges byHand = withoutBond(withBond({}, {2, 1, {}}), {1, 0, {}});
        QCOMPARE(bondsOf(water, byHand), (std::vector<Bond> {{0, 2, {}}, {1, 2, {}}}));
        Structure withOneBond = water;
        withOneBond.bonds = {{.i = 1, .j = 2}};
        QCOMPARE(bondsOf(withOneBond), (std::vector<Bond> {{1, 2, {}}}));
        QCOMPARE(bondsOf(withOneBond, {.ignoreStated = true}), findBonds(water));
        Structure stated = water;
        stated.bonds = {{.i = 2, .j = 0, .order = BondOrder::Double}, {.i = 1, .j = 0}};
        QCOMPARE(withStatedBonds(stated, byHand).bonds,
                 (std::vector<GivenBond> {{.i = 2, .j = 0, .order = BondOrder::Double}, {.i = 1, .j = 2}}));
        // A range of their own frees Sr and O from the rule that leaves them unbonded in a perovskite: 12 each.
        QCOMPARE(findBonds(test::perovskite(), {.ranges = {{{8, 38}, {.min = 2, .max = 3}}}}).size(), 18u);
    }
    void rulesThatMakeNoSenseAreRefused()
    {
        QCOMPARE(test::messageOf([] { BondRules {.extraTolerance = 5}.check(); }),
                 std::string("extraTolerance: must be from -2 to 2 angstrom, is 5"));
        QCOMPARE(test::messageOf([] {
                     BondRules {.ranges = {{{1, 8}, {.min = 2, .max = 1}}}}.check();
                 }),
                 std::string("H-O: must have 0 <= min <= max <= 10 angstrom, has min 2 and max 1"));
    }
    void statedBondsCountInsteadOfDistances()
    {
        Structure water = test::water();
        water.bonds = {{.i = 2, .j = 1, .order = BondOrder::Double}};
        const MolecularGraph graph = molecularGraph(water);
        QCOMPARE(graph.bonds, (std::vector<Bond> {{1, 2, {}}}));
        QCOMPARE(graph.orders[0], BondOrder::Double);
        water.bonds = {{.i = 0, .j = 1}};
        water.someBondsOnly = true; // the other hydrogen atom is named nowhere: by distance
        QCOMPARE(bondsOf(water), (std::vector<Bond> {{0, 1, {}}, {0, 2, {}}}));
    }
    /// Bromochlorofluoromethane, hydrogen behind: Br, Cl, F clockwise is R.
    void handednessOfAHalogenatedMethane()
    {
        Structure molecule;
        molecule.species = {6, 35, 17, 9, 1};
        molecule.positions.resize(3, 5);
        molecule.positions << 0, 0, 1.2, -1.2, 0, 0, 1.4, -0.7, -0.7, 0, 0, 0.5, 0.5, 0.5, -1.1;
        for (int i = 1; i < 5; ++i)
            molecule.bonds.push_back({.i = 0, .j = i, .order = BondOrder::Single});
        const auto centres = findStereocentres(molecule, molecularGraph(molecule));
        QCOMPARE(centres.size(), 1u);
        QVERIFY(centres[0].isR);
        molecule.positions.row(0) *= -1;
        QVERIFY(!findStereocentres(molecule, molecularGraph(molecule))[0].isR);
        molecule.species[2] = 9; // two fluorine atoms: no centre
        QVERIFY(findStereocentres(molecule, molecularGraph(molecule)).empty());
    }
};

QTEST_APPLESS_MAIN(MolecularGraphTest)
#include "molecular_graph_test.moc"
