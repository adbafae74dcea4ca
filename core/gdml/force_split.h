#pragma once

#include "core/gdml/force_data.h"

namespace mbtr {

/// Which geometries train and which validate; the same for the same seed. Throws SettingsError for sizes that the data do not
/// allow.
Split makeForceSplit(const Dataset& dataset, const ForceData& data, const GdmlTrainingSettings& settings);

} // namespace mbtr
