#pragma once

#include "core/mbtr/gradients/gradient_batch.h"
#include "core/mbtr/sums/response_table.h"

namespace mbtr {

// The loops of projected derivatives: compiled for several processors and with relaxed rules of rounding.

/// Numbers a cell of a projected table has: the coefficients of the mass, then those of its slope.
constexpr int kProjectionSize = 2 * ResponseTable::kOrders;

/// Bins times weights as polynomials of the place in each cell, made where a tuple asks for it.
struct Projection {
    const double* weights = nullptr; ///< padded as ResponseTable says; nullptr: all zero
    int* lineOfCell = nullptr; ///< 0 where none was made yet
};

/// What the tuples of a batch add to a weighted sum of features: their weight times mass, and times slope.
struct Projected {
    alignas(64) TupleBatch::Column mass, slope;
    int count = 0; ///< tuples that add something
    TupleBatch::Indices tuples;
};

/// Mass and slope of the tuples listed in `out`, as number 0, 1, .. of the list. projections: of each block. lines:
/// kProjectionSize numbers each, from number 1 on; lineCount grows by at most one a tuple, for which there must be room. Keeps
/// those on the list that add something.
void projectTuples(const ResponseTable& table, const TupleBatch& batch, const Projection* projections, double* lines,
                   int& lineCount, Projected& out);

/// Copies the listed tuples of the batch, and only these, to `picked`.
void pickTuples(const TupleBatch& batch, const int* tuples, int count, TupleBatch& picked);

/// Adds the derivatives of a batch (GradientBatch::w). positions: x, y, z of each atom; strain: six numbers as
/// GradientBatch::Strain.
void addProjected(const GradientBatch& gradients, int k, int count, double* positions, double* strain);

} // namespace mbtr
