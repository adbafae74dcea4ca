#pragma once

#include "core/mbtr/sums/local_blocks.h"

#include <vector>

namespace mbtr {

/// A share of one block of the layout: `factor` times what a structure's combination `source` (LocalBlocks) sums up to.
struct BlockShare {
    int block = 0; ///< index into layout.blocks
    int source = 0;
    double factor = 1;
};

/// How the sums of a structure's own element combinations make blocks of the layout, ascending by block.
///
/// A tuple of elements y adds prod C(z_j, y_j) in each direction to the block of elements z; with reversals removed a block
/// that is its own mirror image takes half (core/mbtr/README.md, section 5). Without an element correlation matrix C is the
/// identity, and only combinations that can occur are listed: enough atoms, or a crystal. The factors hold what the
/// discretisation asks for.
std::vector<BlockShare> blockShares(const Layout& layout, std::size_t term, const LocalSpecies& species,
                                    const LocalBlocks& blocks, bool crystal);

} // namespace mbtr
