#pragma once

#include <array>

namespace mbtr {

struct Neighbours;

/// Up to kSize tuples of one term around one atom, as columns: filled by the loops over atoms, then evaluated and broadened
/// together, so that choices of functions are made once for each batch and the loops vectorise.
struct TupleBatch {
    static constexpr int kSize = 128; // with the tables of the broadening in the processor's first cache
    static constexpr int kLanes = 8; // columns may be written in whole groups of so many: there is room for one more
    using Column = std::array<double, kSize + kLanes>;
    using Indices = std::array<int, kSize + kLanes>;

    int count = 0;
    double rounding = 0; ///< what those of its tuples may weigh together whose weight is 0 but for rounding
    int centre = 0; ///< the atom at home: first (k = 1, 2), middle (k = 3), second (k = 4)
    const Neighbours* around = nullptr; ///< sites around it
    Indices a, b; ///< k = 2: a, k = 3: a and b, k = 4: first and third atom; indices into `around`
    const Neighbours* aroundThird = nullptr; ///< k = 4: sites around the third atom of the chain
    Indices d; ///< k = 4: fourth atom; index into `aroundThird`

    alignas(64) Column p, q, r; ///< angstrom; k = 2: p = distance; k = 3: legs p (to a), q (to b) and the third side r;
                                ///< k = 4: the three bonds along the chain
    alignas(64) Column dot; ///< cosine of the angle at the middle atom (k = 3), of the dihedral angle (k = 4)
    alignas(64) Column cross; ///< sine of it; k = 3: only where the geometry asks for it
    alignas(64) Column share; ///< how much of the tuple belongs to this structure: 1, or 1/2 for a pair seen from both ends
    alignas(64) Indices block; ///< which block of the term it belongs to, as the caller numbers them

    alignas(64) Column g; ///< value of the geometry function
    alignas(64) Column w; ///< value of the weighting function times share; 0 where the tuple is cut off
};

/// Takes the tuples of a term, batch after batch.
class TupleSink {
public:
    virtual ~TupleSink() = default;
    virtual void take(const TupleBatch& batch) = 0;
};

} // namespace mbtr
