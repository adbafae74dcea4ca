#pragma once

#include "core/mbtr/gradient_batch.h"
#include "core/mbtr/response_table.h"

namespace mbtr {

// The loops of projected derivatives: compiled for several processors and with relaxed rules of rounding.

/// Numbers a cell of a projected table has: the coefficients of the mass, then those of its slope.
constexpr int kProjectionSize = 2 * ResponseTable::kOrders;

/// Sums the masses (and slopes) of all bins, each times its weight, as polynomials of the place in each cell.
/// weights: padded as ResponseTable says; projection: table.cellCount() x kProjectionSize.
void projectTable(const ResponseTable& table, const double* weights, double* projection);

/// What the tuples of a batch add to a weighted sum of features: their weight times mass, and times slope.
struct Projected {
    alignas(64) TupleBatch::Column mass, slope;
    int count = 0; ///< tuples that add something
    TupleBatch::Indices tuples;
};

/// For the tuples listed in `out`. projections: of each block; nullptr where all weights are zero. Keeps those on the list that add
/// something.
void projectTuples(const ResponseTable& table, const TupleBatch& batch, const double* const* projections, Projected& out);

/// Adds the derivatives of the listed tuples, each (dw/dr) mass + (w dg/dr) slope. positions: x, y, z of each atom; strain: six
/// numbers as GradientBatch::Strain.
void addProjected(const GradientBatch& gradients, int k, Projected& projected, double* positions, double* strain);

} // namespace mbtr
