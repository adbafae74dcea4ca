#include "core/mbtr/mbtr.h"
#include "core/mbtr/term_facts.h"
#include "tests/support/structures.h"

#include <QTest>

using namespace mbtr;

namespace {

TermFacts factsOf(const Structure& structure, const TermSettings& term)
{
    MbtrSettings settings;
    settings.terms = {term};
    const auto layout = std::make_shared<Layout>(layoutOf(settings, elementsOf(structure)));
    Progress progress;
    return termFacts(structure, computeMbtr(structure, layout, progress), 0, progress);
}

/// O at the corner of a right angle, H 1 and 2 angstrom away.
Structure bentWater()
{
    Structure water;
    water.species = {1, 8, 1};
    water.positions.resize(3, 3);
    water.positions << 1, 0, 0, 0, 0, 2, 0, 0, 0;
    return water;
}

TermSettings inverseDistances(double right)
{
    return {.k = 2,
            .geometry = Geometry::InverseDistance,
            .weighting = {},
            .grid = {.min = 0, .max = right, .n = 120},
            .sigma = 0.02};
}

} // namespace

class TermFactsTest : public QObject {
    Q_OBJECT

private slots:
    void countsAtomsAndPairs()
    {
        const TermFacts facts = factsOf(bentWater(), inverseDistances(1.2));
        QVERIFY((facts.atoms == std::map<int, int> {{1, 2}, {8, 1}}));
        QCOMPARE(*facts.tuples, std::int64_t(3));
        QCOMPARE(facts.blocks, 2); // H-H and H-O
        QVERIFY(!facts.isCrystal);
    }
    void pairsOutsideTheGridAreNotCounted() { QCOMPARE(*factsOf(bentWater(), inverseDistances(0.7)).tuples, std::int64_t(2)); }
    void theHighestBinIsThatOfThePairWithTheLargestWeight()
    {
        TermSettings term = inverseDistances(1.2);
        term.weighting.function = WeightingFunction::InverseSquare; // 1, 1/4, 1/5
        const TermFacts facts = factsOf(bentWater(), term);
        QVERIFY(facts.peak);
        QVERIFY(facts.peak->block.species[0] == 1 && facts.peak->block.species[1] == 8);
        QVERIFY(std::abs(facts.bins.centre(facts.peak->bin) - 1) < facts.bins.step);
        const TupleContribution& first = facts.peak->made.tuples.at(0);
        QCOMPARE(first.sites[0].atom, 0);
        QCOMPARE(first.sites[1].atom, 1);
        QCOMPARE(first.value, 1.0);
        QCOMPARE(first.weight, 1.0);
        QVERIFY(std::abs(facts.peak->made.total - facts.peak->value) < 1e-12);
    }
    void anglesOfEthanolAreAllItsTriples()
    {
        const TermSettings angles {
            .k = 3, .geometry = Geometry::Angle, .weighting = {}, .grid = {.min = -0.5, .max = 3.7, .n = 100}, .sigma = 0.05};
        QCOMPARE(*factsOf(test::ethanol(), angles).tuples, std::int64_t(9 * 8 * 7 / 2));
    }
    void aTermWithoutValuesHasNoPeak()
    {
        TermSettings term = inverseDistances(1.2);
        term.grid = {.min = 20, .max = 21, .n = 10};
        const TermFacts facts = factsOf(bentWater(), term);
        QVERIFY(!facts.peak);
        QCOMPARE(*facts.tuples, std::int64_t(0));
    }
    void tooManyTuplesAreNotCounted()
    {
        Structure many;
        many.species.assign(3000, 1);
        many.positions = 50 * Eigen::Matrix3Xd::Random(3, 3000);
        const TermFacts facts = factsOf(many, inverseDistances(1.2));
        QVERIFY(!facts.tuples);
        QVERIFY(facts.peak);
    }
};

QTEST_APPLESS_MAIN(TermFactsTest)
#include "term_facts_test.moc"
