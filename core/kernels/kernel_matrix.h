#pragma once

#include "core/base/progress.h"
#include "core/features/feature_matrix.h"
#include "core/kernels/kernel.h"

#include <Eigen/Core>
#include <span>
#include <vector>

namespace mbtr {

/// 0 to count - 1: all rows of a matrix, where those of some are asked for.
std::vector<int> firstRows(Eigen::Index count);

/// k(x_i, x_j) of all pairs: rows.size() x rows.size(), symmetric, both triangles filled. Blocked: cancels within 100 ms.
/// rows: indices into features.values. Throws NumericalError for a result that is not finite.
Eigen::MatrixXd kernelMatrix(const Kernel& kernel, const RowMatrix& features, std::span<const int> rows, Progress& progress);

/// k(x_i, y_j): rowsA.size() x rowsB.size().
Eigen::MatrixXd kernelMatrix(const Kernel& kernel, const RowMatrix& a, std::span<const int> rowsA, const RowMatrix& b,
                             std::span<const int> rowsB, Progress& progress);

/// What kernels of this kind are a function of: squared Euclidean distances (gaussian, matern52), Manhattan distances
/// (laplacian) or products (linear) of all pairs. rows.size() x rows.size(), symmetric. The matrices of any length follow
/// from it by applyKernel.
Eigen::MatrixXd distanceMatrix(const Kernel& kernel, const RowMatrix& features, std::span<const int> rows, Progress& progress);

/// Overwrites distances by values of the kernel.
void applyKernel(const Kernel& kernel, Eigen::Ref<Eigen::MatrixXd> distances, Progress& progress);

} // namespace mbtr
