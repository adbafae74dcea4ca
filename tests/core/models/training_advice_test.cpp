#include "core/mbtr/presets.h"
#include "core/models/training_advice.h"
#include "core/models/training_estimate.h"

#include "core/dataset/subset.h"
#include "tests/support/small_dataset.h"
#include "tests/support/structures.h"

#include <QTest>

using namespace mbtr;

namespace {

enum class Target { Extensive, Intensive };

/// Cells of 8, 16 and 24 atoms of rock salt; the target goes with the number of Na atoms or with their share, which is made to
/// vary.
Dataset crystals(Target target)
{
    Dataset dataset;
    StructureNumbers values;
    for (int cells = 1; cells <= 3; ++cells)
        for (int chlorine = 0; chlorine <= 4; ++chlorine) {
            Structure one = test::rockSalt();
            for (int i = 0; i < chlorine; ++i)
                one.species[i] = 17;
            Structure large = one;
            large.species.clear();
            large.positions.resize(3, 8 * cells);
            for (int copy = 0; copy < cells; ++copy) {
                large.species.insert(large.species.end(), one.species.begin(), one.species.end());
                large.positions.middleCols(8 * copy, 8) = one.positions.colwise() + Eigen::Vector3d(5.64 * copy, 0, 0);
            }
            large.cell->vectors.row(0) *= cells;
            const auto sodium = std::ranges::count(large.species, 11);
            values.values.push_back(target == Target::Extensive ? static_cast<double>(sodium)
                                                                : static_cast<double>(sodium) / large.atomCount());
            dataset.structures.push_back(std::move(large));
        }
    dataset.properties.push_back({.name = "energy", .unit = "eV", .values = values});
    return dataset;
}

TrainingSettings learning(bool perAtom)
{
    TrainingSettings settings;
    settings.target = "energy";
    settings.perAtom = perAtom;
    return settings;
}

} // namespace

class TrainingAdviceTest : public QObject {
    Q_OBJECT

private slots:
    void crystalsWhoseTargetDoesNotGrowWantNormalizedFeatures()
    {
        QVERIFY(wantsNormalizedFeatures(crystals(Target::Intensive), preset("default"), learning(false)));
        QVERIFY(wantsNormalizedFeatures(crystals(Target::Extensive), preset("default"), learning(true)));
        QVERIFY(!wantsNormalizedFeatures(crystals(Target::Extensive), preset("default"), learning(false)));
    }
    void normalizedFeaturesAndMoleculesNeedNoAdvice()
    {
        MbtrSettings normalized = preset("default");
        normalized.normalization = Normalization::NAtoms;
        QVERIFY(!wantsNormalizedFeatures(crystals(Target::Intensive), normalized, learning(false)));
        QVERIFY(!wantsNormalizedFeatures(*test::smallDataset(true), preset("default"), learning(true)));
    }
    // 5 of 8 structures train: 8 + 5 rows of features, 5 x 5 similarities and two blocks of 5 x 3.
    void theEstimateCountsEveryMatrix()
    {
        Progress progress;
        const auto dataset = test::smallDataset();
        TrainingSettings settings = learning(false);
        settings.split.train = 5;
        const MbtrSettings mbtr = preset("default");
        const TrainingEstimate estimate = estimateTraining(*dataset, allRows(*dataset), mbtr, settings, progress);
        QCOMPARE(estimate.featureBytes, 8 * 13 * layoutFor(*dataset, mbtr)->featureCount);
        QCOMPARE(estimate.kernelBytes, 8 * (25 + 30));
        QVERIFY(estimate.seconds.features > 0 && estimate.seconds.kernel > 0 && estimate.seconds.solve > 0);
    }
};

QTEST_APPLESS_MAIN(TrainingAdviceTest)
#include "training_advice_test.moc"
