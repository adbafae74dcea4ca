#pragma once

#include "core/mbtr/tensor.h"

#include <vector>

namespace mbtr {

/// Where the squared Euclidean distance between two tensors of one layout comes from; the parts add up at every level.
struct Comparison {
    struct BlockPart {
        int block = 0;            ///< index into layout.blocks
        double value = 0;
        std::vector<double> bins; ///< squared difference of each bin
    };
    struct TermPart {
        double value = 0;
        std::vector<BlockPart> blocks; ///< those that occur in one of the two
    };
    double squaredDistance = 0;
    std::vector<TermPart> terms;
};

/// Both tensors must have the same layout.
Comparison compare(const MbtrTensor& a, const MbtrTensor& b);

} // namespace mbtr
