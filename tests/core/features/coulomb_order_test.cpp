#include "core/features/coulomb_matrix.h"

#include "core/base/error.h"
#include "tests/support/compare.h"
#include "tests/support/message_of.h"

#include <Eigen/Geometry>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

using namespace mbtr;

namespace {

Structure ring(int corners, double radius, bool withHydrogen)
{
    Structure structure;
    structure.name = "ring";
    structure.positions.resize(3, withHydrogen ? 2 * corners : corners);
    for (int i = 0; i < structure.positions.cols(); ++i) {
        const double angle = 2 * std::numbers::pi * (i % corners) / corners, r = i < corners ? radius : radius + 1.09;
        structure.positions.col(i) << r * std::cos(angle), r * std::sin(angle), 0;
        structure.species.push_back(i < corners ? 6 : 1);
    }
    return structure;
}

Structure cube()
{
    Structure structure;
    structure.species.assign(8, 14);
    structure.positions.resize(3, 8);
    for (int i = 0; i < 8; ++i)
        structure.positions.col(i) << 2.3 * (i % 2), 2.3 * (i / 2 % 2), 2.3 * (i / 4);
    return structure;
}

/// Two like rows of atoms of one kind that only differ in how they lie to each other.
Structure twoPairs()
{
    Structure structure;
    structure.species = {6, 6, 6, 6, 8, 8};
    structure.positions.resize(3, 6);
    structure.positions << 0, 1.4, 0, 1.4, -1.2, 2.6, //
        0, 0, 1.4, 1.4, -1.2, 2.6, //
        0, 0, 0, 0, 0, 0;
    return structure;
}

/// Atoms in another order, turned, with eight decimals.
Structure shuffled(const Structure& structure, unsigned seed)
{
    std::vector<int> order(structure.species.size());
    std::iota(order.begin(), order.end(), 0);
    std::mt19937 random(seed);
    std::shuffle(order.begin(), order.end(), random);
    const Eigen::Matrix3d by = Eigen::AngleAxisd(0.1 * seed, Eigen::Vector3d(1, -1, 0.3).normalized()).toRotationMatrix();
    Structure other = structure;
    for (std::size_t i = 0; i < order.size(); ++i) {
        other.species[i] = structure.species[static_cast<std::size_t>(order[i])];
        other.positions.col(static_cast<Eigen::Index>(i))
            = (by * structure.positions.col(order[i])).unaryExpr([](double x) { return std::round(x * 1e8) / 1e8; });
    }
    return other;
}

std::vector<double> sorted(const Structure& structure)
{
    const int n = structure.atomCount();
    std::vector<double> row(static_cast<std::size_t>(n * (n + 1) / 2));
    fillSortedCoulombMatrix(structure, n, row);
    return row;
}

} // namespace

class CoulombOrderTest : public QObject {
    Q_OBJECT

private slots:
    void doesNotDependOnTheOrderOfTheAtoms_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::newRow("square") << ring(4, 1.0, false);
        QTest::newRow("benzene") << ring(6, 1.39, true);
        QTest::newRow("ring of 24") << ring(24, 6.0, true);
        QTest::newRow("cube") << cube();
        QTest::newRow("two pairs") << twoPairs();
    }
    void doesNotDependOnTheOrderOfTheAtoms()
    {
        QFETCH(Structure, structure);
        const auto expected = sorted(structure);
        for (unsigned seed = 1; seed < 12; ++seed)
            QVERIFY(test::relativeDifference(expected, sorted(shuffled(structure, seed))) < 1e-6);
    }
    void aTiedAtomStandsByItsNeighbours()
    {
        // Of a square with edge a: every row is Z^2.4/2, 36/a, 36/a, 36/(a sqrt 2); the nearest atoms come next.
        const auto row = sorted(ring(4, std::sqrt(2.0) * 0.529177210903, false)); // edge 2 bohr
        QVERIFY(std::abs(row[1] - 18) < 1e-9);
        QVERIFY(std::abs(row[3] - 18) < 1e-9 && std::abs(row[4] - 36 / std::sqrt(8.0)) < 1e-9);
    }
    void atomsAtTheSamePlaceAreNamed()
    {
        Structure structure = cube();
        structure.name = "cube";
        structure.positions.col(5) = structure.positions.col(2);
        QCOMPARE(test::messageOf<NumericalError>([&] { sorted(structure); }),
                 std::string("structure 'cube': atoms 2 and 5 (counted from 0) are at the same place"));
    }
};

QTEST_APPLESS_MAIN(CoulombOrderTest)
#include "coulomb_order_test.moc"
