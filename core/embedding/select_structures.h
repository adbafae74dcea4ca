#pragma once

#include "core/dataset/subset.h"
#include "core/mbtr/settings.h"

#include <optional>

namespace mbtr {

struct SelectedStructures {
    std::vector<int> rows; ///< ascending
    int filtered = 0; ///< fulfil the filter
    int duplicates = 0; ///< of these, agree with an earlier one
};

/// The structures that `settings` ask for. Farthest points are told apart by `distances`, by settingsForDistances() where it is
/// not given. Throws FilterError, SettingsError, Cancelled.
SelectedStructures selectStructures(const Dataset& dataset, const SubsetSettings& settings, Progress& progress,
                                    const std::optional<MbtrSettings>& distances = {});

} // namespace mbtr
