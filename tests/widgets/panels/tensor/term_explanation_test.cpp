#include "core/mbtr/mbtr.h"
#include "widgets/panels/tensor/term_explanation.h"

#include <QTest>
#include <QTextDocument>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// O at the corner of a right angle, H 1 and 2 angstrom away; a second O beyond, so that there are chains.
Structure bent()
{
    Structure structure;
    structure.species = {1, 8, 1, 8};
    structure.positions.resize(3, 4);
    structure.positions << 1, 0, 0, 0, 0, 0, 2, 2.2, 0, 0, 0, 1.4;
    return structure;
}

QString textOf(const TermSettings& term)
{
    MbtrSettings settings;
    settings.terms = {term};
    const Structure structure = bent();
    const auto layout = std::make_shared<Layout>(layoutOf(settings, elementsOf(structure)));
    Progress progress;
    const MbtrTensor tensor = computeMbtr(structure, layout, progress);
    QTextDocument document;
    document.setHtml(termExplanation(termFacts(structure, tensor, 0, progress), structure, settings));
    return document.toPlainText();
}

TermSettings inverseDistances()
{
    return {.k = 2,
            .geometry = Geometry::InverseDistance,
            .weighting = {.function = WeightingFunction::InverseSquare},
            .grid = {.min = 0, .max = 1.2, .n = 120},
            .sigma = 0.02};
}

} // namespace

class TermExplanationTest : public QObject {
    Q_OBJECT

private slots:
    void theNumbersOfTheStructureAreFilledIn_data()
    {
        QTest::addColumn<QString>("part");
        for (const char* part :
             {"4 atoms (2 H, 2 O)", "6 pairs of 3 element combinations", "120 bins of 0.01 Å⁻¹ from 0 to 1.2 Å⁻¹", "σ = 0.02 Å⁻¹",
              "that of H–O at 0.995 Å⁻¹, so d = 1.005 Å", "H0–O1 adds most, with g = 1 Å⁻¹, w = 1: ", "g = 1/d"})
            QTest::newRow(part) << QString::fromUtf8(part);
    }
    void theNumbersOfTheStructureAreFilledIn()
    {
        QFETCH(QString, part);
        QVERIFY2(textOf(inverseDistances()).contains(part), qPrintable(textOf(inverseDistances())));
    }
    void everyFunctionHasAFormulaAndWords_data()
    {
        QTest::addColumn<int>("k");
        QTest::addColumn<int>("geometry");
        QTest::addColumn<int>("weighting");
        for (int k = 1; k <= 4; ++k)
            for (const GeometryInfo& geometry : geometries())
                for (const WeightingInfo& weighting : weightings())
                    if (existsFor(geometry, k) && existsFor(weighting, k)
                        && whyImpossible(geometry.value, weighting.value).empty()
                        && !isUndefinedAtZero(geometry.value, weighting.value))
                        QTest::addRow("%d %s %s", k, geometry.name.data(), weighting.name.data())
                            << k << int(geometry.value) << int(weighting.value);
    }
    void everyFunctionHasAFormulaAndWords()
    {
        QFETCH(int, k);
        QFETCH(int, geometry);
        QFETCH(int, weighting);
        const WeightingInfo& about = info(WeightingFunction(weighting));
        TermSettings term {.k = k,
                           .geometry = Geometry(geometry),
                           .weighting = {.function = about.value},
                           .grid = {.min = -1, .max = 10, .n = 110},
                           .sigma = 0.5};
        if (about.takesScale)
            term.weighting.scale = 0.7;
        if (about.takesThreshold)
            term.weighting.threshold = 1e-4;
        if (about.takesCutoff)
            term.weighting.cutoff = 6;
        if (about.needsRCut)
            term.weighting.rCut = 6;
        const QString text = textOf(term);
        QVERIFY2(text.contains(QString("f%1(x)").arg(k)) && text.contains(" becomes a Gaussian at g = ") && !text.contains("()"),
                 qPrintable(text));
        QVERIFY2(!text.contains("%1") && !text.contains("g =  (") && !text.contains("w =  ("), qPrintable(text));
        QVERIFY2(!about.takesScale || text.contains("s = 0.7"), qPrintable(text));
    }
    void anglesAreInDegrees()
    {
        const TermSettings angles {.k = 3,
                                   .geometry = Geometry::Angle,
                                   .weighting = {},
                                   .grid = {.min = 0, .max = 3.141592653589793, .n = 180},
                                   .sigma = 0.05};
        const QString text = textOf(angles);
        QVERIFY2(text.contains(QString::fromUtf8("180 bins of 1° from 0 to 180°")), qPrintable(text));
    }
    void lostWeightAndPoorResolutionAreTold()
    {
        TermSettings term = inverseDistances();
        term.grid.max = 0.6; // without the pair at 1 angstrom
        term.sigma = 0.004;
        const QString text = textOf(term);
        QVERIFY2(text.contains("% of the weight lies outside the grid"), qPrintable(text));
        QVERIFY2(text.contains("is under the bin width"), qPrintable(text));
    }
};

QTEST_MAIN(TermExplanationTest)
#include "term_explanation_test.moc"
