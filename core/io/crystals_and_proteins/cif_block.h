#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// What a data block of a CIF says about atoms, free of the library that parsed it.
struct CifBlock {
    std::string name;
    long line = 0;
    std::optional<Cell> cell;
    std::vector<CrystalSite> sites;
    bool cartesian = false; ///< the sites' coordinates are angstrom
    std::vector<SymmetryOperation> operations;
    std::vector<GivenBond> bonds; ///< between sites, of a chemical component
};

/// The blocks that hold atoms. Throws FileError and Cancelled.
std::vector<CifBlock> parseCif(const std::string& text, const std::string& path, ImportNotes& notes, const Progress& progress);

} // namespace mbtr
