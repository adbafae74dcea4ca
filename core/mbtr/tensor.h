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

/// What a term's threshold, r_cut or accuracy leaves out, in weights without their signs. `kept` and `dropped` belong together,
/// but may be those of a sample of the atoms.
struct CutWeight {
    double kept = 0;
    double dropped = 0;
    bool exact = true; ///< false: a sample, or the tail of a crystal as if atoms were spread evenly
    bool endless = false; ///< a crystal whose sum has no end: what is left out is left out by choice
    bool uncounted = false; ///< too many tuples to count

    double share() const { return dropped > 0 ? dropped / (kept + dropped) : 0; }
};

/// The representation of one structure. Only blocks whose elements occur in the structure are stored, the others are zero.
struct MbtrTensor {
    std::shared_ptr<const Layout> layout;
    std::vector<int> blocks; ///< indices into layout->blocks, ascending
    std::vector<double> values; ///< block after block

    /// Values of the i-th stored block.
    std::span<const double> blockValues(std::size_t i) const;
    /// The flat vector, layout->featureCount values.
    std::vector<double> flat() const;

    std::vector<GridWeight> weights; ///< one for each term
    /// Sizes before normalisation, where the normalisation divides by a norm: of all that the values were summed from, signs left
    /// out, and of what tuples may weigh whose weight is 0 but for rounding.
    double summedFrom = 0, rounding = 0;
    std::vector<CutWeight> cuts; ///< one for each term; empty where nobody asked for them: see cutWeights()
    std::vector<std::size_t> offsets; ///< of the stored blocks in values; size blocks + 1
};

/// Values of a block (index into the layout), zeros where it is not stored.
std::vector<double> valuesOf(const MbtrTensor& tensor, int block);

} // namespace mbtr
