#include "widgets/fields/structure_text.h"

#include "core/chemistry/measurements.h"
#include "core/dataset/dataset.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/element_text.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

#include <Eigen/Geometry>
#include <cmath>
#include <vector>

namespace mbtr::gui {

namespace {

QString fixed(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    if (text.startsWith('-') && text.mid(1).toDouble() == 0)
        text.remove(0, 1); // no "-0.000"
    return text.replace('-', QChar(0x2212));
}

QString angleText(double degrees)
{
    return std::isfinite(degrees) ? fixed(degrees, 2) + QChar(0x00b0) : tr("not defined (atoms on a line)");
}

/// Of a slab or chain: only the directions that repeat have a meaning.
QString sheetText(const Cell& cell)
{
    const QString names[] {"a", "b", "c"};
    const QChar angleNames[] {QChar(0x03b1), QChar(0x03b2), QChar(0x03b3)}; // between the two other vectors
    std::vector<int> axes;
    for (int axis = 0; axis < 3; ++axis)
        if (cell.periodic[std::size_t(axis)])
            axes.push_back(axis);
    const Eigen::Vector3d lengths = cell.lengths();
    if (axes.size() == 1)
        return QStringLiteral("%1 = %2 \u00c5").arg(names[axes[0]], fixed(lengths[axes[0]], 3));
    const Eigen::Vector3d u = cell.vectors.row(axes[0]), v = cell.vectors.row(axes[1]);
    const int other = 3 - axes[0] - axes[1];
    return QStringLiteral("%1, %2 = %3, %4 \u00c5 \u00b7 %5 = %6\u00b0 \u00b7 %7 = %8 \u00c5\u00b2")
        .arg(names[axes[0]], names[axes[1]], fixed(lengths[axes[0]], 3), fixed(lengths[axes[1]], 3), angleNames[other],
             fixed(cell.anglesInDegrees()[other], 1), tr("area"), fixed(u.cross(v).norm(), 2));
}

} // namespace

QString countedText()
{
    return tr("Counted from %1").arg(kFirstNumber);
}

QString formulaText(const Structure& structure)
{
    QString text = QString::fromStdString(formula(structure));
    for (QChar& letter : text)
        if (letter.isDigit())
            letter = QChar(0x2080 + letter.digitValue());
    return text;
}

QString titleText(const Structure& structure)
{
    QStringList parts;
    if (!structure.name.empty())
        parts.append(QString::fromStdString(structure.name));
    parts.append(formulaText(structure));
    parts.append(structure.atomCount() == 1 ? tr("1 atom") : tr("%1 atoms").arg(structure.atomCount()));
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString structureName(const Dataset& dataset, int index)
{
    const std::string& name = dataset.structures[static_cast<std::size_t>(index)].name;
    return name.empty() ? QString("#%1").arg(numberOf(index)) : QString::fromStdString(name);
}

QString cellText(const Structure& structure)
{
    if (!structure.cell)
        return {};
    const int dimension = structure.cell->dimension();
    if (dimension == 1 || dimension == 2)
        return sheetText(*structure.cell);
    const Eigen::Vector3d lengths = structure.cell->lengths(), angles = structure.cell->anglesInDegrees();
    return QStringLiteral("a, b, c = %1, %2, %3 \u00c5 \u00b7 \u03b1, \u03b2, \u03b3 = %4\u00b0, %5\u00b0, %6\u00b0 \u00b7 V = "
                          "%7 \u00c5\u00b3")
        .arg(fixed(lengths[0], 3), fixed(lengths[1], 3), fixed(lengths[2], 3), fixed(angles[0], 1), fixed(angles[1], 1),
             fixed(angles[2], 1), fixed(structure.cell->volume(), 2));
}

QString atomText(const Structure& structure, int atom)
{
    const Eigen::Vector3d at = structure.positions.col(atom);
    return tr("%1, atom %2 (counted from %3), at (%4, %5, %6) \u00c5")
        .arg(elementText(structure.species[std::size_t(atom)]), QString::number(numberOf(atom)), QString::number(kFirstNumber),
             fixed(at[0], 3), fixed(at[1], 3), fixed(at[2], 3));
}

QString atomChainText(const Structure& structure, const std::vector<int>& atoms)
{
    QStringList names;
    for (const int atom : atoms)
        names.append(atomText(structure.species, atom));
    return names.join(QChar(0x2013));
}

QStringList atomPropertyTexts(const Dataset& dataset, int structure, int atom)
{
    QStringList texts;
    for (const Property& property : dataset.properties) {
        const auto* numbers = std::get_if<AtomNumbers>(&property.values);
        if (!numbers)
            continue;
        const auto& values = numbers->values[std::size_t(structure)];
        const std::size_t first = std::size_t(atom) * std::size_t(numbers->components);
        if (values.size() < first + std::size_t(numbers->components))
            continue;
        QStringList parts;
        for (int k = 0; k < numbers->components; ++k)
            parts.append(shortText(values[first + std::size_t(k)]));
        const QString value = parts.size() == 1 ? parts.first() : '(' + parts.join(", ") + ')';
        texts.append(tr("%1 = %2 %3").arg(QString::fromStdString(property.name), value, prettyUnit(property.unit)).trimmed());
    }
    return texts;
}

QString selectionText(const Structure& structure, const std::vector<int>& atoms)
{
    for (const int atom : atoms)
        if (atom < 0 || atom >= structure.atomCount())
            return {};
    switch (atoms.size()) {
    case 0:
        return {};
    case 1:
        return atomText(structure, atoms[0]);
    case 2:
        return tr("Distance %1: %2 \u00c5")
            .arg(atomChainText(structure, atoms), fixed(distanceBetween(structure, atoms[0], atoms[1]), 4));
    case 3:
        return tr("Angle %1: %2")
            .arg(atomChainText(structure, atoms), angleText(angleBetween(structure, atoms[0], atoms[1], atoms[2])));
    case 4:
        return tr("Dihedral angle %1: %2")
            .arg(atomChainText(structure, atoms), angleText(dihedralBetween(structure, atoms[0], atoms[1], atoms[2], atoms[3])));
    default:
        return tr("%1 atoms picked").arg(atoms.size());
    }
}

} // namespace mbtr::gui
