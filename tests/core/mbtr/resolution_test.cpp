#include "core/mbtr/resolution.h"

#include <QTest>

using namespace mbtr;

namespace {

TermSettings pairs(double sigma)
{
    return {
        .k = 2, .geometry = Geometry::InverseDistance, .weighting = {}, .grid = {.min = 0, .max = 1, .n = 100}, .sigma = sigma};
}

std::vector<ResolutionWarning> warningsOf(const TermSettings& term, std::vector<int> species = {1, 6, 8})
{
    return resolutionWarnings(term, Discretization::Paper, species);
}

} // namespace

class ResolutionTest : public QObject {
    Q_OBJECT

private slots:
    void aUsualTermHasNothingToWarnOf() { QVERIFY(warningsOf(pairs(0.02)).empty()); }
    void sigmaAsWideAsABinIsEnough() { QVERIFY(warningsOf(pairs(0.01)).empty()); }
    void sigmaUnderTheBinWidthIsTold()
    {
        const auto warnings = warningsOf(pairs(0.009));
        QCOMPARE(warnings.size(), std::size_t(1));
        QVERIFY(warnings[0].problem == ResolutionProblem::SigmaUnderBinWidth);
        QCOMPARE(warnings[0].sigma, 0.009);
        QCOMPARE(warnings[0].against, 0.01);
    }
    void aGaussianAsWideAsTheGridIsTold()
    {
        TermSettings term = pairs(0.2);
        QVERIFY(warningsOf(term)[0].problem == ResolutionProblem::OnePeakOnly);
        QCOMPARE(warningsOf(term)[0].against, 1.0);
        term.grid.n = 2000;
        QVERIFY(warningsOf(term)[0].problem == ResolutionProblem::NeedlesslyFine);
    }
    void neighbouringElementsMerge()
    {
        const TermSettings term {
            .k = 1, .geometry = Geometry::AtomicNumber, .weighting = {}, .grid = {.min = 0, .max = 18, .n = 180}, .sigma = 0.6};
        QVERIFY(warningsOf(term).empty()); // 1, 6 and 8
        const auto warnings = warningsOf(term, {1, 6, 7, 8});
        QCOMPARE(warnings.size(), std::size_t(1));
        QVERIFY(warnings[0].problem == ResolutionProblem::ValuesMerge);
        QCOMPARE(warnings[0].first, 6);
        QCOMPARE(warnings[0].second, 7);
    }
    void countsThatDifferByOneMerge()
    {
        TermSettings term {
            .k = 1, .geometry = Geometry::Count, .weighting = {}, .grid = {.min = -0.5, .max = 12.5, .n = 130}, .sigma = 0.49};
        QVERIFY(warningsOf(term).empty());
        term.sigma = 0.51;
        QVERIFY(warningsOf(term)[0].problem == ResolutionProblem::ValuesMerge);
    }
    void outsideOfTheGridNothingIsSeen()
    {
        const auto ranges = unseenRanges(pairs(0.02), {.left = 0.1, .step = 0.01, .n = 100}, false);
        QCOMPARE(ranges.size(), std::size_t(2));
        QCOMPARE(ranges[0].to, 0.1);
        QCOMPARE(ranges[1].from, 1.1);
        QVERIFY(std::isinf(ranges[0].from) && std::isinf(ranges[1].to));
    }
    void pairsBeyondTheCutoffAreNotSeen_data()
    {
        QTest::addColumn<int>("geometry");
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        const double infinity = std::numeric_limits<double>::infinity();
        QTest::newRow("distance") << int(Geometry::Distance) << 4.0 << infinity;
        QTest::newRow("inverse distance") << int(Geometry::InverseDistance) << -infinity << 0.25;
        QTest::newRow("inverse square") << int(Geometry::InverseSquare) << -infinity << 0.0625;
    }
    void pairsBeyondTheCutoffAreNotSeen()
    {
        QFETCH(int, geometry);
        QFETCH(double, from);
        QFETCH(double, to);
        TermSettings term = pairs(0.02);
        term.geometry = Geometry(geometry);
        term.weighting.rCut = 4;
        const auto ranges = unseenRanges(term, {.left = 0, .step = 0.01, .n = 100}, false);
        QCOMPARE(ranges.size(), std::size_t(3));
        QVERIFY(ranges[2] == (UnseenRange {from, to, UnseenRange::Why::BeyondLimit}));
    }
    void aThresholdIsACutoff()
    {
        TermSettings term = pairs(0.02);
        term.weighting = {.function = WeightingFunction::Exp, .scale = 0.5, .threshold = 0.001};
        const auto ranges = unseenRanges(term, {.left = 0, .step = 0.01, .n = 100}, true);
        QVERIFY(std::abs(ranges[2].to - 0.5 / std::log(1000.0)) < 1e-12); // 13.8 angstrom
    }
};

QTEST_APPLESS_MAIN(ResolutionTest)
#include "resolution_test.moc"
