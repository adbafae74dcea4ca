#include "core/features/block_series.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/presets.h"
#include "tests/support/message_of.h"
#include "tests/support/small_dataset.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

namespace {

Progress progress;

} // namespace

class BlockSeriesTest : public QObject {
    Q_OBJECT

private slots:
    void isTheBlockOfTheFeatures_data()
    {
        QTest::addColumn<int>("normalization");
        QTest::newRow("none") << int(Normalization::None);
        QTest::newRow("l2, which needs all terms") << int(Normalization::L2);
    }
    void isTheBlockOfTheFeatures()
    {
        QFETCH(int, normalization);
        const auto dataset = test::smallDataset();
        MbtrSettings settings = preset("default");
        settings.normalization = Normalization(normalization);
        const FeatureMatrix features = buildFeatures(*dataset, layoutFor(*dataset, settings), progress);
        const Block& block = features.layout->blocks[std::size_t(features.layout->firstBlock[1] + 1)]; // k = 2, H-O
        const BlockSeries series = blockSeries(*dataset, {5, 2}, settings, 1, block.species, progress);
        QCOMPARE(series.bins(), features.layout->binCount(block));
        const auto summary = series.meanAndDeviation();
        for (int m = 0; m < series.bins(); ++m) {
            const double first = features.values(5, block.begin + m), second = features.values(2, block.begin + m);
            QVERIFY(std::abs(series.valuesOfRow(0)[std::size_t(m)] - first) < 1e-12);
            QVERIFY(std::abs(series.valuesOfRow(1)[std::size_t(m)] - second) < 1e-12);
            QVERIFY(std::abs(summary.mean[std::size_t(m)] - (first + second) / 2) < 1e-12);
            QVERIFY(std::abs(summary.deviation[std::size_t(m)] - std::abs(first - second) / 2) < 1e-12);
        }
    }

    void namesWhatIsWrongWithABlock()
    {
        const auto dataset = test::smallDataset();
        QCOMPARE(test::messageOf([&] {
                     blockSeries(*dataset, {0}, preset("default"), 1, {9, 9}, progress);
                 }),
                 std::string("block: does not occur under these settings"));
    }
};

QTEST_APPLESS_MAIN(BlockSeriesTest)
#include "block_series_test.moc"
