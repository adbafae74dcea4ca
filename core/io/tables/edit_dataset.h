#pragma once

#include "core/base/progress.h"
#include "core/dataset/atomization.h"
#include "core/io/tables/join_table.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mbtr {

struct StateUnit {
    std::string property, unit;
    bool operator==(const StateUnit&) const = default;
};
struct ConvertUnit {
    std::string property, unit;
    bool operator==(const ConvertUnit&) const = default;
};
struct JoinTable {
    std::string path;
    JoinSettings settings;
    bool operator==(const JoinTable&) const = default;
};
struct DeriveAtomization {
    std::string property;
    std::optional<AtomEnergies> energies; ///< fitted where not given
    bool operator==(const DeriveAtomization&) const = default;
};

/// A change of the properties of a dataset after reading.
using DatasetEdit = std::variant<StateUnit, ConvertUnit, JoinTable, DeriveAtomization>;

/// Throws SettingsError, FileError, Cancelled.
void applyEdit(Dataset& dataset, const DatasetEdit& edit, Progress& progress);

/// One after another; those that cannot be done become a message of Severity::Error each. Throws Cancelled.
void applyEdits(Dataset& dataset, const std::vector<DatasetEdit>& edits, Progress& progress);

} // namespace mbtr
