#pragma once

#include "core/base/progress.h"

#include <Eigen/Core>

namespace mbtr {

/// Overwrites the lower triangle of the symmetric positive definite matrix by its Cholesky factor L (LAPACK dpotrf on
/// blocks of columns, so that it can be cancelled). Throws NumericalError that names the pivot and what helps.
void factorizeCholesky(Eigen::MatrixXd& matrix, Progress& progress);

/// Solves L L^T x = b in place; factor as left by factorizeCholesky. b: n x m.
void solveCholesky(const Eigen::MatrixXd& factor, Eigen::MatrixXd& b);

} // namespace mbtr
