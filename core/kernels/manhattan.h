#pragma once

#include "core/kernels/columns.h"

namespace mbtr {

class WorkCounter;

/// Sums of absolute differences of all pairs of rows: a.count() x b.count(). `triangle`: a and b are the same rows, and
/// only the lower triangle is needed. The order of the sums does not depend on processor or threads.
/// Adds a.count() * b.count() * columns.count() to `counter` in all, half of it for a triangle.
Eigen::MatrixXd manhattanDistances(const RowsOf& a, const RowsOf& b, const Columns& columns, bool triangle, WorkCounter& counter);

} // namespace mbtr
