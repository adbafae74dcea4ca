#pragma once

#include "core/mbtr/layout.h"

#include <memory>
#include <span>
#include <vector>

namespace mbtr {

/// Weight of all tuples of a term, and what of it the grid holds; before normalisation.
struct GridWeight {
    double total = 0;
    double inside = 0;
};

/// The representation of one structure. Only blocks whose elements occur in the structure are stored, the others are zero.
struct MbtrTensor {
    std::shared_ptr<const Layout> layout;
    std::vector<int> blocks;    ///< indices into layout->blocks, ascending
    std::vector<double> values; ///< block after block

    /// Values of the i-th stored block.
    std::span<const double> blockValues(std::size_t i) const;
    /// The flat vector, layout->featureCount values.
    std::vector<double> flat() const;

    std::vector<GridWeight> weights; ///< one a term
    std::vector<std::size_t> offsets; ///< of the stored blocks in values; size blocks + 1
};

} // namespace mbtr
