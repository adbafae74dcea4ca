#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <vector>

namespace gemmi::cif {
struct Block;
}

namespace mbtr {

/// The table _chem_comp_bond of a block, by the labels of its sites; nothing where labels stand for several sites.
std::vector<GivenBond> bondsOfComponent(gemmi::cif::Block& block, const std::vector<CrystalSite>& sites, ImportNotes& notes);

} // namespace mbtr
