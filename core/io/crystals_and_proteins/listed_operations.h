#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <string>
#include <vector>

namespace gemmi::cif {
struct Block;
}

namespace mbtr {

/// The operations that a block of a CIF lists, as "x, y+1/2, -z". Throws FileError for what is none.
std::vector<SymmetryOperation> listedOperations(gemmi::cif::Block& block, const std::string& path);

} // namespace mbtr
