#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/gradients/projected_gradient.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/structures.h"

#include <QTest>
#include <chrono>
#include <functional>

using namespace mbtr;

namespace {

constexpr std::chrono::milliseconds kBefore {150};

/// Nobody wants the result any more after a while; all jobs here would go on for many times as long.
struct CancelledAfter : Progress {
    bool cancelled() const override { return std::chrono::steady_clock::now() > when; }
    std::chrono::steady_clock::time_point when = std::chrono::steady_clock::now() + kBefore;
};

MbtrSettings triples(double reach)
{
    return {.terms = {{.k = 3,
                       .geometry = Geometry::Angle,
                       .weighting = {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = reach},
                       .grid = {.min = -0.2, .max = 3.4, .n = 100},
                       .sigma = 0.05}}};
}

MbtrSettings pairs(double reach)
{
    return {.terms = {{.k = 2,
                       .geometry = Geometry::InverseDistance,
                       .weighting = {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = reach},
                       .grid = {.min = 0, .max = 1.2, .n = 100},
                       .sigma = 0.02}}};
}

MbtrSettings chains(double reach)
{
    return {.terms = {{.k = 4,
                       .geometry = Geometry::Dihedral,
                       .weighting = {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = reach},
                       .grid = {.min = -0.2, .max = 3.4, .n = 100},
                       .sigma = 0.05}}};
}

std::shared_ptr<const Layout> layoutOf(const Structure& structure, const MbtrSettings& settings)
{
    return std::make_shared<Layout>(mbtr::layoutOf(settings, elementsOf(structure)));
}

/// n^3 cells of simple cubic iron, 2.5 angstrom.
Structure cubes(int n)
{
    Structure structure;
    structure.cell = cellFromParameters({2.5 * n, 2.5 * n, 2.5 * n}, {90, 90, 90});
    structure.species.assign(n * n * n, 26);
    structure.positions.resize(3, n * n * n);
    for (int i = 0; i < n * n * n; ++i)
        structure.positions.col(i) = 2.5 * Eigen::Vector3d(i % n, i / n % n, i / (n * n));
    return structure;
}

using Job = std::function<void(Progress&)>;

} // namespace

Q_DECLARE_METATYPE(Job)

class CancelTest : public QObject {
    Q_OBJECT
private slots:
    void stopsWithinATenthOfASecond_data()
    {
        QTest::addColumn<Job>("job");
        const Structure small = test::perovskite(), large = cubes(60), droplet = test::droplet(400);
        const auto deep = layoutOf(small, triples(40)), far = layoutOf(large, pairs(9)), chained = layoutOf(small, chains(16)),
                   wide = layoutOf(droplet, triples(60));
        QTest::newRow("triples of a small cell") << Job([=](Progress& p) { computeMbtr(small, deep, p); });
        QTest::newRow("neighbour lists of 216000 atoms") << Job([=](Progress& p) { computeMbtr(large, far, p); });
        QTest::newRow("chains") << Job([=](Progress& p) { computeMbtr(small, chained, p); });
        QTest::newRow("derivatives of a crystal") << Job([=](Progress& p) { computeMbtrGradient(small, deep, p); });
        QTest::newRow("derivatives of a molecule") << Job([=](Progress& p) { computeMbtrGradient(droplet, wide, p); });
        QTest::newRow("projected derivatives") << Job([=](Progress& p) { gradientOfBins(small, deep, 0, 20, 80, p); });
        QTest::newRow("projected derivatives of many atoms")
            << Job([=](Progress& p) { gradientOfBins(large, far, 0, 20, 80, p); });
        QTest::newRow("contributions") << Job([=](Progress& p) { contributionsTo(small, deep, 0, 0, 1, p); });
        QTest::newRow("part of an atom") << Job(
            [=](Progress& p) { computeMbtrOfAtoms(small, deep, std::vector {0}, Involving::AnyAtom, p); });
    }
    void stopsWithinATenthOfASecond()
    {
        QFETCH(Job, job);
        CancelledAfter progress;
        QVERIFY_EXCEPTION_THROWN(job(progress), Cancelled);
        const std::chrono::duration<double, std::milli> late = std::chrono::steady_clock::now() - progress.when;
        QVERIFY2(late.count() < 100, qPrintable(QString::number(late.count())));
        qInfo("%g ms", late.count());
    }
};

QTEST_APPLESS_MAIN(CancelTest)
#include "cancel_test.moc"
