#pragma once

#include "core/gdml/gdml_training.h"

#include <QString>

namespace mbtr {
struct Property;
}

namespace mbtr::gui {

/// Can these be forces: three numbers for each atom?
bool isForces(const Property& property);

/// Why a force model cannot be learnt from these structures; empty where it can.
QString obstacleOf(const Dataset& dataset);

/// `current` with what does not fit the dataset replaced: properties that exist, sizes that leave structures to validate.
GdmlTrainingSettings fittedForces(GdmlTrainingSettings current, const Dataset& dataset);

} // namespace mbtr::gui
