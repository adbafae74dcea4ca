#pragma once

#include "core/dataset/dataset.h"

#include <string_view>

namespace mbtr {

/// States the unit of a property; its numbers stay. Throws SettingsError("unit", ..) where there is no property of this name or
/// it holds text.
void stateUnit(Dataset& dataset, std::string_view propertyName, std::string_view unit);

/// Multiplies the numbers of a property so that they are in `unit`. Between a unit per atom and one per structure (eV/atom, eV)
/// the numbers of atoms are used. Throws SettingsError("unit", ..) where the property states no unit, or `unit` measures
/// something else.
void convertUnit(Dataset& dataset, std::string_view propertyName, std::string_view unit);

} // namespace mbtr
