#include "core/base/error.h"
#include "core/embedding/duplicates.h"
#include "core/embedding/farthest_points.h"
#include "core/embedding/select_structures.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"
#include "tests/support/structures.h"

#include <Eigen/Geometry>
#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

/// Turned, moved and with its atoms in reverse order; each coordinate off by at most `noise`.
Structure disguised(const Structure& structure, double noise)
{
    const Eigen::Matrix3d turn = Eigen::AngleAxisd(1.1, Eigen::Vector3d(1, 2, -0.5).normalized()).toRotationMatrix();
    Structure other = structure;
    std::reverse(other.species.begin(), other.species.end());
    other.positions = (turn * structure.positions.rowwise().reverse()).colwise() + Eigen::Vector3d(3, -2, 0.7);
    for (Eigen::Index i = 0; i < other.positions.cols(); ++i)
        other.positions(i % 3, i) += i % 2 ? noise : -noise;
    if (other.cell)
        other.cell->vectors = structure.cell->vectors * turn.transpose();
    return other;
}

/// The greedy choice written down plainly.
std::vector<int> plainFarthest(const CompactFeatures& features, int count)
{
    const Eigen::RowVectorXd mean = features.cast<double>().colwise().mean();
    const auto n = static_cast<int>(features.rows());
    std::vector<int> chosen {0};
    for (int i = 1; i < n; ++i)
        if ((features.row(i).cast<double>() - mean).norm() < (features.row(chosen[0]).cast<double>() - mean).norm())
            chosen[0] = i;
    while (static_cast<int>(chosen.size()) < count) {
        int best = -1;
        double farthest = -1;
        for (int i = 0; i < n; ++i) {
            double nearest = 1e300;
            for (const int c : chosen)
                nearest = std::min(nearest, (features.row(i) - features.row(c)).cast<double>().norm());
            if (nearest > farthest) {
                farthest = nearest;
                best = i;
            }
        }
        chosen.push_back(best);
    }
    return chosen;
}

} // namespace

class SubsetTest : public QObject {
    Q_OBJECT

private slots:
    void farthestPointsAreThoseOfTheGreedyChoice()
    {
        const CompactFeatures features = test::randomFeatures(300, 7).cast<float>();
        Progress progress;
        QCOMPARE(farthestPoints(features, 25, progress), plainFarthest(features, 25));
    }
    void farthestPointsOfEqualRowsAreDifferentRows()
    {
        const CompactFeatures features = CompactFeatures::Ones(4, 3);
        Progress progress;
        std::vector<int> all = farthestPoints(features, 9, progress);
        std::sort(all.begin(), all.end());
        QCOMPARE(all, (std::vector<int> {0, 1, 2, 3}));
        QVERIFY(farthestPoints(features, 0, progress).empty());
    }
    void disguisedStructuresAgree_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("ethanol") << 0;
        QTest::newRow("uneven molecule") << 1;
        QTest::newRow("rock salt") << 2;
        QTest::newRow("triclinic crystal") << 3;
    }
    void disguisedStructuresAgree()
    {
        QFETCH(int, which);
        const Structure all[] {test::ethanol(), test::unevenMolecule(), test::rockSalt(), test::triclinicCrystal()};
        const Structure& structure = all[which];
        QVERIFY(agree(structure, disguised(structure, 0.002), 0.01)); // atoms move by less than half the tolerance
        QVERIFY(!agree(structure, disguised(structure, 0.2), 0.01));
    }
    void aSwapOfElementsIsAnotherStructure()
    {
        Structure swapped = test::unevenMolecule();
        const auto other
            = std::find_if(swapped.species.begin(), swapped.species.end(), [&](int z) { return z != swapped.species[0]; });
        std::swap(swapped.species[0], *other);
        QVERIFY(!agree(test::unevenMolecule(), swapped, 0.05));
    }
    void aStretchedCellIsAnotherStructure()
    {
        Structure stretched = test::rockSalt();
        stretched.cell->vectors *= 1.02;
        stretched.positions *= 1.02;
        QVERIFY(!agree(test::rockSalt(), stretched, 0.01));
        QVERIFY(agree(test::rockSalt(), stretched, 0.2));
    }
    void theFirstOfEachKindStays()
    {
        Dataset dataset;
        dataset.structures = {test::ethanol(), test::water(),    disguised(test::ethanol(), 0),
                              test::ethanol(), test::rockSalt(), disguised(test::rockSalt(), 0)};
        dataset.structures[3].positions(0, 0) += 0.3;
        Progress progress;
        const std::vector<int> rows {0, 1, 2, 3, 4, 5};
        QCOMPARE(withoutDuplicates(dataset, rows, 0.01, progress), (std::vector<int> {0, 1, 3, 4}));
        const std::vector<int> some {2, 0};
        QCOMPARE(withoutDuplicates(dataset, some, 0.01, progress), (std::vector<int> {2}));
        QCOMPARE(test::messageOf([&] { withoutDuplicates(dataset, rows, -1, progress); }),
                 std::string("unique: must be a number of angstrom larger than 0, is -1"));
    }
    void stepsFollowOneAnother()
    {
        Dataset dataset;
        for (int i = 0; i < 12; ++i) {
            dataset.structures.push_back(i % 2 ? test::water() : test::ethanol());
            dataset.structures.back().positions(0, 0) += 0.1 * (i / 4);
        }
        Progress progress;
        SubsetSettings settings {.filter = "C == 2", .tolerance = 0.01};
        auto selected = selectStructures(dataset, settings, progress);
        QCOMPARE(selected.rows, (std::vector<int> {0, 4, 8}));
        QCOMPARE(selected.filtered, 6);
        QCOMPARE(selected.duplicates, 3);
        settings.draw = SubsetSettings::Draw::Farthest;
        settings.count = 2;
        selected = selectStructures(dataset, settings, progress);
        QCOMPARE(selected.rows.size(), std::size_t(2));
        QVERIFY(std::is_sorted(selected.rows.begin(), selected.rows.end()));
        settings.count = 0;
        QCOMPARE(test::messageOf([&] { selectStructures(dataset, settings, progress); }),
                 std::string("farthest: must be at least 1, is 0"));
    }
};

QTEST_APPLESS_MAIN(SubsetTest)
#include "subset_test.moc"
