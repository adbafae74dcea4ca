#pragma once

#include "core/base/log.h"
#include "core/dataset/dataset.h"

#include <vector>

namespace mbtr {

/// What happens to a property of a crystal that is described by a cell of m times as many atoms.
enum class CellScaling {
    Extensive, ///< m times as large: energies, volumes, charges, magnetic moments
    Intensive, ///< stays: per atom, stress, temperatures, gaps
    Unknown,
};

/// By its unit and its name.
CellScaling cellScalingOf(const Property& property);

/// Adapts the values per structure to cells with other numbers of atoms; atomsBefore: of each structure. The cells must not have
/// been turned: vectors and tensors keep their directions. Extensive properties are multiplied, those of unknown kind are
/// dropped, both named in the messages; values per atom are not looked at.
Messages adaptToCells(Dataset& dataset, const std::vector<int>& atomsBefore);

} // namespace mbtr
