#include "core/chemistry/cell.h"

#include <QTest>
#include <limits>

using namespace mbtr;

class CellTest : public QObject {
    Q_OBJECT

private slots:
    void fractionalAndCartesianAreInverse()
    {
        Cell cell;
        cell.vectors << 3, 0.1, 0.2, -1, 4, 0.3, 0.5, 0.7, -5; // left-handed
        const Eigen::Vector3d point {1.5, -2.25, 7};
        QVERIFY((cell.toCartesian(cell.toFractional(point)) - point).norm() < 1e-13);
        QVERIFY((cell.toCartesian({{0, 1, 0}}) - Eigen::Vector3d(-1, 4, 0.3)).norm() < 1e-15);
    }
    void hasTheVolumeOfTheBox()
    {
        Cell cell;
        cell.vectors << 2, 0, 0, 0, 3, 0, 0, 0, -4;
        QCOMPARE(cell.volume(), 24.0);
    }
    void parametersOfAHexagonalCell()
    {
        const Cell cell = cellFromParameters({2, 2, 5}, {90, 90, 120});
        QCOMPARE(cell.vectors(0, 0), 2.0);
        QVERIFY(std::abs(cell.vectors(1, 0) + 1) < 1e-15);
        QVERIFY(std::abs(cell.vectors(1, 1) - 1.7320508075688772) < 1e-15); // sqrt(3)
        QCOMPARE(cell.vectors(2, 2), 5.0);
        QCOMPARE(cell.vectors(2, 0), 0.0); // exactly
        QVERIFY((cell.anglesInDegrees() - Eigen::Vector3d(90, 90, 120)).norm() < 1e-12);
    }
    void parametersOfATriclinicCellComeBack()
    {
        const Eigen::Vector3d lengths {4, 5, 6}, angles {70, 80, 100};
        const Cell cell = cellFromParameters(lengths, angles);
        QVERIFY((cell.lengths() - lengths).norm() < 1e-13);
        QVERIFY((cell.anglesInDegrees() - angles).norm() < 1e-12);
    }
    void refusesCellsWithoutVolume()
    {
        QVERIFY(isUsable(cellFromParameters({4, 5, 6}, {70, 80, 100})));
        QVERIFY(!isUsable(cellFromParameters({4, 5, 0}, {90, 90, 90})));
        QVERIFY(!isUsable(cellFromParameters({4, 5, 6}, {10, 80, 170}))); // no such corner
        QVERIFY(!isUsable(cellFromParameters({4, 5, std::numeric_limits<double>::infinity()}, {90, 90, 90})));
    }
    void completesAChain()
    {
        Cell cell;
        cell.vectors << 0, 0, 0, 0, 0, 0, 0, 3, 4;
        cell.periodic = {false, false, true};
        completeCell(cell);
        QVERIFY(std::abs(cell.volume() - 5) < 1e-12); // the other two are unit vectors at right angles
    }
};

QTEST_APPLESS_MAIN(CellTest)
#include "cell_test.moc"
