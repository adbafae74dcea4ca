#include "widgets/items/phase_texts.h"

#include "core/chemistry/element.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

#include <QStringList>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kMostAtoms = 60; ///< of a formula that is found for fractions

QString subscript(int number)
{
    QString text;
    for (const QChar digit : QString::number(number))
        text += QChar(0x2080 + digit.digitValue());
    return text;
}

/// Smallest number of atoms of which all fractions are whole numbers; 0 where there is none.
int atomsOf(const Eigen::VectorXd& fractions)
{
    for (int atoms = 1; atoms <= kMostAtoms; ++atoms)
        if (((fractions * atoms).array() - (fractions * atoms).array().round()).abs().maxCoeff() < 1e-6 * atoms)
            return atoms;
    return 0;
}

/// "1/3" where it is such a fraction, "0.371" otherwise.
QString shareText(double amount)
{
    for (int below = 1; below <= kMostAtoms; ++below)
        if (const double above = amount * below; std::abs(above - std::round(above)) < 1e-6 * below)
            return below == 1 ? QString::number(above, 'f', 0) : QString("%1/%2").arg(std::lround(above)).arg(below);
    return QString::number(amount, 'f', 3);
}

} // namespace

QString symbolText(int element)
{
    return asQString(elementSymbol(element));
}

ShownEnergy shownEnergy(const PhaseView& view)
{
    return view.unit == "eV/atom" ? ShownEnergy {tr("meV/atom"), 1000} : ShownEnergy {prettyUnit(view.unit), 1};
}

QString compositionText(const std::vector<int>& elements, const Eigen::VectorXd& fractions)
{
    const int atoms = atomsOf(fractions);
    QString text;
    for (Eigen::Index e = 0; e < fractions.size(); ++e) {
        if (fractions[e] < kSameComposition)
            continue;
        text += symbolText(elements[static_cast<std::size_t>(e)]);
        const auto count = static_cast<int>(std::lround(fractions[e] * atoms));
        if (atoms == 0)
            text += QString::number(fractions[e], 'f', 2);
        else if (count > 1)
            text += subscript(count);
    }
    return text;
}

QString decompositionText(const PhaseView& view, const std::vector<PhaseShare>& shares)
{
    QStringList parts;
    for (const PhaseShare& share : shares) {
        const QString phase = compositionText(view.elements, fractionsOf(view, share.point));
        parts << (share.amount > 1 - 1e-6 ? phase : shareText(share.amount) + ' ' + phase);
    }
    return parts.join(" + ");
}

} // namespace mbtr::gui
