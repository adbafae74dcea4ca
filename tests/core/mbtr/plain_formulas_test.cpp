#include "core/mbtr/mbtr.h"
#include "tests/support/plain_mbtr.h"
#include "tests/support/structures.h"

#include <QTest>
#include <algorithm>

using namespace mbtr;

namespace {

const Weighting kExp {.function = WeightingFunction::Exp, .scale = 0.65, .threshold = 1e-3}; // 10.63 angstrom

/// k = 1..3, on grids that some tuples miss, with bins of the given number of sigmas.
MbtrSettings settings(double binsPerSigma, bool crystal)
{
    const double distance = 1.3 / 90 * binsPerSigma, angle = 3.6 / 90 * binsPerSigma, cosine = 2.0 / 79 * binsPerSigma;
    const Weighting pairs {.function = WeightingFunction::InverseSquare,
                           .accuracy = crystal ? std::optional(0.013) : std::nullopt};
    return {
        .terms = {
            {.k = 1, .geometry = Geometry::AtomicNumber, .grid = {.min = 0, .max = 18, .n = 60}, .sigma = 0.3 * binsPerSigma},
            {.k = 2,
             .geometry = Geometry::InverseDistance,
             .weighting = pairs,
             .grid = {.min = 0, .max = 1.3, .n = 90},
             .sigma = distance},
            {.k = 2,
             .geometry = Geometry::Distance,
             .weighting = kExp,
             .grid = {.min = 1.5, .max = 7, .n = 70},
             .sigma = 5.5 / 70 * binsPerSigma},
            {.k = 3, .geometry = Geometry::Angle, .weighting = kExp, .grid = {.min = -0.2, .max = 3.4, .n = 90}, .sigma = angle},
            {.k = 3, .geometry = Geometry::Cosine, .weighting = kExp, .grid = {.min = -1, .max = 1, .n = 80}, .sigma = cosine},
        }};
}

/// As many atoms of each kind as in a tetrahedral alkane, twisted: many tuples of each block.
Structure chain(int units)
{
    Structure structure;
    structure.name = "chain";
    structure.positions.resize(3, 3 * units);
    for (int i = 0; i < 3 * units; ++i) {
        structure.species.push_back(i % 3 == 0 ? 6 : i % 3 == 1 ? 1 : 8);
        structure.positions.col(i) = Eigen::Vector3d(0.55 * i, 1.4 * std::sin(1.9 * i), 1.3 * std::cos(2.3 * i));
    }
    return structure;
}

Structure triclinic()
{
    Structure structure = test::perovskite();
    structure.cell->vectors << 3.9, 0.4, -0.2, -0.8, 4.1, 0.3, 0.5, 1.1, 3.7;
    structure.positions.col(3) += Eigen::Vector3d(8.7, -0.2, 0.1); // outside the cell
    return structure;
}

} // namespace

class PlainFormulasTest : public QObject {
    Q_OBJECT

private slots:
    void everyTupleAndBinAgreesWithThePlainFormulas_data()
    {
        QTest::addColumn<double>("binsPerSigma");
        for (const double bins : {0.01, 0.1, 0.37, 1.0, 2.5, 5.7, 20.0})
            QTest::addRow("sigma of %g bins", bins) << bins;
    }
    void everyTupleAndBinAgreesWithThePlainFormulas()
    {
        QFETCH(double, binsPerSigma);
        Progress progress;
        Structure slab = triclinic();
        slab.cell->periodic = {true, false, true};
        for (const Structure& structure : {test::water(), test::ethanol(), chain(12), triclinic(), slab, test::rockSalt()}) {
            for (const auto discretization : {Discretization::Paper, Discretization::Dscribe}) {
                MbtrSettings with = settings(binsPerSigma, structure.isPeriodic());
                with.discretization = discretization;
                const auto layout = std::make_shared<Layout>(layoutOf(with, elementsOf(structure)));
                const auto values = computeMbtr(structure, layout, progress).flat();
                const auto expected = test::plainMbtr(structure, *layout, 10.7);
                compareTermByTerm(*layout, values, expected, structure.name);
            }
        }
    }

private:
    static void compareTermByTerm(const Layout& layout, const std::vector<double>& values, const std::vector<double>& expected,
                                  const std::string& name)
    {
        QCOMPARE(values.size(), expected.size());
        for (std::size_t t = 0; t < layout.bins.size(); ++t) {
            const auto first = static_cast<std::size_t>(layout.blocks[layout.firstBlock[t]].begin);
            const auto blocks = static_cast<std::size_t>(layout.firstBlock[t + 1] - layout.firstBlock[t]);
            double largest = 0, difference = 0;
            for (std::size_t i = first; i < first + blocks * static_cast<std::size_t>(layout.bins[t].n); ++i) {
                largest = std::max(largest, expected[i]);
                difference = std::max(difference, std::abs(values[i] - expected[i]));
            }
            QVERIFY2(largest > 0, qPrintable(QString("%1, term %2: nothing to compare").arg(name.c_str()).arg(t)));
            QVERIFY2(difference < 1e-9 * largest,
                     qPrintable(QString("%1, term %2: %3 of %4").arg(name.c_str()).arg(t).arg(difference).arg(largest)));
        }
    }
};

QTEST_APPLESS_MAIN(PlainFormulasTest)
#include "plain_formulas_test.moc"
