#include "widgets/panels/phases/phase_sentences.h"

#include "widgets/document/session.h"
#include "widgets/fields/number_text.h"
#include "widgets/items/phase_texts.h"
#include "widgets/work/phases/phase_studies.h"

#include <QCoreApplication>
#include <algorithm>

namespace mbtr::gui {

namespace {

/// The sentences of the page share one context of translation.
class PhaseText {
    Q_DECLARE_TR_FUNCTIONS(PhaseText)

public:
    static QString ofCourse(const HullCourse& course, const PhaseView* view);
    static QString ofDiagram(const PhaseView& view);
    static QString whileComputing() { return tr("Computing the hull"); }
    static QStringList ofEnergy(const PhaseDot& dot, const ShownEnergy& shown);
    static QStringList ofPlace(const PhaseView& view, const PhasePlace& place, const ShownEnergy& shown);
    static QString ofDoubt(double residual)
    {
        return tr("%1 standard deviations from what the others say: check this number").arg(typesetNumber(residual, 2));
    }
};

QString energyText(double energy, const ShownEnergy& shown)
{
    return typesetNumber(energy * shown.scale, 4) + ' ' + shown.unit;
}

QString quoted(QString text)
{
    return '\'' + text.replace("'", "'\\''") + '\'';
}

QString PhaseText::ofCourse(const HullCourse& course, const PhaseView* view)
{
    if (course.rounds.empty() || !view)
        return tr("Looking for the first structures");
    const ReplayRound& last = course.rounds.back();
    const ShownEnergy shown = shownEnergy(*view);
    QStringList parts {tr("%1 of %2 energies looked up (%3 % saved)")
                           .arg(last.lookUps)
                           .arg(course.structures)
                           .arg(100.0 * (course.structures - last.lookUps) / std::max(1, course.structures), 0, 'f', 0),
                       tr("chance that something is missing: %1 %").arg(100 * last.chanceMissing, 0, 'f', 1),
                       tr("hull error %1 %2").arg(typesetNumber(last.hullError * shown.scale, 3), shown.unit)};
    if (course.completeAt)
        parts << tr("complete since %1").arg(*course.completeAt);
    if (course.stoppedAt)
        parts << tr("stop at %1").arg(*course.stoppedAt);
    return parts.join(QStringLiteral("  ·  "));
}

QString PhaseText::ofDiagram(const PhaseView& view)
{
    const auto stable = std::count_if(view.dots.begin(), view.dots.end(),
                                      [](const PhaseDot& dot) { return dot.knowledge == PhaseKnowledge::Stable; });
    const auto unknown
        = std::count_if(view.dots.begin(), view.dots.end(), [](const PhaseDot& dot) { return !dot.place.has_value(); });
    QString text = tr("%1 structures, %2 on the hull").arg(view.dots.size()).arg(stable);
    if (unknown > 0)
        text += tr(", %1 without an energy").arg(unknown);
    return text + tr(". One step or Run hides the energies and looks for the hull with as few of them as possible.");
}

QStringList PhaseText::ofEnergy(const PhaseDot& dot, const ShownEnergy& shown)
{
    if (dot.knowledge == PhaseKnowledge::Predicted)
        return {tr("predicted %1 ± %2").arg(typesetNumber(dot.energy * shown.scale, 4), energyText(dot.spread, shown)),
                tr("below the hull with a chance of %1 %").arg(100 * dot.chance, 0, 'f', 1)};
    return {dot.place ? tr("formation %1").arg(energyText(dot.energy, shown)) : tr("energy not known")};
}

QStringList PhaseText::ofPlace(const PhaseView& view, const PhasePlace& place, const ShownEnergy& shown)
{
    if (place.isOnHull)
        return {place.reactionEnergy ? tr("stable by %1").arg(energyText(-*place.reactionEnergy, shown)) : tr("on the hull")};
    QStringList parts {tr("%1 above the hull").arg(energyText(std::max(0.0, place.aboveHull), shown))};
    if (!place.decomposition.empty())
        parts << tr("decomposes into %1").arg(decompositionText(view, place.decomposition));
    return parts;
}

} // namespace

QString phaseStateText(const PhaseStudies& studies, const PhaseView* view)
{
    if (studies.search.isBegun())
        return PhaseText::ofCourse(studies.search.course(), view);
    if (studies.questions.isBegun())
        return studies.questions.text();
    if (!view)
        return studies.diagram.isRunning() ? PhaseText::whileComputing() : QString();
    return PhaseText::ofDiagram(*view);
}

QString phaseStructureText(const PhaseView& view, int dot)
{
    const PhaseDot& one = view.dots[static_cast<std::size_t>(dot)];
    const ShownEnergy shown = shownEnergy(view);
    QStringList parts {QString("#%1 %2").arg(one.structure).arg(compositionText(view.elements, view.fractions.col(dot)))};
    parts << PhaseText::ofEnergy(one, shown);
    if (one.place)
        parts << PhaseText::ofPlace(view, *one.place, shown);
    if (one.isDoubtful)
        parts << PhaseText::ofDoubt(one.residual);
    return parts.join(QStringLiteral("  ·  "));
}

QString hullCommand(const Session& session, const HullEnergies& energies, const HullSearchSettings& settings, bool isSearch)
{
    QStringList words {"mbtr", isSearch ? "hull-search" : "hull"};
    for (const QString& file : session.files())
        words << quoted(file);
    words << "--energy" << quoted(QString::fromStdString(energies.property));
    if (energies.perCell)
        words << "--per-cell";
    if (energies.isFormation)
        words << "--formation";
    if (!isSearch)
        return words.join(' ');
    const auto rule = hullRuleNames()[static_cast<std::size_t>(settings.rule)];
    words << "--settings"
          << "settings.json"
          << "--rule" << QString::fromUtf8(rule.data(), static_cast<qsizetype>(rule.size())) << "--batch"
          << QString::number(settings.batch) << "--start" << QString::number(settings.start) << "--seed"
          << QString::number(settings.seed);
    return words.join(' ');
}

} // namespace mbtr::gui
