#pragma once

#include "core/gdml/gdml_training.h"

#include <string>

namespace mbtr {

/// How energies and forces of a dataset are brought together before a model integrates one to the other: energies of whole
/// structures, forces in their unit per angstrom. Numbers that state no unit stay.
struct ForceUnits {
    std::string energy, forces; ///< what they are in then; empty = not stated
    double energyFactor = 1, forceFactor = 1; ///< that the numbers of the dataset are multiplied by
};

/// Throws SettingsError("energy" / "forces", ..) for a unit that measures something else.
void requireForceUnits(const Dataset& dataset, const GdmlTrainingSettings& settings);

/// As stated where one of them is unknown or measures something else.
ForceUnits forceUnits(const Dataset& dataset, const GdmlTrainingSettings& settings);

} // namespace mbtr
