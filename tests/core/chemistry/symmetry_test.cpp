#include "core/chemistry/symmetry.h"

#include "core/base/error.h"
#include "core/chemistry/editing/edit_atoms.h"
#include "core/chemistry/editing/wrap_atoms.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

// Space groups and cells: International Tables for Crystallography, volume A.
class SymmetryTest : public QObject {
    Q_OBJECT

private slots:
    void knowsTheSpaceGroupsOfTextbookCrystals()
    {
        QCOMPARE(spaceGroupOf(test::rockSalt()), (SpaceGroup {225, "Fm-3m", "m-3m"}));
        QCOMPARE(spaceGroupOf(test::diamond()), (SpaceGroup {227, "Fd-3m", "m-3m"}));
        QCOMPARE(spaceGroupOf(test::perovskite()), (SpaceGroup {221, "Pm-3m", "m-3m"}));
    }
    void theSpaceGroupDoesNotDependOnTheCell()
    {
        QCOMPARE(spaceGroupOf(supercell(test::rockSalt(), {2, 1, 1})).number, 225);
        QCOMPARE(spaceGroupOf(primitiveCell(test::rockSalt())).number, 225);
        QCOMPARE(spaceGroupOf(niggliCell(test::rockSalt())).number, 225);
    }
    void aMovedAtomIsSymmetricWithinTheToleranceOnly()
    {
        Structure moved = test::rockSalt();
        moved.positions(0, 0) += 0.03;
        QVERIFY(spaceGroupOf(moved, 0.01).number < 225);
        QCOMPARE(spaceGroupOf(moved, 0.1).number, 225);
    }
    void thePrimitiveCellOfRockSaltHasOnePair()
    {
        const Structure cell = primitiveCell(supercell(test::rockSalt(), {1, 2, 1}));
        QCOMPARE(cell.atomCount(), 2);
        QVERIFY(std::abs(cell.cell->volume() - test::rockSalt().cell->volume() / 4) < 1e-6);
        QVERIFY((cell.cell->lengths().array() - test::rockSalt().cell->lengths()[0] / std::sqrt(2.0)).abs().maxCoeff() < 1e-6);
    }
    void theConventionalCellOfThePrimitiveOneIsTheCubeAgain()
    {
        const Structure cube = conventionalCell(primitiveCell(test::rockSalt()));
        QCOMPARE(cube.atomCount(), 8);
        QVERIFY((cube.cell->lengths() - test::rockSalt().cell->lengths()).norm() < 1e-6);
        QVERIFY((cube.cell->anglesInDegrees().array() - 90).abs().maxCoeff() < 1e-6);
        QVERIFY(std::abs(density(cube) - density(test::rockSalt())) < 1e-9);
    }
    void theNiggliCellOfASkewedCubeIsTheCube()
    {
        Structure skewed = test::rockSalt();
        skewed.cell->vectors.row(1) += 2 * skewed.cell->vectors.row(0);
        skewed.cell->vectors.row(2) -= skewed.cell->vectors.row(1);
        const Structure cube = niggliCell(skewed);
        QCOMPARE(cube.atomCount(), 8);
        QVERIFY((cube.cell->lengths() - test::rockSalt().cell->lengths()).norm() < 1e-6);
        QCOMPARE(spaceGroupOf(cube).number, 225);
    }
    void whatIsNoCrystalHasNoSpaceGroup()
    {
        QVERIFY(!canHaveSpaceGroup(test::ethanol()));
        QCOMPARE(test::messageOf([] { spaceGroupOf(test::ethanol()); }),
                 std::string("cell: symmetry needs a cell with three periodic directions"));
        Structure slab = test::rockSalt();
        slab.cell->periodic[2] = false;
        QVERIFY_EXCEPTION_THROWN(primitiveCell(slab), SettingsError);
        QVERIFY_EXCEPTION_THROWN(spaceGroupOf(test::rockSalt(), -1), SettingsError);
    }
    // spglib looked at the first of them for ten seconds.
    void absurdCellsAreNotLookedAt_data()
    {
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        QTest::addColumn<double>("skew");
        QTest::newRow("long") << 40.0 << 1.8446744073709552e20 << 20.0;
        QTest::newRow("a little too long") << 4.0 << 10'001.0 << 0.0;
        QTest::newRow("flat") << 4.0 << 4.0 << 9'000.0;
    }
    void absurdCellsAreNotLookedAt()
    {
        QFETCH(double, a);
        QFETCH(double, b);
        QFETCH(double, skew);
        Structure structure {.species = {19}, .positions = Eigen::Vector3d(1, 2, 3)};
        structure.cell = Cell {.vectors = Eigen::Matrix3d {{a, 0, 0}, {0, 50, 0}, {skew, 30, b}}};
        QVERIFY(!canHaveSpaceGroup(structure));
        QVERIFY(QByteArray(test::messageOf([&] { spaceGroupOf(structure); }).c_str())
                    .startsWith("cell: symmetry is looked for in cells with vectors up to 10000 angstrom"));
        QVERIFY_EXCEPTION_THROWN(niggliCell(structure), SettingsError);
    }
    void atomsFarOutsideTheCellAreTheSameCrystal()
    {
        Structure far = test::rockSalt();
        far.positions.col(0) += far.cell->toCartesian({{3e9, -2e9, 1e9}});
        QCOMPARE(spaceGroupOf(far).number, 225);
    }
    void atomsOnOneAnotherAreToldInASentence()
    {
        Structure twice = test::rockSalt();
        twice.positions.col(1) = twice.positions.col(0);
        twice.species[1] = twice.species[0];
        QVERIFY(QByteArray(test::messageOf([&] { spaceGroupOf(twice); }).c_str())
                    .startsWith("no symmetry was found with a tolerance of 0.01 angstrom"));
    }
    void wrappingBringsAtomsIntoTheCellAndKeepsTheCrystal()
    {
        Structure far = test::rockSalt();
        far.positions.col(2) += far.cell->toCartesian({{3, -2, 1}});
        far.bonds.push_back({0, 2, {-3, 2, -1}});
        const Structure home = wrapAtoms(far);
        QVERIFY((home.positions - wrapAtoms(test::rockSalt()).positions).norm() < 1e-9);
        QCOMPARE(home.bonds[0].image, (std::array<int, 3> {0, 0, 0}));
    }
    void unwrappingMakesAMoleculeWhole()
    {
        Structure water = test::water();
        water.cell = cellFromParameters({8, 8, 8}, {90, 90, 90});
        const Eigen::Vector3d corner = water.positions.col(0); // oxygen to the corner: hydrogens on the other side
        water.positions.colwise() -= corner;
        const Structure split = wrapAtoms(water);
        const Structure whole = unwrapAtoms(split, findBonds(split));
        for (int h = 1; h <= 2; ++h) {
            const Eigen::Vector3d before = water.positions.col(h) - water.positions.col(0),
                                  now = whole.positions.col(h) - whole.positions.col(0);
            QVERIFY((now - before).norm() < 1e-9);
        }
        const Eigen::Vector3d centre = whole.cell->toFractional(whole.positions.rowwise().mean()).value;
        QVERIFY(centre.minCoeff() >= -1e-9 && centre.maxCoeff() < 1);
    }
    void theDensityOfRockSaltIsTheMeasuredOne()
    {
        // 2.16 g/cm^3: CRC Handbook of Chemistry and Physics, 97th edition.
        QVERIFY2(std::abs(density(test::rockSalt()) - 2.16) < 0.03, qPrintable(QString::number(density(test::rockSalt()))));
    }
};

QTEST_APPLESS_MAIN(SymmetryTest)
#include "symmetry_test.moc"
