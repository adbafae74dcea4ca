#pragma once

#include <array>

namespace mbtr {

/// Up to kSize tuples of one term, as columns: filled by the loops over atoms, then evaluated and broadened together, so
/// that choices of functions are made once a batch and the loops vectorise.
struct TupleBatch {
    static constexpr int kSize = 256;
    using Column = std::array<double, kSize>;

    int count = 0;
    Column p, q, r; ///< angstrom; k = 2: p = distance; k = 3: legs p, q and the third side r
    Column dot;     ///< k = 3: cosine of the angle at the middle atom
    Column cross;   ///< k = 3: sine of it
    Column share;   ///< how much of the tuple belongs to this structure: 1, or 1/2 for a pair seen from both ends
    std::array<int, kSize> block; ///< which block of the term it belongs to, as the caller numbers them

    Column g; ///< value of the geometry function
    Column w; ///< value of the weighting function times share; 0 where the tuple is cut off
};

/// Takes the tuples of a term, batch after batch.
class TupleSink {
public:
    virtual ~TupleSink() = default;
    virtual void take(const TupleBatch& batch) = 0;
};

} // namespace mbtr
