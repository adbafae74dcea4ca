#include "core/base/error.h"
#include "core/base/threads.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/sums/block_sums.h"
#include "tests/support/compare.h"
#include "tests/support/plain_mbtr.h"
#include "tests/support/structures.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <memory>
#include <set>

using namespace mbtr;

namespace {

/// n x n x n cells with every atom moved a little, so that no two tuples are equal.
Structure shaken(int n)
{
    const Structure cell = test::perovskite();
    Structure large = cell;
    large.species.clear();
    large.positions.resize(3, cell.atomCount() * n * n * n);
    for (int u = 0; u < n * n * n; ++u)
        for (int i = 0; i < cell.atomCount(); ++i) {
            const int at = large.atomCount();
            large.positions.col(at) = cell.positions.col(i)
                + cell.cell->toCartesian({Eigen::Vector3d(u % n, u / n % n, u / n / n)})
                + 0.2 * Eigen::Vector3d(std::sin(1.3 * at), std::sin(2.1 * at), std::sin(3.7 * at));
            large.species.push_back(cell.species[i]);
        }
    large.cell->vectors *= n;
    return large;
}

/// A term that has a million triples in a crystal of 8 cells, so that the sum is made in five parts.
std::shared_ptr<const Layout> triples(const Structure& structure)
{
    const MbtrSettings settings {.terms = {{.k = 3,
                                            .geometry = Geometry::Cosine,
                                            .weighting = {.function = WeightingFunction::Exp, .scale = 0.4, .threshold = 1e-3},
                                            .grid = {.min = -1, .max = 1, .n = 10},
                                            .sigma = 0.4}}};
    return std::make_shared<Layout>(layoutOf(settings, elementsOf(structure)));
}

std::vector<double> byThreads(int count, const Structure& structure)
{
    const ThreadLimit threads(count);
    Progress progress;
    return computeMbtr(structure, triples(structure), progress).values;
}

/// Cancelled from the given question on; counts those that follow.
class CancelledAfter : public Progress {
public:
    explicit CancelledAfter(int questions)
        : m_left(questions)
    {
    }
    bool cancelled() const override { return --m_left <= 0; }
    int questionsSince() const { return -m_left; }

private:
    mutable std::atomic<int> m_left;
};

} // namespace

class PartsTest : public QObject {
    Q_OBJECT

private slots:
    void numbersDoNotDependOnTheNumberOfThreads()
    {
        const Structure structure = shaken(2);
        const auto one = byThreads(1, structure);
        for (int round = 0; round < 5; ++round)
            QCOMPARE(byThreads(2, structure), one); // to the last bit
    }
    void aStructureInPartsAgreesWithThePlainFormulas()
    {
        const Structure structure = shaken(2);
        Progress progress;
        const auto layout = triples(structure);
        const auto expected = test::plainMbtr(structure, *layout, 8.64);
        QVERIFY(test::largestDifference(computeMbtr(structure, layout, progress).flat(), expected)
                < 1e-9 * *std::max_element(expected.begin(), expected.end()));
    }
    void anotherStructureInTheSameWorkspaceGivesTheSame()
    {
        SumsWorkspace workspace;
        Progress progress;
        const Structure crystal = shaken(1), molecule = test::ethanol();
        const auto ofCrystal = triples(crystal), ofMolecule = triples(molecule);
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(computeMbtr(crystal, ofCrystal, workspace, progress).values,
                     computeMbtr(crystal, ofCrystal, progress).values);
            QCOMPARE(computeMbtr(molecule, ofMolecule, workspace, progress).values,
                     computeMbtr(molecule, ofMolecule, progress).values);
        }
    }
    void theWorkspaceIsFitForUseAfterCancelling()
    {
        SumsWorkspace workspace;
        const Structure crystal = shaken(1);
        const auto layout = triples(crystal);
        CancelledAfter soon(40);
        QVERIFY_THROWS_EXCEPTION(Cancelled, computeMbtr(crystal, layout, workspace, soon));
        Progress progress;
        QCOMPARE(computeMbtr(crystal, layout, workspace, progress).values, computeMbtr(crystal, layout, progress).values);
    }
    void allPartsStopSoonAfterCancelling()
    {
        const Structure crystal = shaken(3);
        CancelledAfter soon(1000);
        QVERIFY_THROWS_EXCEPTION(Cancelled, computeMbtr(crystal, triples(crystal), soon));
        QVERIFY(soon.questionsSince() < 100); // of some 27 000: a few of each thread
    }
    void combinationsAreNumberedWithoutGaps_data()
    {
        QTest::addColumn<int>("k");
        QTest::addColumn<int>("count");
        // 5 elements; core/mbtr/README.md, section 5: n, n(n+1)/2, n^2(n+1)/2, n^2(n^2+1)/2
        QTest::newRow("atoms") << 1 << 5;
        QTest::newRow("pairs") << 2 << 15;
        QTest::newRow("triples") << 3 << 75;
        QTest::newRow("chains") << 4 << 325;
    }
    void combinationsAreNumberedWithoutGaps()
    {
        QFETCH(int, k);
        QFETCH(int, count);
        const LocalBlocks blocks(k, 5);
        QCOMPARE(blocks.size(), count);
        std::set<std::array<int, 4>> seen;
        int next = 0;
        blocks.forEach([&](int id, const std::array<int, 4>& tuple) {
            QCOMPARE(id, next++);
            QCOMPARE(blocks.id(tuple), id);
            QCOMPARE(blocks.id(reverseTuple(tuple, k)), id);
            seen.insert(std::min(tuple, reverseTuple(tuple, k)));
        });
        QCOMPARE(next, count);
        QCOMPARE(static_cast<int>(seen.size()), count);
    }
};

QTEST_APPLESS_MAIN(PartsTest)
#include "parts_test.moc"
