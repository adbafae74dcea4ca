#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// How a file names a space group; empty or 0 where it does not.
struct SpaceGroupName {
    std::string symbol; ///< Hermann-Mauguin: "P 1 21/c 1", "P 21/c", "F d -3 m:2", "F d -3 m S" (ICSD)
    int number = 0; ///< of the International Tables
    std::string code; ///< _space_group_IT_coordinate_system_code: "b1", "2", "h", "1cab"
    std::string hall; ///< "-P 2ybc"
};

/// A space group with its axes and origin, written out.
struct SpaceGroupSetting {
    std::string name; ///< "F d -3 m:2"
    int number = 0; ///< 0 = not in the tables
    std::vector<SymmetryOperation> operations;
};

/// The settings that symbol, number and code may mean, the usual one first: a short monoclinic symbol leaves the unique axis
/// open, a symbol without suffix the origin or the choice between rhombohedral and hexagonal axes. Empty for an unknown group.
/// codeFits: false where the code belongs to none of them and is left aside.
std::vector<SpaceGroupSetting> settingsNamed(const SpaceGroupName& name, bool& codeFits);

/// The setting of a Hall symbol; nothing for what is none.
std::optional<SpaceGroupSetting> settingOfHall(const std::string& hall);

/// How far the operations are from leaving lengths and angles of the cell as they are: the largest change of the metric, in units
/// of the squared lengths. 0 = not at all; an angle of 90.3 instead of 90 degrees is 0.01.
double metricChange(std::span<const SymmetryOperation> operations, const Cell& cell);
inline constexpr double kSmallMetricChange = 0.03;

} // namespace mbtr
