#pragma once

#include "core/base/progress.h"
#include "core/features/feature_matrix.h"
#include "core/kernels/kernel.h"

#include <cstdint>
#include <span>
#include <string>

namespace mbtr {

/// Distances of the structures that train (first) and of those held out (one in five), and their targets: computed once for
/// many lengths and lambdas.
struct HoldOut {
    Eigen::MatrixXd distances; ///< as distanceMatrix()
    Eigen::VectorXd y; ///< unit of the target
    Eigen::Index train = 0;

    Eigen::Index heldOut() const { return y.size() - train; }
};

/// kernel: its name. y: targets of the rows. The same structures are held out for the same number of rows and seed. Throws
/// SettingsError for fewer than ten rows.
HoldOut makeHoldOut(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y, const std::string& kernel,
                    std::uint64_t seed, Progress& progress);

/// Root mean squared error of the structures held out, unit of the target; infinite where lambda is too small.
double rmseOf(const HoldOut& data, const Kernel& kernel, double lambda, Progress& progress);

/// The median distance between structures, from some columns of the matrix, which is enough for a search to start from; 1 where
/// all distances are 0. It has the unit of a kernel's length.
double medianDistance(const HoldOut& data, const std::string& kernel);

} // namespace mbtr
