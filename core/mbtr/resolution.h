#pragma once

#include "core/mbtr/layout.h"

#include <limits>
#include <span>
#include <vector>

namespace mbtr {

/// What a term cannot tell apart, or tells in more numbers than it has to.
enum class ResolutionProblem {
    SigmaUnderBinWidth, ///< a Gaussian falls into one bin: the curve jumps where a value crosses an edge
    ValuesMerge, ///< whole numbers (atomic numbers, counts) next to one another become one peak
    OnePeakOnly, ///< the grid is less than six sigma wide: everything is one peak
    NeedlesslyFine, ///< over 25 bins a sigma: more numbers, no more detail
};

struct ResolutionWarning {
    ResolutionProblem problem;
    double sigma = 0; ///< unit of the grid, as the others
    double against = 0; ///< the bin width, the distance of the values, or the width of the grid
    int first = 0; ///< ValuesMerge of atomic numbers: two elements that merge
    int second = 0;
};

/// species: elements of the data, ascending. Two equal Gaussians have one maximum where their centres are closer than 2 sigma.
std::vector<ResolutionWarning> resolutionWarnings(const TermSettings& term, Discretization discretization,
                                                  std::span<const int> species);

/// Part of the axis where a term sees nothing; ends may be infinite. Unit of the grid.
struct UnseenRange {
    enum class Why { OutsideGrid, BeyondLimit };
    double from = -std::numeric_limits<double>::infinity();
    double to = std::numeric_limits<double>::infinity();
    Why why = Why::OutsideGrid;

    bool operator==(const UnseenRange&) const = default;
};

/// Both sides of the grid, and where the limit of the weighting is one of g: pairs beyond a distance, 1/x above `cutoff`.
std::vector<UnseenRange> unseenRanges(const TermSettings& term, const Bins& bins, bool crystal);

} // namespace mbtr
