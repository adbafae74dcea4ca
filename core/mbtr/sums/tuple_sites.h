#pragma once

#include "core/mbtr/sums/tuple_batch.h"

#include <array>

namespace mbtr {

/// An atom or one of its images: position of the atom as listed + image.cell.
struct TupleSite {
    int atom = 0;
    std::array<int, 3> image {};
    bool operator==(const TupleSite&) const = default;
};

/// The sites of tuple t of a batch in tuple order; the first k are used. The one at home has image 0.
std::array<TupleSite, 4> sitesOf(const TupleBatch& batch, int t, int k);

/// A pair (or chain over a bond) between images of one atom is met from both ends, each time with half a share. True for one
/// of the two, and for all other tuples.
bool isListedOnce(const TupleBatch& batch, int t, int k);

} // namespace mbtr
