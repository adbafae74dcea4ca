#include "widgets/fields/units.h"

#include <QCoreApplication>
#include <numbers>

namespace mbtr::gui {

ShownUnit shownUnit(std::string_view coreUnit)
{
    if (coreUnit == "rad")
        return {QStringLiteral("°"), 180 / std::numbers::pi};
    return {prettyUnit(std::string(coreUnit)), 1};
}

QString prettyUnit(const std::string& unit)
{
    QString text = QString::fromStdString(unit);
    text.replace("angstrom", "Å").replace("^-1", "⁻¹").replace("^-2", "⁻²").replace("^2", "²").replace("^3", "³");
    return text;
}

QString unitSuffix(const std::string& unit)
{
    return unit.empty() ? QString() : QStringLiteral(" (%1)").arg(prettyUnit(unit));
}

QString afterNumber(const std::string& unit)
{
    return unit.empty() ? QString() : ' ' + prettyUnit(unit);
}

QString geometryName(Geometry geometry)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Geometry", text); };
    switch (geometry) {
    case Geometry::AtomicNumber:
        return tr("atomic number");
    case Geometry::Count:
        return tr("number of atoms");
    case Geometry::Unity:
        return tr("constant");
    case Geometry::Distance:
        return tr("distance");
    case Geometry::InverseDistance:
        return tr("inverse distance");
    case Geometry::InverseSquare:
        return tr("inverse squared distance");
    case Geometry::Angle:
        return tr("angle");
    case Geometry::Cosine:
        return tr("cosine of the angle");
    case Geometry::DotOverDotdot:
        return tr("cosine over legs");
    case Geometry::Dihedral:
        return tr("dihedral angle");
    case Geometry::SignedDihedral:
        return tr("signed dihedral angle");
    case Geometry::CosDihedral:
        return tr("cosine of the dihedral angle");
    }
    return {};
}

QString axisLabel(Geometry geometry)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Geometry", text); };
    switch (geometry) {
    case Geometry::AtomicNumber:
        return tr("atomic number");
    case Geometry::Count:
        return tr("number of atoms");
    case Geometry::Unity:
        return tr("1");
    case Geometry::Distance:
        return tr("d");
    case Geometry::InverseDistance:
        return tr("1/d");
    case Geometry::InverseSquare:
        return tr("1/d²");
    case Geometry::Angle:
        return tr("angle");
    case Geometry::Cosine:
        return tr("cos(angle)");
    case Geometry::DotOverDotdot:
        return tr("u·v/((u·u)(v·v))");
    case Geometry::Dihedral:
        return tr("|dihedral|");
    case Geometry::SignedDihedral:
        return tr("dihedral");
    case Geometry::CosDihedral:
        return tr("cos(dihedral)");
    }
    return {};
}

} // namespace mbtr::gui
