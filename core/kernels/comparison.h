#pragma once

#include "core/kernels/kernel.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/tensor.h"

#include <vector>

namespace mbtr {

/// Where the squared Euclidean distance between two tensors of one layout comes from; the parts add up at every level.
struct Comparison {
    struct BlockPart {
        int block = 0; ///< index into layout.blocks
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

/// The kernel of two flat vectors. They are not written out: only blocks that occur in one of the two tensors add something.
double evaluate(const Kernel& kernel, const MbtrTensor& a, const MbtrTensor& b);

/// What each tuple adds to the squared distance of some bins, sum_m (a_m - b_m)^2 = sum_m (a_m - b_m) a_m - sum_m (a_m - b_m)
/// b_m: shares of the tuples of A and of B, of either sign; a.total + b.total is the squared distance of these bins.
struct DifferenceContributions {
    int block = 0; ///< index into the layout
    Contributions a, b;
    double total() const { return a.total + b.total; }
};

/// tensorA, tensorB: the tensors of the two structures, in one layout. Throws as contributionsTo.
DifferenceContributions differenceContributions(const Structure& a, const MbtrTensor& tensorA, const Structure& b,
                                                const MbtrTensor& tensorB, int block, int beginBin, int endBin,
                                                Progress& progress);

} // namespace mbtr
