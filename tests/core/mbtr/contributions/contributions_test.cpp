#include "core/base/error.h"
#include "core/kernels/comparison.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/truncation/grid_truncation.h"
#include "tests/support/structures.h"

#include <QTest>
#include <cmath>
#include <numeric>

using namespace mbtr;

namespace {

MbtrSettings settings(Normalization normalization)
{
    const Weighting exponential {.function = WeightingFunction::Exp, .scale = 1, .threshold = 1e-3};
    return {.terms = {{.k = 1,
                       .geometry = Geometry::AtomicNumber,
                       .weighting = {.function = WeightingFunction::InverseCount},
                       .grid = {.min = 0, .max = 20, .n = 40},
                       .sigma = 0.3},
                      {.k = 2,
                       .geometry = Geometry::InverseDistance,
                       .weighting = exponential,
                       .grid = {.min = 0, .max = 1.2, .n = 40},
                       .sigma = 0.02},
                      {.k = 3,
                       .geometry = Geometry::Angle,
                       .weighting = exponential,
                       .grid = {.min = -0.2, .max = 3.4, .n = 40},
                       .sigma = 0.1},
                      {.k = 4,
                       .geometry = Geometry::Dihedral,
                       .weighting = exponential,
                       .grid = {.min = -0.2, .max = 3.4, .n = 40},
                       .sigma = 0.1}},
            .normalization = normalization};
}

std::shared_ptr<const Layout> layoutOfStructure(const Structure& structure, const MbtrSettings& with)
{
    return std::make_shared<Layout>(layoutOf(with, elementsOf(structure)));
}

double largestOf(const std::vector<double>& values)
{
    return std::abs(
        *std::max_element(values.begin(), values.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
}

} // namespace

class ContributionsTest : public QObject {
    Q_OBJECT

private slots:
    void sharesAddUpToTheTensor_data()
    {
        QTest::addColumn<bool>("isCrystal");
        QTest::addColumn<int>("normalization");
        QTest::addColumn<bool>("reversalsKept");
        QTest::newRow("molecule") << false << 0 << false;
        QTest::newRow("molecule, l2, reversals") << false << 1 << true;
        QTest::newRow("crystal") << true << 0 << false;
        QTest::newRow("crystal, n_atoms") << true << 3 << false;
        QTest::newRow("crystal, valle_oganov, reversals") << true << 4 << true;
    }
    void sharesAddUpToTheTensor()
    {
        QFETCH(bool, isCrystal);
        QFETCH(int, normalization);
        QFETCH(bool, reversalsKept);
        const Structure structure = isCrystal ? test::triclinicCrystal() : test::unevenMolecule();
        MbtrSettings with = settings(static_cast<Normalization>(normalization));
        with.reversals = reversalsKept ? Reversals::Kept : Reversals::Removed;
        const auto layout = layoutOfStructure(structure, with);
        Progress progress;
        const auto values = computeMbtr(structure, layout, progress).flat();
        for (std::size_t b = 0; b < layout->blocks.size(); ++b) {
            const Contributions found = contributionsTo(structure, layout, static_cast<int>(b), 7, 21, progress);
            const auto begin = values.begin() + layout->blocks[b].begin;
            QVERIFY(std::abs(found.total - std::accumulate(begin + 7, begin + 21, 0.0)) < 1e-10 * largestOf(values));
        }
    }
    void eachTupleIsListedOnceInTheOrderOfTheBlock()
    {
        const Structure structure = test::triclinicCrystal();
        const auto layout = layoutOfStructure(structure, settings(Normalization::None));
        Progress progress;
        for (std::size_t b = 0; b < layout->blocks.size(); ++b) {
            const Block& block = layout->blocks[b];
            const auto tuples = contributionsTo(structure, layout, static_cast<int>(b), 0, 40, progress).tuples;
            for (std::size_t i = 0; i < tuples.size(); ++i) {
                for (std::size_t place = 0; place < static_cast<std::size_t>(block.k); ++place)
                    QCOMPARE(structure.species[tuples[i].sites[place].atom], block.species[place]);
                for (std::size_t j = 0; j < std::min<std::size_t>(i, 50); ++j)
                    QVERIFY(tuples[i].sites != tuples[j].sites);
            }
        }
    }
    void theHydroxylBondIsOneTuple()
    {
        Structure water;
        water.species = {8, 1, 1};
        water.positions.resize(3, 3);
        water.positions << 0, 0.96, -0.24, 0, 0, 0.93, 0, 0, 0;
        const auto layout = layoutOfStructure(water, settings(Normalization::None));
        Progress progress;
        const int block = blockIndex(*layout, 1, {0, 1});
        const Contributions found = contributionsTo(water, layout, block, 0, 40, progress);
        QCOMPARE(found.tuples.size(), 2u);
        QCOMPARE(found.tuples[0].value, 1 / 0.96);
        QVERIFY(std::abs(found.tuples[1].weight - std::exp(-std::hypot(0.24, 0.93))) < 1e-14);
        QCOMPARE(found.tuples[1].sites[0].atom, 2); // hydrogen first: the block is H-O
    }
    void partsOfAtomsAddUpForPairs()
    {
        // Every pair belongs to one of: with atom 0, or without it.
        const Structure structure = test::unevenMolecule();
        const auto layout = layoutOfStructure(structure, settings(Normalization::None));
        Progress progress;
        const auto whole = computeMbtr(structure, layout, progress).flat();
        const std::vector<int> chosen {0};
        const auto part = computeMbtrOfAtoms(structure, layout, chosen, Involving::AnyAtom, progress).flat();
        Structure rest = structure;
        rest.species.erase(rest.species.begin());
        rest.positions = structure.positions.rightCols(5).eval();
        const auto without = computeMbtr(rest, layout, progress).flat();
        const auto pairs = static_cast<std::size_t>(layout->blocks[layout->firstBlock[1]].begin);
        for (std::size_t i = pairs; i < whole.size(); ++i)
            QVERIFY(std::abs(whole[i] - part[i] - without[i]) < 1e-12);
    }
    void allAtomsMustBeInTheTuple()
    {
        const Structure structure = test::unevenMolecule();
        const auto layout = layoutOfStructure(structure, settings(Normalization::None));
        Progress progress;
        const std::vector<int> chosen {0, 1};
        const MbtrTensor tensor = computeMbtrOfAtoms(structure, layout, chosen, Involving::AllAtoms, progress);
        const double distance = (structure.positions.col(0) - structure.positions.col(1)).norm();
        double mass = 0;
        for (std::size_t i = 0; i < tensor.blocks.size(); ++i)
            if (layout->blocks[tensor.blocks[i]].k == 2)
                for (const double value : tensor.blockValues(i))
                    mass += value;
        QVERIFY(std::abs(mass - std::exp(-distance)) < 1e-11);
    }
    void weightOutsideTheGridIsKnown()
    {
        // Two hydrogen atoms 1 angstrom apart; the grid ends in the middle of their Gaussian.
        Structure pair;
        pair.species = {1, 1};
        pair.positions.resize(3, 2);
        pair.positions << 0, 1, 0, 0, 0, 0;
        const MbtrSettings half {
            .terms = {{.k = 2, .geometry = Geometry::Distance, .grid = {.min = 0, .max = 1, .n = 10}, .sigma = 0.1},
                      {.k = 2, .geometry = Geometry::Distance, .grid = {.min = 0, .max = 2, .n = 10}, .sigma = 0.1}}};
        const auto layout = layoutOfStructure(pair, half);
        Progress progress;
        const MbtrTensor tensor = computeMbtr(pair, layout, progress);
        QVERIFY(std::abs(truncatedShare(tensor.weights[0]) - 0.5) < 1e-10);
        QVERIFY(truncatedShare(tensor.weights[1]) < 1e-10);
        const Messages messages = gridTruncationMessages(*layout, tensor.weights);
        QCOMPARE(messages.size(), 1u);
        QCOMPARE(messages[0].text, std::string("terms[0] (distance): 50 % of the weight lies outside the grid 0 to 1"));
    }
    void aRangeOutsideTheGridIsRefused()
    {
        const auto layout = layoutOfStructure(test::unevenMolecule(), settings(Normalization::None));
        Progress progress;
        QVERIFY_EXCEPTION_THROWN(contributionsTo(test::unevenMolecule(), layout, 0, 5, 41, progress), SettingsError);
        QVERIFY_EXCEPTION_THROWN(contributionsTo(test::unevenMolecule(), layout, 0, 5, 5, progress), SettingsError);
    }
    void partsOfADistanceAddUp()
    {
        const auto layout = layoutOfStructure(test::unevenMolecule(), settings(Normalization::None));
        Structure moved = test::unevenMolecule();
        moved.positions(0, 5) += 0.3;
        moved.species.pop_back();
        moved.positions.conservativeResize(3, 5);
        Progress progress;
        const MbtrTensor a = computeMbtr(test::unevenMolecule(), layout, progress), b = computeMbtr(moved, layout, progress);
        const Comparison comparison = compare(a, b);
        const auto x = a.flat(), y = b.flat();
        double expected = 0, sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            expected += (x[i] - y[i]) * (x[i] - y[i]);
        for (const auto& term : comparison.terms)
            for (const auto& block : term.blocks)
                sum += std::accumulate(block.bins.begin(), block.bins.end(), 0.0);
        QVERIFY(std::abs(comparison.squaredDistance - expected) < 1e-13 * expected);
        QVERIFY(std::abs(sum - expected) < 1e-13 * expected);
        QCOMPARE(compare(a, a).squaredDistance, 0.0);
    }
};

QTEST_APPLESS_MAIN(ContributionsTest)
#include "contributions_test.moc"
