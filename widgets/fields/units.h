#pragma once

#include "core/mbtr/functions.h"

#include <QString>

namespace mbtr::gui {

/// How a quantity of the core is shown: angles in degrees, units with real signs. shown = scale x value of the core.
struct ShownUnit {
    QString text; ///< "Å⁻¹", "°"; empty = a pure number
    double scale = 1;
};

ShownUnit shownUnit(std::string_view coreUnit);
/// "eV/angstrom" as "eV/Å".
QString prettyUnit(const std::string& unit);
/// " (eV/Å)" for headers, empty where the unit is not stated.
QString unitSuffix(const std::string& unit);
/// " eV/Å" after a number, empty where the unit is not stated.
QString afterNumber(const std::string& unit);
/// What a geometry function is called within a sentence: "inverse distance".
QString geometryName(Geometry geometry);
/// How the axis of a geometry function is labelled: "1/d", "angle".
QString axisLabel(Geometry geometry);

} // namespace mbtr::gui
