#pragma once

#include "core/mbtr/sums/tuple_batch.h"

namespace mbtr {

/// Derivatives of the tuples of a batch with respect to the positions of their sites in tuple order (sitesOf()); k are used.
/// A Gaussian of weight w at g then changes the bins by w' mass + w g' slope.
struct GradientBatch {
    template <typename Column> using OfSites = std::array<std::array<Column, 3>, 4>; ///< [site][axis]
    using Strain = std::array<TupleBatch::Column, 6>; ///< xx, yy, zz, xy, xz, yz: it is symmetric

    alignas(64) OfSites<TupleBatch::Column> w; ///< dw/dr, per angstrom; share included
    alignas(64) OfSites<TupleBatch::Column> g; ///< w dg/dr
    alignas(64) Strain strainW; ///< dw/d(strain)
    alignas(64) Strain strainG; ///< w dg/d(strain)
    alignas(64) std::array<TupleBatch::Indices, 4> atom; ///< of each site
};

} // namespace mbtr
