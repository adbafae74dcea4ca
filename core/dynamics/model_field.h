#pragma once

#include "core/base/log.h"
#include "core/chemistry/structure.h"
#include "core/dynamics/force_field.h"
#include "core/gdml/gdml_predictor.h"

#include <memory>
#include <string>

namespace mbtr {

/// A force model in eV and angstrom, whatever units it was trained in; an unstated unit is taken for eV or eV/angstrom, and a
/// message says so. The cell is that of `structure`. Throws SettingsError where the atoms are not those of the model in its
/// order ("structure") and for a unit that is none ("unit").
ForceField modelField(std::shared_ptr<const GdmlModel> model, const Structure& structure, const std::string& energyUnit,
                      const std::string& forceUnit, Messages& messages);

} // namespace mbtr
