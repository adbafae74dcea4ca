#pragma once

#include "core/kernels/columns.h"

namespace mbtr {

class WorkCounter;

/// Inner products of all pairs of centred rows, by BLAS.
struct Products {
    Eigen::MatrixXd values; ///< a.count() x b.count(); lower triangle only where asked for
    Eigen::ArrayXd normsA, normsB; ///< squared norms of the centred rows
};

/// `triangle`: a and b are the same rows. Adds a.count() * b.count() * columns.count() to `counter` in all, half of it
/// for a triangle. Throws NumericalError where the products overflow.
Products innerProducts(const RowsOf& a, const RowsOf& b, const Columns& columns, bool triangle, WorkCounter& counter);

} // namespace mbtr
