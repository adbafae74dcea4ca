#include "core/chemistry/editing/edit_atoms.h"

#include "core/chemistry/measurements.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>
#include <numeric>

using namespace mbtr;

class EditAtomsTest : public QObject {
    Q_OBJECT

private slots:
    void deletingKeepsTheOrderOfTheOthers()
    {
        const Structure ethanol = test::ethanol();
        const Structure rest = withoutAtoms(ethanol, {4, 0});
        QCOMPARE(rest.species, (std::vector<int> {6, 8, 1, 1, 1, 1, 1}));
        QCOMPARE(rest.positions.cols(), 7);
        QCOMPARE(rest.positions.col(0), ethanol.positions.col(1));
        QCOMPARE(rest.positions.col(3), ethanol.positions.col(5));
        QCOMPARE(test::messageOf([] {
                     withoutAtoms(test::water(), {0, 1, 2});
                 }),
                 std::string("atoms: cannot delete all atoms, expected that at least one stays"));
    }
    void statedBondsFollowTheirAtoms()
    {
        Structure chain = test::water();
        chain.bonds = {{.i = 0, .j = 1, .order = BondOrder::Double}, {.i = 2, .j = 0}};
        QCOMPARE(withoutAtoms(chain, {1}).bonds, (std::vector<GivenBond> {{.i = 1, .j = 0}}));
        QCOMPARE(withAtom(chain, 1, {9, 9, 9}).bonds, chain.bonds);
        QVERIFY(withAtom(chain, 1, {9, 9, 9}).someBondsOnly); // the file knows nothing of the new atom
    }
    void statedBondsOfASupercellLeadToTheNextCopy()
    {
        Structure crystal {.name = "",
                           .species = {6, 7},
                           .positions = Eigen::Matrix3Xd::Zero(3, 2),
                           .cell = Cell {Eigen::Matrix3d::Identity() * 4}};
        crystal.positions(0, 1) = 2;
        crystal.bonds = {{.i = 0, .j = 1, .image = {-1, 0, 0}}};
        const Structure two = supercell(crystal, {2, 1, 1});
        QCOMPARE(two.bonds, (std::vector<GivenBond> {{.i = 0, .j = 3, .image = {-1, 0, 0}}, {.i = 2, .j = 1}}));
    }
    void anAddedAtomComesLast()
    {
        const Structure more = withAtom(test::water(), 11, {1, 2, 3});
        QCOMPARE(more.species, (std::vector<int> {8, 1, 1, 11}));
        QVERIFY(more.positions.col(3) == Eigen::Vector3d(1, 2, 3));
        QVERIFY(more.positions.leftCols(3) == test::water().positions);
        QCOMPARE(test::messageOf([] { withElement(test::water(), {0}, 119); }),
                 std::string("element: must be an atomic number 1 to 118, is 119"));
    }
    void aFreePlaceIsOppositeOfTheNeighbours()
    {
        const Structure water = test::water();
        const Eigen::Vector3d place = freePlaceAt(water, 0, {1, 2}, 1.2);
        QVERIFY(std::abs((place - water.positions.col(0)).norm() - 1.2) < 1e-12);
        const Structure more = withAtom(water, 1, place);
        QVERIFY(std::abs(angleBetween(more, 1, 0, 3) - angleBetween(more, 2, 0, 3)) < 1e-9);
        QVERIFY(angleBetween(more, 1, 0, 3) > 120);
    }
    void strainChangesTheCellAndKeepsFractions()
    {
        const Structure before = test::triclinicCrystal();
        const Structure after = strainCell(before, {0.02, 0, 0, 0, 0, 0.01});
        // Vector v becomes (1 + e) v: x' = 1.02 x + 0.01 y, y' = 0.01 x + y.
        for (int k = 0; k < 3; ++k) {
            QCOMPARE(after.cell->vectors(k, 0), 1.02 * before.cell->vectors(k, 0) + 0.01 * before.cell->vectors(k, 1));
            QCOMPARE(after.cell->vectors(k, 1), 0.01 * before.cell->vectors(k, 0) + before.cell->vectors(k, 1));
            QCOMPARE(after.cell->vectors(k, 2), before.cell->vectors(k, 2));
        }
        for (int atom = 0; atom < before.atomCount(); ++atom)
            QVERIFY((after.cell->toFractional(after.positions.col(atom)).value
                     - before.cell->toFractional(before.positions.col(atom)).value)
                        .norm()
                    < 1e-12);
        QCOMPARE(test::messageOf([] { strainCell(test::water(), {}); }),
                 std::string("strain: needs a unit cell, the structure has none"));
        QCOMPARE(test::messageOf([&] {
                     strainCell(before, {0, 0, 0, 0.9, -0.9, 0.9});
                 }),
                 std::string("strain: turns the cell inside out or flattens it, expected a cell with a volume"));
    }
    void aSupercellIsTheSameCrystal()
    {
        const Structure cell = test::rockSalt();
        const Structure many = supercell(cell, {2, 1, 3});
        QCOMPARE(many.atomCount(), 48);
        QCOMPARE(many.cell->volume(), 6 * cell.cell->volume());
        QVERIFY(many.positions.leftCols(8) == cell.positions);
        // The second copy lies along a, the third along c.
        QVERIFY((many.positions.col(8) - cell.positions.col(0) - Eigen::Vector3d(5.64, 0, 0)).norm() < 1e-12);
        QVERIFY((many.positions.col(16) - cell.positions.col(0) - Eigen::Vector3d(0, 0, 5.64)).norm() < 1e-12);
        QVERIFY(std::abs(distanceBetween(many, 0, 4) - 2.82) < 1e-12);
    }
    void supercellsHaveLimits()
    {
        QCOMPARE(test::messageOf([] {
                     supercell(test::rockSalt(), {0, 1, 1});
                 }),
                 std::string("supercell: must be 1 to 1000 copies along a, is 0"));
        QCOMPARE(test::messageOf([] {
                     supercell(test::rockSalt(), {1000, 1000, 1000});
                 }),
                 std::string("supercell: would have 8000000000 atoms, expected at most 10000000"));
        Structure slab = test::rockSalt();
        slab.cell->periodic[2] = false;
        QCOMPARE(test::messageOf([&] {
                     supercell(slab, {1, 1, 2});
                 }),
                 std::string("supercell: cannot repeat along c: the structure is not periodic there"));
        QCOMPARE(supercell(slab, {2, 2, 1}).atomCount(), 32);
    }
    void noiseHasItsDeviationAndIsRepeatable()
    {
        const Structure big = supercell(test::rockSalt(), {10, 10, 10}); // 24000 numbers
        std::vector<int> all(static_cast<std::size_t>(big.atomCount()));
        std::iota(all.begin(), all.end(), 0);
        const Structure noisy = perturbAtoms(big, all, 0.05, 7);
        const Eigen::Matrix3Xd noise = noisy.positions - big.positions;
        const double deviation = std::sqrt(noise.squaredNorm() / double(noise.size()));
        QVERIFY(std::abs(deviation - 0.05) < 0.001); // standard error 0.05 / sqrt(2 * 24000) = 0.00023
        QVERIFY(std::abs(noise.mean()) < 0.0015);
        // Of a normal distribution 68.27 percent lie within one deviation; standard error 0.3 percent.
        QVERIFY(std::abs((noise.array().abs() < 0.05).cast<double>().mean() - 0.6827) < 0.012);
        QVERIFY(perturbAtoms(big, all, 0.05, 7).positions == noisy.positions);
        QVERIFY(perturbAtoms(big, all, 0.05, 8).positions != noisy.positions);
        QVERIFY(perturbAtoms(big, {3}, 0.05, 7).positions.col(4) == big.positions.col(4));
    }
};

QTEST_APPLESS_MAIN(EditAtomsTest)
#include "edit_atoms_test.moc"
