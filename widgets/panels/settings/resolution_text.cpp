#include "widgets/panels/settings/resolution_text.h"

#include "widgets/fields/element_text.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

namespace mbtr::gui {

namespace {

QString sentence(const ResolutionWarning& warning, const ShownUnit& unit)
{
    const auto shown = [&](double value) { return (QString::number(unit.scale * value, 'g', 3) + ' ' + unit.text).trimmed(); };
    const QString sigma = shown(warning.sigma), against = shown(warning.against);
    switch (warning.problem) {
    case ResolutionProblem::SigmaUnderBinWidth:
        return tr("Sigma (%1) is under the bin width (%2): a peak falls into one bin, and the curve jumps when it crosses an "
                  "edge.")
            .arg(sigma, against);
    case ResolutionProblem::OnePeakOnly:
        return tr("Sigma (%1) is so wide that the whole grid (%2) is one peak: nothing can be told apart.").arg(sigma, against);
    case ResolutionProblem::NeedlesslyFine:
        return tr("The bins (%1) are far finer than sigma (%2): more numbers, but no more detail.").arg(against, sigma);
    case ResolutionProblem::ValuesMerge:
        if (warning.first > 0)
            return tr("Sigma (%1) is so wide that %2 (Z = %3) and %4 (Z = %5) merge into one peak.")
                .arg(sigma, elementText(warning.first))
                .arg(warning.first)
                .arg(elementText(warning.second))
                .arg(warning.second);
        return tr("Sigma (%1) is so wide that counts that differ by one merge into one peak.").arg(sigma);
    }
    return {};
}

} // namespace

QStringList resolutionText(const TermSettings& term, Discretization discretization, std::span<const int> species)
{
    QStringList sentences;
    const ShownUnit unit = shownUnit(info(term.geometry).unit);
    for (const ResolutionWarning& warning : resolutionWarnings(term, discretization, species))
        sentences << sentence(warning, unit);
    return sentences;
}

} // namespace mbtr::gui
