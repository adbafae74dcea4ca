#include "core/chemistry/bonding/bonds.h"

#include "core/base/error.h"
#include "core/chemistry/measurements.h"
#include "core/chemistry/neighbours.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace mbtr;

namespace {

using Pair = std::tuple<int, int, int, int, int>;

std::set<Pair> pairsFound(const Structure& structure, double cutoff)
{
    std::set<Pair> pairs;
    visitPairs(structure, cutoff, [&](const NeighbourPair& pair) {
        const auto [entry, isNew] = pairs.insert({pair.i, pair.j, pair.image[0], pair.image[1], pair.image[2]});
        if (!isNew)
            throw std::logic_error("a pair came twice");
    });
    return pairs;
}

/// All images up to `reach` cells away, one by one.
std::set<Pair> pairsByBruteForce(const Structure& structure, double cutoff, int reach)
{
    std::set<Pair> pairs;
    const Cell cell = structure.cell.value_or(Cell {Eigen::Matrix3d::Identity(), {false, false, false}});
    const auto range = [&](int k) { return cell.periodic[std::size_t(k)] ? reach : 0; };
    for (int i = 0; i < structure.atomCount(); ++i)
        for (int j = i; j < structure.atomCount(); ++j)
            for (int u = -range(0); u <= range(0); ++u)
                for (int v = -range(1); v <= range(1); ++v)
                    for (int w = -range(2); w <= range(2); ++w) {
                        const Eigen::Vector3d shift = cell.vectors.transpose() * Eigen::Vector3d(u, v, w);
                        const double distance = (structure.positions.col(j) + shift - structure.positions.col(i)).norm();
                        const bool wanted = i < j || std::make_tuple(u, v, w) > std::make_tuple(0, 0, 0);
                        if (wanted && distance <= cutoff)
                            pairs.insert({i, j, u, v, w});
                    }
    return pairs;
}

Structure randomCrystal(unsigned seed, int atoms, double size, std::array<bool, 3> periodic)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(-1, 1);
    Structure structure;
    structure.species.assign(std::size_t(atoms), 14);
    structure.cell = Cell {size * Eigen::Matrix3d::Identity(), periodic};
    structure.cell->vectors += 0.4 * size * Eigen::Matrix3d::NullaryExpr([&] { return uniform(random); });
    structure.positions = 1.5 * size * Eigen::Matrix3Xd::NullaryExpr(3, atoms, [&] { return uniform(random); });
    return structure;
}

Structure singleElement(int z, double a, const std::vector<Eigen::Vector3d>& fractions)
{
    Structure structure;
    structure.species.assign(fractions.size(), z);
    structure.positions.resize(3, Eigen::Index(fractions.size()));
    for (std::size_t i = 0; i < fractions.size(); ++i)
        structure.positions.col(Eigen::Index(i)) = a * fractions[i];
    structure.cell = cellFromParameters({a, a, a}, {90, 90, 90});
    return structure;
}

const std::vector<Eigen::Vector3d> kFcc {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}};
const std::vector<Eigen::Vector3d> kBcc {{0, 0, 0}, {.5, .5, .5}};

} // namespace

class BondsTest : public QObject {
    Q_OBJECT

private slots:
    void atomsOnTopOfOneAnotherAreRefused()
    {
        Structure structure;
        structure.species.assign(700, 6);
        structure.positions = Eigen::Matrix3Xd::Zero(3, 700);
        QVERIFY(test::messageOf<NumericalError>([&] { findBonds(structure); }).find("on top of one another")
                != std::string::npos);
    }
    void findsThePairsThatBruteForceFinds_data()
    {
        QTest::addColumn<int>("atoms");
        QTest::addColumn<double>("size");
        QTest::addColumn<double>("cutoff");
        QTest::addColumn<int>("dimension");
        for (const int dimension : {0, 1, 2, 3}) {
            QTest::addRow("many atoms, %d periodic", dimension) << 60 << 9.0 << 2.5 << dimension;
            QTest::addRow("small cell, %d periodic", dimension) << 3 << 2.0 << 4.5 << dimension;
        }
    }
    void findsThePairsThatBruteForceFinds()
    {
        QFETCH(int, atoms);
        QFETCH(double, size);
        QFETCH(double, cutoff);
        QFETCH(int, dimension);
        for (unsigned seed = 1; seed <= 3; ++seed) {
            const Structure crystal = randomCrystal(seed, atoms, size, {dimension > 1, dimension > 2, dimension > 0});
            const auto expected = pairsByBruteForce(crystal, cutoff, 12);
            QVERIFY(!expected.empty() || dimension == 0);
            QCOMPARE(pairsFound(crystal, cutoff), expected);
        }
    }
    void countsTheBondsOfKnownStructures_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addColumn<int>("count");
        QTest::newRow("water") << test::water() << 2;
        QTest::newRow("ethanol") << test::ethanol() << 8;
        QTest::newRow("diamond") << test::diamond() << 16;
        QTest::newRow("rock salt") << test::rockSalt() << 24;
        QTest::newRow("perovskite: six Ti-O only") << test::perovskite() << 6;
        // Lattice constants: Ashcroft and Mermin, Solid State Physics, tables 4.1 and 4.2.
        for (const auto& [z, a] : {std::pair {13, 4.05}, {29, 3.61}, {47, 4.09}, {46, 3.89}, {79, 4.08}, {82, 4.95}, {20, 5.58}})
            QTest::addRow("fcc, element %d: 12 neighbours", z) << singleElement(z, a, kFcc) << 24;
        for (const auto& [z, a] : {std::pair {3, 3.49}, {11, 4.23}, {26, 2.87}, {74, 3.16}, {23, 3.02}, {24, 2.88}, {56, 5.02}})
            QTest::addRow("bcc, element %d: 8 neighbours", z) << singleElement(z, a, kBcc) << 8;
        QTest::newRow("nothing") << Structure {} << 0;
    }
    void countsTheBondsOfKnownStructures()
    {
        QFETCH(Structure, structure);
        QTEST(int(findBonds(structure).size()), "count");
    }
    void imageVectorsLeadToTheNeighbour()
    {
        const Structure crystal = test::diamond();
        for (const Bond& bond : findBonds(crystal)) {
            const Eigen::Vector3d shift(bond.image[0], bond.image[1], bond.image[2]);
            const Eigen::Vector3d along
                = crystal.positions.col(bond.j) + crystal.cell->toCartesian({shift}) - crystal.positions.col(bond.i);
            QVERIFY(std::abs(along.norm() - 3.567 * std::sqrt(3) / 4) < 1e-9);
        }
    }
    void movingAnAtomByCellVectorsMovesOnlyItsImages()
    {
        Structure crystal = test::rockSalt();
        const auto before = findBonds(crystal);
        crystal.positions.col(3) += crystal.cell->toCartesian({Eigen::Vector3d(-2, 1, 3)});
        const auto after = findBonds(crystal);
        QCOMPARE(after.size(), before.size());
        for (std::size_t n = 0; n < before.size(); ++n) {
            std::array<int, 3> expected = before[n].image;
            const int sign = int(before[n].j == 3) - int(before[n].i == 3);
            expected = {expected[0] + 2 * sign, expected[1] - sign, expected[2] - 3 * sign};
            QVERIFY(std::find(after.begin(), after.end(), Bond {before[n].i, before[n].j, expected}) != after.end());
        }
    }
    void hydrogenAtomsOfWaterAreNotBonded() { QVERIFY(largestBondLength(1, 1) < 1.2); }
    void atomsOnTheSamePlaceAndAtInfinityDoNoHarm()
    {
        Structure odd = test::water();
        odd.positions.col(1) = odd.positions.col(0);
        odd.positions(0, 2) = std::nan("");
        QCOMPARE(findBonds(odd).size(), 1u);
        odd.positions(0, 2) = 1e300;
        QCOMPARE(findBonds(odd).size(), 1u);
    }
    void hundredThousandAtomsTakeAMoment()
    {
        Structure crystal = singleElement(14, 5.43 * 23, {});
        std::mt19937 random(1);
        std::uniform_real_distribution<double> uniform(0, 5.43 * 23);
        crystal.species.assign(100000, 14);
        crystal.positions = Eigen::Matrix3Xd::NullaryExpr(3, 100000, [&] { return uniform(random); });
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!findBonds(crystal).empty());
        qInfo("100 000 atoms: %lld ms", clock.elapsed());
        QVERIFY(clock.elapsed() < 5000);
    }
    void measuresWater()
    {
        const Structure water = test::water();
        QVERIFY(std::abs(distanceBetween(water, 0, 1) - 0.95792) < 1e-5);
        QVERIFY(std::abs(angleBetween(water, 1, 0, 2) - 104.42) < 0.01);
    }
    void measuresDihedralsWithTheirSign()
    {
        Structure twisted;
        twisted.species = {1, 8, 8, 1};
        twisted.positions.resize(3, 4);
        twisted.positions << 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 1, 1;
        // Looking along +z with y up, x points left: from there to -y, which is down, it goes counterclockwise.
        QVERIFY(std::abs(dihedralBetween(twisted, 0, 1, 2, 3) + 90) < 1e-9);
        twisted.positions(1, 3) = 1;
        QVERIFY(std::abs(dihedralBetween(twisted, 0, 1, 2, 3) - 90) < 1e-9);
    }
    void measuresBetweenNearestCopiesInASkewedCell()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            Structure crystal = randomCrystal(seed, 2, 4, {true, true, true});
            crystal.cell->vectors.row(1) += 2.3 * crystal.cell->vectors.row(0);
            double nearest = 1e9;
            for (int u = -15; u <= 15; ++u)
                for (int v = -6; v <= 6; ++v)
                    for (int w = -6; w <= 6; ++w) {
                        const Eigen::Vector3d shift = crystal.cell->toCartesian({Eigen::Vector3d(u, v, w)});
                        nearest = std::min(nearest, (crystal.positions.col(1) + shift - crystal.positions.col(0)).norm());
                    }
            QVERIFY(std::abs(distanceBetween(crystal, 0, 1) - nearest) < 1e-9);
        }
    }
};

QTEST_APPLESS_MAIN(BondsTest)
#include "bonds_test.moc"
