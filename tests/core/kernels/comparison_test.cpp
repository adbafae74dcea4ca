#include "core/kernels/comparison.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/presets.h"
#include "tests/support/structures.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mbtr;

namespace {

Progress progress;

/// Two molecules that share some elements, under the preset settings with a normalisation.
struct Pair {
    Structure a = test::ethanol(), b = test::unevenMolecule();
    std::shared_ptr<const Layout> layout;
    MbtrTensor tensorA, tensorB;

    explicit Pair(Normalization normalization = Normalization::None)
    {
        MbtrSettings settings = preset("default");
        settings.normalization = normalization;
        layout = std::make_shared<Layout>(layoutOf(settings, std::vector<int> {1, 6, 7, 8}));
        tensorA = computeMbtr(a, layout, progress);
        tensorB = computeMbtr(b, layout, progress);
    }
};

double squaredDistance(const std::vector<double>& x, const std::vector<double>& y)
{
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

} // namespace

class ComparisonTest : public QObject {
    Q_OBJECT

private slots:
    void thePartsAddUpToTheDistanceOfTheFlatVectors()
    {
        const Pair pair;
        const Comparison comparison = compare(pair.tensorA, pair.tensorB);
        const double expected = squaredDistance(pair.tensorA.flat(), pair.tensorB.flat());
        double bins = 0;
        for (const auto& term : comparison.terms)
            for (const auto& block : term.blocks)
                for (const double bin : block.bins)
                    bins += bin;
        QVERIFY(expected > 0.1);
        QVERIFY(std::abs(comparison.squaredDistance - expected) < 1e-12 * expected);
        QVERIFY(std::abs(bins - expected) < 1e-12 * expected);
    }

    void theKernelOfTwoTensorsIsThatOfTheirFlatVectors()
    {
        const Pair pair;
        for (const auto name : kernelNames()) {
            const Kernel kernel = makeKernel(name, 3);
            const double expected = evaluate(kernel, pair.tensorA.flat(), pair.tensorB.flat());
            QVERIFY(std::abs(evaluate(kernel, pair.tensorA, pair.tensorB) - expected) < 1e-12 * std::abs(expected));
        }
    }

    void theTuplesOfBothAddUpToThePartOfEachBlock_data()
    {
        QTest::addColumn<int>("normalization");
        QTest::newRow("none") << int(Normalization::None);
        QTest::newRow("l2") << int(Normalization::L2);
        QTest::newRow("atoms") << int(Normalization::NAtoms);
    }
    void theTuplesOfBothAddUpToThePartOfEachBlock()
    {
        QFETCH(int, normalization);
        const Pair pair {Normalization(normalization)};
        const Comparison comparison = compare(pair.tensorA, pair.tensorB);
        for (const auto& term : comparison.terms)
            for (const auto& part : term.blocks) {
                const auto tuples = differenceContributions(pair.a, pair.tensorA, pair.b, pair.tensorB, part.block, 0,
                                                            int(part.bins.size()), progress);
                QVERIFY2(std::abs(tuples.total() - part.value) < 1e-10 * (1e-6 + part.value),
                         qPrintable(QString("block %1: %2, expected %3")
                                        .arg(part.block)
                                        .arg(tuples.total(), 0, 'g', 17)
                                        .arg(part.value, 0, 'g', 17)));
            }
    }

    void theTuplesOfOneBinAddUpToIt()
    {
        const Pair pair;
        const Comparison comparison = compare(pair.tensorA, pair.tensorB);
        const auto& part = comparison.terms[1].blocks[1];
        const auto largest = std::max_element(part.bins.begin(), part.bins.end());
        const int bin = int(largest - part.bins.begin());
        const auto tuples
            = differenceContributions(pair.a, pair.tensorA, pair.b, pair.tensorB, part.block, bin, bin + 1, progress);
        QVERIFY(*largest > 0);
        QVERIFY(std::abs(tuples.total() - *largest) < 1e-10 * *largest);
        double listed = 0;
        for (const auto& side : {tuples.a, tuples.b})
            for (const auto& tuple : side.tuples)
                listed += tuple.share;
        QVERIFY(std::abs(listed - *largest) < 1e-10 * *largest);
    }
};

QTEST_APPLESS_MAIN(ComparisonTest)
#include "comparison_test.moc"
