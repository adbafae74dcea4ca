#pragma once

#include "core/base/progress.h"

#include <Eigen/Core>

namespace mbtr {

/// Overwrites the lower triangle of a symmetric positive definite matrix by its Cholesky factor L, with L L^T the matrix.
/// LAPACK's dpotrf factorises one block of columns after the other, so that it can be cancelled in between. Throws NumericalError
/// that names the pivot that was not positive and what helps.
void factorizeCholesky(Eigen::MatrixXd& matrix, Progress& progress);

/// Solves L L^T x = b in place; factor as left by factorizeCholesky. b: n x m.
void solveCholesky(const Eigen::MatrixXd& factor, Eigen::MatrixXd& b);

} // namespace mbtr
