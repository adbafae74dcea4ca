#pragma once

#include "core/dataset/dataset.h"

#include <string>
#include <vector>

namespace mbtr {

/// The group of each structure, numbered from 0 in the order in which they appear: structures of the same formula ("formula"),
/// of the same file ("file"), or with the same value of a property (its name; those without a value are one group).
/// Throws SettingsError("group_by", ..) where there is no such property of structures.
std::vector<int> groupsOf(const Dataset& dataset, const std::string& by);

} // namespace mbtr
