#pragma once

#include "core/mbtr/gradients/gradient_batch.h"

namespace mbtr {

struct ResponseTable;

/// Where the derivatives of a block are collected.
struct GradientTarget {
    double* rows = nullptr; ///< x, y, z of atom 0, then atom 1, .., then six of strain; each padded as ResponseTable says
};

/// Adds the tuples listed to the rows of their blocks. strainRow: number of the first row of strain, -1 where it is not wanted.
void addToRows(const ResponseTable& table, const TupleBatch& batch, const GradientBatch& gradients, int k, const int* tuples,
               int tupleCount, int strainRow, const GradientTarget* targets);

/// d/d(strain) of a finite system from its derivatives: the six sums over atoms of (df/dr)_a r_b, as in GradientBatch::Strain.
/// rows: 3 n_atoms of `columns` values one after the other; positions: x, y, z of each atom; strain: six rows.
void strainOfAtoms(const double* rows, const double* positions, int atomCount, long columns, double* strain);

} // namespace mbtr
