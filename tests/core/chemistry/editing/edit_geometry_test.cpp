#include "core/chemistry/editing/edit_geometry.h"

#include "core/chemistry/measurements.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QTest>

using namespace mbtr;

namespace {

/// A ring of three carbon atoms with a hydrogen on the first.
Structure ring()
{
    Structure ring;
    ring.species = {6, 6, 6, 1};
    ring.positions.resize(3, 4);
    ring.positions << 0, 1.5, 0.75, -0.9, 0, 0, 1.3, -0.6, 0, 0, 0, 0;
    return ring;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class EditGeometryTest : public QObject {
    Q_OBJECT

private slots:
    void theFragmentBehindABondIsWhatHangsOnIt()
    {
        const Structure ethanol = test::ethanol(); // C0 C1 O2 H3 (on O) H4 H5 (on C1) H6 H7 H8 (on C0)
        const auto bonds = findBonds(ethanol);
        QCOMPARE(fragmentBehind(bonds, 9, 1, 2), (std::vector<int> {2, 3}));
        QCOMPARE(fragmentBehind(bonds, 9, 2, 1), (std::vector<int> {0, 1, 4, 5, 6, 7, 8}));
        QCOMPARE(fragmentBehind(bonds, 9, 2, 3), (std::vector<int> {3}));
    }
    void aBondOfARingCannotBeCut() { QCOMPARE(fragmentBehind(findBonds(ring()), 4, 1, 0), (std::vector<int> {0})); }
    void aChainThroughTheBoundaryCannotBeCut()
    {
        const std::vector<Bond> bonds {{0, 1, {0, 0, 0}}, {0, 1, {-1, 0, 0}}, {1, 2, {0, 0, 0}}};
        QCOMPARE(fragmentBehind(bonds, 3, 0, 1), (std::vector<int> {1}));
    }
    void aDistanceMovesTheFragmentRigidly()
    {
        const Structure before = test::ethanol();
        const Structure after = withDistance(before, findBonds(before), 1, 2, 2.0);
        QVERIFY(near(distanceBetween(after, 1, 2), 2.0));
        QVERIFY(near(distanceBetween(after, 2, 3), distanceBetween(before, 2, 3)));
        QCOMPARE(after.positions.col(0), before.positions.col(0));
        QCOMPARE(after.positions.col(8), before.positions.col(8));
    }
    void anAngleTurnsTheFragmentInItsPlane()
    {
        const Structure before = test::ethanol();
        const Structure after = withAngle(before, findBonds(before), 0, 1, 2, 95);
        QVERIFY(near(angleBetween(after, 0, 1, 2), 95));
        QVERIFY(near(distanceBetween(after, 1, 2), distanceBetween(before, 1, 2)));
        QVERIFY(near(angleBetween(after, 1, 2, 3), angleBetween(before, 1, 2, 3)));
        QVERIFY(near(after.positions(2, 2), 0)); // all three lie in the xy plane
    }
    void aStraightAngleCanBeBent()
    {
        Structure line;
        line.species = {8, 6, 8};
        line.positions.resize(3, 3);
        line.positions << -1.16, 0, 1.16, 0, 0, 0, 0, 0, 0;
        QVERIFY(near(angleBetween(withAngle(line, findBonds(line), 0, 1, 2, 120), 0, 1, 2), 120));
    }
    void aDihedralTurnsAllThatHangsOnTheAxis_data()
    {
        QTest::addColumn<double>("degrees");
        for (const double degrees : {-170.0, -60.0, 0.0, 45.0, 180.0})
            QTest::addRow("%g", degrees) << degrees;
    }
    void aDihedralTurnsAllThatHangsOnTheAxis()
    {
        QFETCH(double, degrees);
        const Structure before = test::ethanol();
        const Structure after = withDihedral(before, findBonds(before), {6, 0, 1, 2}, degrees);
        const double now = dihedralBetween(after, 6, 0, 1, 2);
        QVERIFY(near(std::remainder(now - degrees, 360), 0));
        // H4 and H5 hang on C1 as well: they turn by the same angle; the methyl group stays.
        const double turn = degrees - dihedralBetween(before, 6, 0, 1, 2);
        QVERIFY(near(std::remainder(dihedralBetween(after, 6, 0, 1, 4) - dihedralBetween(before, 6, 0, 1, 4) - turn, 360), 0));
        QVERIFY(near(distanceBetween(after, 2, 3), distanceBetween(before, 2, 3)));
        QCOMPARE(after.positions.col(7), before.positions.col(7));
    }
    void inARingOnlyTheLastAtomTurns()
    {
        const Structure before = ring();
        const Structure after = withDihedral(before, findBonds(before), {1, 2, 0, 3}, 90);
        QVERIFY(near(dihedralBetween(after, 1, 2, 0, 3), 90));
        QCOMPARE(after.positions.leftCols(3), before.positions.leftCols(3));
    }
    void aFragmentThatCrossesTheBoundaryTurnsAsOne()
    {
        Structure crystal = test::ethanol();
        crystal.cell = Cell {Eigen::Vector3d(12, 12, 12).asDiagonal(), {true, true, true}};
        const Structure whole = withDihedral(crystal, findBonds(crystal), {6, 0, 1, 2}, 75);
        Structure torn = crystal; // the hydroxyl's hydrogen is listed a cell away, the oxygen two
        torn.positions.col(3) += Eigen::Vector3d(12, 0, 0);
        torn.positions.col(2) -= Eigen::Vector3d(0, 24, 0);
        const Structure turned = withDihedral(torn, findBonds(torn), {6, 0, 1, 2}, 75);
        for (int i = 0; i < 9; ++i)
            for (int j = 0; j < i; ++j)
                QVERIFY(near(distanceBetween(turned, i, j), distanceBetween(whole, i, j)));
    }
    void saysWhatCannotBeDone()
    {
        Structure line;
        line.species = {6, 6, 6, 6};
        line.positions = Eigen::Matrix3Xd::Zero(3, 4);
        line.positions.row(0) << 0, 1.3, 2.6, 3.9;
        const auto bonds = findBonds(line);
        QCOMPARE(test::messageOf([&] {
                     withDihedral(line, bonds, {0, 1, 2, 3}, 90);
                 }),
                 std::string("Atoms 0, 1, 2 and 3 have no dihedral angle: three of them lie on a line."));
        QCOMPARE(test::messageOf([&] { withDistance(line, bonds, 0, 0, 1); }),
                 std::string("atoms: an atom was named twice, expected different ones"));
        QCOMPARE(test::messageOf([&] { withDistance(line, bonds, 0, 9, 1); }),
                 std::string("atoms: there is no atom 9, the structure has 4"));
        QCOMPARE(test::messageOf([&] { withDistance(line, bonds, 0, 1, -1); }),
                 std::string("distance: must be 0.1 to 100 angstrom, is -1"));
        line.positions.col(1) = line.positions.col(0);
        QCOMPARE(test::messageOf([&] { withDistance(line, bonds, 0, 1, 1); }),
                 std::string("Atoms 0 and 1 lie in the same place: there is no direction to move along."));
    }
};

QTEST_APPLESS_MAIN(EditGeometryTest)
#include "edit_geometry_test.moc"
