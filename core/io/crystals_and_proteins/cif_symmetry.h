#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gemmi::cif {
struct Block;
}

namespace mbtr {

/// The symmetry operations of a block: those it lists, or those of the space group it names, in the setting that leaves the cell
/// as it is and makes as many atoms of the sites as formula and Z say. What is not certain is noted. Throws FileError.
std::vector<SymmetryOperation> operationsOf(gemmi::cif::Block& block, const std::optional<Cell>& cell,
                                            std::span<const CrystalSite> sites, const std::string& path, ImportNotes& notes);

/// What is said where the coordinates are Cartesian: operations are not applied there.
void noteSymmetryNotApplied(gemmi::cif::Block& block, ImportNotes& notes);

} // namespace mbtr
