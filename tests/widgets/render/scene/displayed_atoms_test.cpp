#include "tests/support/structures.h"
#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/scene/polyhedra.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

DisplayedAtoms shownOf(const Structure& structure, const CellRanges& ranges)
{
    return displayedAtoms(structure, findBonds(structure), ranges);
}

CellRanges range(double from, double to)
{
    CellRanges ranges;
    ranges.from = {from, from, from};
    ranges.to = {to, to, to};
    return ranges;
}

/// One atom a cell at this place of a simple cubic lattice of 3 angstrom.
Structure simpleCubic(const Eigen::Vector3d& fraction)
{
    Structure structure;
    structure.species = {18};
    structure.positions = 3 * fraction;
    structure.cell = cellFromParameters({3, 3, 3}, {90, 90, 90});
    return structure;
}

} // namespace

class DisplayedAtomsTest : public QObject {
    Q_OBJECT

private slots:
    void countsAtomsOfAnyRange_data()
    {
        QTest::addColumn<double>("place");
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<bool>("boundary");
        QTest::addColumn<int>("alongEachAxis");
        QTest::newRow("corners of the cell") << 0.0 << 0.0 << 1.0 << true << 2;
        QTest::newRow("one corner") << 0.0 << 0.0 << 1.0 << false << 1;
        QTest::newRow("three cells") << 0.0 << -1.0 << 2.0 << true << 4;
        QTest::newRow("three cells without the far faces") << 0.0 << -1.0 << 2.0 << false << 3;
        QTest::newRow("middle") << 0.5 << 0.0 << 1.0 << true << 1;
        QTest::newRow("a little more than a cell") << 0.05 << -0.1 << 1.1 << true << 2;
        QTest::newRow("outside of it") << 0.15 << -0.1 << 1.1 << true << 1;
        QTest::newRow("less than a cell") << 0.5 << 0.0 << 0.4 << true << 0;
        QTest::newRow("half cells") << 0.5 << 0.5 << 2.5 << true << 3;
        QTest::newRow("listed far outside") << 7.5 << 0.0 << 2.0 << true << 2;
    }
    void countsAtomsOfAnyRange()
    {
        QFETCH(double, place);
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(bool, boundary);
        QFETCH(int, alongEachAxis);
        CellRanges ranges = range(from, to);
        ranges.boundaryAtoms = boundary;
        const auto shown = shownOf(simpleCubic({place, place, place}), ranges);
        QCOMPARE(int(shown.atoms.size()), alongEachAxis * alongEachAxis * alongEachAxis);
    }
    void joinsAllNeighboursInsideARange()
    {
        // n x n x n cells of rock salt: (2n + 1)^3 atoms, and 3 (2n) (2n + 1)^2 bonds between them.
        for (const int n : {1, 2, 3}) {
            const auto shown = shownOf(test::rockSalt(), range(0, n));
            const int side = 2 * n + 1;
            QCOMPARE(int(shown.atoms.size()), side * side * side);
            QCOMPARE(int(shown.bonds.size()), 3 * (side - 1) * side * side);
        }
    }
    void bondsHaveTheirLengthAcrossBoundaries()
    {
        const auto shown = shownOf(test::diamond(), range(-0.3, 1.7));
        QVERIFY(shown.bonds.size() > 50);
        for (const DisplayedBond& bond : shown.bonds) {
            const double length = (bond.end - shown.atoms[std::size_t(bond.first)].position).norm();
            QVERIFY(std::abs(length - 3.567 * std::sqrt(3) / 4) < 1e-9);
            if (bond.second >= 0)
                QVERIFY((shown.atoms[std::size_t(bond.second)].position - bond.end).norm() < 1e-9);
        }
    }
    void drawsNoBondTwice()
    {
        const auto shown = shownOf(test::diamond(), range(0, 2));
        std::set<std::pair<int, int>> pairs;
        for (const DisplayedBond& bond : shown.bonds)
            if (bond.second >= 0)
                QVERIFY(pairs.insert({std::min(bond.first, bond.second), std::max(bond.first, bond.second)}).second);
    }
    void keepsMoleculesWholeOrCutsThem()
    {
        Structure box = test::ethanol();
        box.cell = cellFromParameters({9, 9, 9}, {90, 90, 90}); // the molecule sits about the corner
        CellRanges ranges;
        auto shown = shownOf(box, ranges);
        QCOMPARE(shown.atoms.size(), 9u);
        QCOMPARE(shown.bonds.size(), 8u);
        ranges.wholeMolecules = false;
        ranges.boundaryAtoms = false;
        shown = shownOf(box, ranges);
        QCOMPARE(shown.atoms.size(), 9u);
        for (const DisplayedAtom& atom : shown.atoms) {
            const Eigen::Vector3d fraction = box.cell->toFractional(atom.position).value;
            QVERIFY(fraction.minCoeff() > -0.01 && fraction.maxCoeff() < 1);
        }
    }
    void putsTheChosenAtomInTheMiddle()
    {
        CellRanges ranges;
        ranges.centreAtom = 0; // Sr, at the corner
        const Structure structure = test::perovskite();
        const auto shown = shownOf(structure, ranges);
        const Eigen::Vector3d middle = shown.cellOrigin + structure.cell->toCartesian({Eigen::Vector3d(0.5, 0.5, 0.5)});
        QVERIFY((middle - structure.positions.col(0)).norm() < 1e-9);
        int strontium = 0, titanium = 0;
        for (const DisplayedAtom& atom : shown.atoms) {
            strontium += structure.species[std::size_t(atom.atom)] == 38;
            titanium += structure.species[std::size_t(atom.atom)] == 22;
        }
        QCOMPARE(strontium, 1);
        QCOMPARE(titanium, 8); // now at the corners
    }
    void repeatsSlabsOnlyAlongTheirPlane()
    {
        Structure slab = simpleCubic({0.5, 0.5, 0.5});
        slab.cell->periodic = {true, true, false};
        QCOMPARE(shownOf(slab, range(0, 3)).atoms.size(), 9u);
        slab.cell->periodic = {false, false, true};
        QCOMPARE(shownOf(slab, range(0, 3)).atoms.size(), 3u);
    }
    void fallsBackToOneCellForAbsurdRanges()
    {
        const auto shown = shownOf(test::rockSalt(), range(-100, 100));
        QVERIFY(shown.isReduced);
        QCOMPARE(shown.atoms.size(), 27u);
    }
    void findsTheFacesOfACubeAndAnOctahedron()
    {
        std::vector<Eigen::Vector3d> cube, octahedron;
        for (int n = 0; n < 8; ++n)
            cube.push_back(Eigen::Vector3d(n & 1, n >> 1 & 1, n >> 2 & 1));
        for (int k = 0; k < 3; ++k)
            for (const double sign : {-1.0, 1.0})
                octahedron.push_back(sign * Eigen::Vector3d::Unit(k));
        QCOMPARE(hullFaces(cube).size(), 6u);
        for (const auto& face : hullFaces(cube))
            QCOMPARE(face.size(), 4u);
        QCOMPARE(hullFaces(octahedron).size(), 8u);
        QVERIFY(hullFaces({cube[0], cube[1], cube[2], cube[3]}).empty()); // a square
    }
    void drawsOctahedraWithCompleteShells()
    {
        CellRanges ranges;
        ranges.completeShells = true;
        const Structure structure = test::perovskite();
        const auto bonds = findBonds(structure);
        const auto shown = displayedAtoms(structure, bonds, ranges);
        const auto polyhedra = polyhedraOf(structure, bonds, shown);
        QCOMPARE(polyhedra.size(), 1u);
        QCOMPARE(polyhedra[0].faces.size(), 8u);
        const Structure salt = test::rockSalt();
        const auto complete = displayedAtoms(salt, findBonds(salt), ranges);
        QCOMPARE(polyhedraOf(salt, findBonds(salt), complete).size(), 14u); // each drawn Na, those on corners too
    }
    void numbersFragments()
    {
        Structure two = test::water();
        Structure both = two;
        both.species.insert(both.species.end(), two.species.begin(), two.species.end());
        both.positions.conservativeResize(3, 6);
        both.positions.rightCols(3) = two.positions.colwise() + Eigen::Vector3d(10, 0, 0);
        QCOMPARE(fragmentNumbers(6, findBonds(both)), (std::vector<int> {0, 0, 0, 1, 1, 1}));
    }
};

QTEST_APPLESS_MAIN(DisplayedAtomsTest)
#include "displayed_atoms_test.moc"
