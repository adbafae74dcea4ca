#pragma once

#include "core/base/log.h"
#include "core/dataset/dataset.h"

#include <string_view>
#include <vector>

namespace mbtr {

/// The values of a property with one number a structure, NaN where there is none or an infinite one. Throws
/// SettingsError("target",
/// ..) where there is no such property, or no structure with a value of it.
std::vector<double> scalarsOrMissing(const Dataset& dataset, std::string_view propertyName);

/// Structures that cannot be learnt from, as a property has no number for them.
struct MissingScalars {
    int none = 0; ///< no value
    int infinite = 0;
};

MissingScalars missingScalars(const Dataset& dataset, std::string_view propertyName);

/// "2 of 30 structures have no value of 'E', 1 an infinite one; they are left out"; nothing where all have a number.
Messages missingNotes(const MissingScalars& missing, int structures, std::string_view propertyName);

} // namespace mbtr
