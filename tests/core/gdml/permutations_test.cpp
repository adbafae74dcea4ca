#include "core/gdml/permutations.h"

#include "tests/support/cancel_soon.h"

#include <QTest>
#include <random>

using namespace mbtr;

namespace {

Eigen::MatrixXd distancesBetween(const Eigen::Matrix3Xd& points)
{
    return Eigen::MatrixXd::NullaryExpr(points.cols(), points.cols(),
                                        [&](Eigen::Index i, Eigen::Index j) { return (points.col(i) - points.col(j)).norm(); });
}

/// A carbon atom with three hydrogens, seen with the hydrogens in the given orders, shaken a little each time.
std::vector<Eigen::MatrixXd> methyl(const std::vector<Permutation>& orders)
{
    Eigen::Matrix3Xd points(3, 5); // C, C, H, H, H: distances of the hydrogens differ by far more than the shaking
    points << 0, 1.5, -0.4, -0.5, -0.3, 0, 0, 1.0, -0.6, -0.7, 0, 0, 0.1, 0.9, -1.1;
    std::mt19937_64 random(7);
    std::vector<Eigen::MatrixXd> all;
    for (const Permutation& order : orders) {
        Eigen::Matrix3Xd shaken = points(Eigen::all, order);
        shaken
            = shaken.unaryExpr([&](double x) { return x + 0.01 * (static_cast<double>(random() >> 11) * 0x1p-53 - 0.5); }).eval();
        all.push_back(distancesBetween(shaken));
    }
    return all;
}

const std::vector<int> kSpecies {6, 6, 1, 1, 1};

} // namespace

class PermutationsTest : public QObject {
    Q_OBJECT

private slots:
    void aRotationOfThreeClosesToThree()
    {
        const auto group = closedGroup({{1, 2, 0}}, 3, 100);
        QVERIFY(group == (std::vector<Permutation> {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}}));
    }
    void allOfFourAtomsAreTwentyFour() { QCOMPARE(closedGroup({{1, 0, 2, 3}, {1, 2, 3, 0}}, 4, 100).size(), 24u); }
    void aGroupTooLargeIsNone() { QVERIFY(closedGroup({{1, 0, 2, 3}, {1, 2, 3, 0}}, 4, 23).empty()); }
    void compositionAppliesTheInnerFirst()
    {
        // Places 0, 1, 2 hold atoms 1, 2, 0; then places hold what lay at 2, 1, 0.
        QVERIFY(composePermutations({2, 1, 0}, {1, 2, 0}) == (Permutation {0, 2, 1}));
    }
    void findsThatTwoHydrogensChangedPlaces()
    {
        Progress progress;
        const auto group
            = findPermutations(kSpecies, methyl({{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}, {0, 1, 3, 2, 4}, {0, 1, 3, 2, 4}}), progress);
        QVERIFY(group == (std::vector<Permutation> {{0, 1, 2, 3, 4}, {0, 1, 3, 2, 4}}));
    }
    void closesARotationOfThreeHydrogens()
    {
        Progress progress;
        const auto group = findPermutations(kSpecies, methyl({{0, 1, 2, 3, 4}, {0, 1, 3, 4, 2}, {0, 1, 2, 3, 4}}), progress);
        QVERIFY(group == (std::vector<Permutation> {{0, 1, 2, 3, 4}, {0, 1, 3, 4, 2}, {0, 1, 4, 2, 3}}));
    }
    void unlikeAtomsNeverChangePlaces()
    {
        Progress progress;
        auto geometries = methyl({{0, 1, 2, 3, 4}, {0, 1, 3, 2, 4}});
        QCOMPARE(findPermutations(std::vector {6, 6, 1, 9, 17}, geometries, progress).size(), 1u);
    }
    void oneGeometryHasTheIdentityOnly()
    {
        Progress progress;
        QVERIFY(findPermutations(kSpecies, methyl({{0, 1, 2, 3, 4}}), progress) == (std::vector<Permutation> {{0, 1, 2, 3, 4}}));
    }
    void stopsWhenCancelled()
    {
        test::CancelSoon progress(0);
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 findPermutations(kSpecies, methyl(std::vector<Permutation>(200, {0, 1, 2, 3, 4})), progress));
    }

    void fewerPermutationsAreKeptForCrystals()
    {
        QCOMPARE(mostPermutations(9), kMostPermutations);
        QCOMPARE(mostPermutations(64), std::size_t(99)); // 200 000 / 2016 pairs
    }
};

QTEST_APPLESS_MAIN(PermutationsTest)
#include "permutations_test.moc"
