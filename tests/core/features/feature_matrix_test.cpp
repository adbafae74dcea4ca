#include "core/base/error.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/presets.h"
#include "tests/support/cancel_soon.h"
#include "tests/support/structures.h"

#include <QTest>

using namespace mbtr;

namespace {

/// Molecules and crystals in turn, each a little different.
Dataset made(int count)
{
    Dataset dataset;
    for (int i = 0; i < count; ++i) {
        dataset.structures.push_back(i % 2 ? test::ethanol() : test::perovskite());
        dataset.structures.back().positions *= 1 + 1e-4 * (i % 100);
    }
    return dataset;
}

} // namespace

class FeatureMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void aRowIsTheTensorOfItsStructure()
    {
        const Dataset dataset = made(20);
        const auto layout = layoutFor(dataset, preset("dscribe"));
        Progress progress;
        const FeatureMatrix features = buildFeatures(dataset, layout, progress);
        for (int i = 0; i < dataset.size(); ++i) {
            const auto flat = computeMbtr(dataset.structures[i], layout, progress).flat();
            QCOMPARE(features.values.cols(), Eigen::Index(flat.size()));
            QVERIFY(features.values.row(i) == Eigen::Map<const Eigen::RowVectorXd>(flat.data(), Eigen::Index(flat.size())));
        }
    }
    void stopsWithinATenthOfASecond()
    {
        const Dataset dataset = made(20000);
        const auto layout = layoutFor(dataset, preset("dscribe"));
        test::CancelSoon progress(0.01);
        QVERIFY_EXCEPTION_THROWN(buildFeatures(dataset, layout, progress), Cancelled);
        QVERIFY2(progress.secondsSince() < 0.1, qPrintable(QString::number(progress.secondsSince())));
    }
    void stopsWithinATenthOfASecondInsideALargeCrystal()
    {
        Dataset dataset;
        dataset.structures = {test::perovskite()};
        MbtrSettings settings {.terms = {{.k = 3,
                                          .geometry = Geometry::Cosine,
                                          .weighting = {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = 40},
                                          .grid = {.min = -1, .max = 1, .n = 100},
                                          .sigma = 0.05}}};
        struct CancelledAfter : Progress {
            bool cancelled() const override { return std::chrono::steady_clock::now() > when; }
            std::chrono::steady_clock::time_point when = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
        } progress; // hundreds of millions of triples: far from done by then
        QVERIFY_EXCEPTION_THROWN(buildFeatures(dataset, layoutFor(dataset, settings), progress), Cancelled);
        QVERIFY(std::chrono::steady_clock::now() - progress.when < std::chrono::milliseconds(100));
    }
};

QTEST_APPLESS_MAIN(FeatureMatrixTest)
#include "feature_matrix_test.moc"
