#include "widgets/panels/tensor/term_explanation.h"

#include "core/mbtr/truncation/tuple_truncation.h"
#include "widgets/fields/element_text.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"
#include "widgets/panels/settings/function_formulas.h"
#include "widgets/panels/settings/resolution_text.h"
#include "widgets/panels/tensor/brush_text.h"

#include <QLocale>
#include <cmath>

namespace mbtr::gui {

namespace {

QString count(std::int64_t value)
{
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(value));
}

/// Numbers of the grid with their unit, as the axis has them.
struct TermAxis {
    ShownUnit unit;
    QString bare(double value) const { return typesetNumber(unit.scale * value); }
    QString operator()(double value) const
    {
        return unit.text.isEmpty() ? bare(value) : bare(value) + (unit.text == QString::fromUtf8("°") ? "" : " ") + unit.text;
    }
};

QString sumOf(const TermFacts& facts)
{
    const char* tuples[] = {"<i>i</i>", "<i>i j</i>", "<i>i j k</i>", "<i>i j k l</i>"};
    return QString::fromUtf8("<i>f</i><sub>%1</sub>(<i>x</i>) = Σ<sub>%2</sub> <i>w</i> · exp(−(<i>x</i> − "
                             "<i>g</i>)<sup>2</sup>/(2σ<sup>2</sup>)) / (σ√(2π))")
        .arg(facts.term.k)
        .arg(tuples[facts.term.k - 1]);
}

QString functions(const TermFacts& facts, const TermAxis& axis)
{
    const QString objects[] = {tr("atom"), tr("pair of atoms"), tr("triple of atoms"), tr("chain of four atoms")};
    const Formula g = geometryFormula(facts.term.geometry), w = weightingFormula(facts.term);
    return tr("Each %1 becomes a Gaussian at <i>g</i> = %2 (%3), of width σ = %4 and area <i>w</i> = %5 (%6). "
              "Those of the same elements are added: a curve for each combination of elements.")
        .arg(objects[facts.term.k - 1], g.symbols, g.words, axis(facts.term.sigma), w.symbols, w.words);
}

QString atomsOf(const TermFacts& facts)
{
    QStringList parts;
    int all = 0;
    for (const auto& [element, atoms] : facts.atoms) {
        parts << QString("%1 %2").arg(atoms).arg(elementText(element));
        all += atoms;
    }
    return tr("%1 atoms (%2)").arg(count(all), parts.join(", "));
}

QString gridOf(const TermFacts& facts, const TermAxis& axis)
{
    return tr("%1 bins of %2 from %3 to %4")
        .arg(facts.bins.n)
        .arg(axis(facts.bins.step), axis.bare(facts.bins.left), axis(facts.bins.right()));
}

QString numbers(const TermFacts& facts, const TermAxis& axis)
{
    const QString where
        = facts.isCrystal ? tr("The unit cell has %1").arg(atomsOf(facts)) : tr("This structure has %1").arg(atomsOf(facts));
    const int k = facts.term.k;
    const QString tuples = !facts.tuples
        ? tr("very many %1").arg(tupleWord(k, 2))
        : count(*facts.tuples) + ' ' + tupleWord(k, static_cast<int>(std::min<std::int64_t>(*facts.tuples, 2)));
    return tr("%1; %2 of %3 element combinations reach the grid (%4).")
        .arg(where, tuples, count(facts.blocks), gridOf(facts, axis));
}

QString unitOfValue(const TermFacts& facts, const MbtrSettings& settings)
{
    if (settings.discretization != Discretization::Dscribe)
        return tr("weight in the bin");
    const std::string unit(info(facts.term.geometry).unit);
    return !settings.normalizeGaussians ? tr("height") : unit.empty() ? tr("density") : tr("weight per %1").arg(prettyUnit(unit));
}

/// "1/d = 0.918 Å⁻¹: d = 1.09 Å"
QString distanceText(Geometry geometry, double g)
{
    if (geometry == Geometry::InverseDistance && g > 0)
        return tr(", so <i>d</i> = %1 Å").arg(typesetNumber(1 / g));
    if (geometry == Geometry::InverseSquare && g > 0)
        return tr(", so <i>d</i> = %1 Å").arg(typesetNumber(1 / std::sqrt(g)));
    return {};
}

QString tupleName(const TupleContribution& tuple, const Structure& structure, int k)
{
    QStringList names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(k); ++i) {
        const TupleSite& site = tuple.sites[i];
        names << elementText(structure.species[static_cast<std::size_t>(site.atom)]) + QString::number(site.atom)
                + (site.image == tuple.sites[0].image ? QString() : QString("'"));
    }
    return names.join(QChar(0x2013));
}

QString peakText(const TermFacts& facts, const Structure& structure, const MbtrSettings& settings, const TermAxis& axis)
{
    if (!facts.peak)
        return tr("Nothing of it lies in the grid: all curves are zero.");
    const TermFacts::Peak& peak = *facts.peak;
    QString text = tr("The highest bin is that of <b>%1</b> at %2%3: %4 %5.")
                       .arg(QString::fromStdString(blockName(peak.block)).replace('-', QChar(0x2013)),
                            axis(facts.bins.centre(peak.bin)), distanceText(facts.term.geometry, facts.bins.centre(peak.bin)),
                            typesetNumber(peak.value), unitOfValue(facts, settings));
    if (peak.made.tuples.empty())
        return text;
    const TupleContribution& first = peak.made.tuples[0];
    return text + ' '
        + tr("Of %1 %2 there, <b>%3</b> adds most, with <i>g</i> = %4, <i>w</i> = %5: %6 % of it.")
              .arg(count(static_cast<std::int64_t>(peak.made.tuples.size())),
                   tupleWord(facts.term.k, static_cast<int>(peak.made.tuples.size())), tupleName(first, structure, facts.term.k),
                   axis(first.value), typesetNumber(first.weight),
                   typesetNumber(peak.made.total == 0 ? 0 : 100 * first.share / peak.made.total, 3));
}

QString lostText(const TermFacts& facts)
{
    constexpr double kWorthExplaining = 1e-3;
    QStringList parts;
    if (facts.outsideGrid > kWorthExplaining)
        parts << tr("%1 % of the weight lies outside the grid").arg(typesetNumber(100 * facts.outsideGrid, 3));
    if (facts.beyondLimit > kWorthExplaining)
        parts << tr("about %1 % of the weight lies beyond %2 and is left out")
                     .arg(typesetNumber(100 * facts.beyondLimit, 2),
                          QString::fromStdString(limitOf(facts.term)).replace(" A", QString::fromUtf8(" Å")));
    return parts.isEmpty() ? QString() : tr("Lost: %1.").arg(parts.join(", "));
}

} // namespace

QString termExplanation(const TermFacts& facts, const Structure& structure, const MbtrSettings& settings)
{
    const TermAxis axis {shownUnit(info(facts.term.geometry).unit)};
    const QString paragraph = QString("<p style='margin:0 0 6px 0'>%1</p>");
    QString text = paragraph.arg(sumOf(facts)) + paragraph.arg(functions(facts, axis));
    text += paragraph.arg(numbers(facts, axis) + ' ' + peakText(facts, structure, settings, axis));
    if (const QString lost = lostText(facts); !lost.isEmpty())
        text += paragraph.arg(lost);
    for (const QString& warning : resolutionText(facts.term, settings.discretization, facts.species))
        text += paragraph.arg(QString("<i>%1</i>").arg(warning));
    return text;
}

} // namespace mbtr::gui
