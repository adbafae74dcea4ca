#pragma once

#include "core/base/progress.h"
#include "core/dataset/split.h"
#include "core/features/feature_matrix.h"
#include "core/kernels/kernel.h"

#include <optional>
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

/// kernel: its name. y: targets of the rows. inner: places in `rows`. Throws
/// SettingsError for fewer than ten rows.
HoldOut makeHoldOut(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y, const std::string& kernel,
                    const InnerSplit& inner, Progress& progress);

/// Predicted minus true target of each structure held out, unit of the target; nothing where lambda is too small.
std::optional<Eigen::VectorXd> errorsOf(const HoldOut& data, const Kernel& kernel, double lambda, Progress& progress);
/// Root mean squared error of the structures held out, unit of the target; infinite where lambda is too small.
double rmseOf(const HoldOut& data, const Kernel& kernel, double lambda, Progress& progress);

/// The median distance between structures, from some columns of the matrix, which is enough for a search to start from; 1 where
/// all distances are 0. It has the unit of a kernel's length.
double medianDistance(const HoldOut& data, const std::string& kernel);

} // namespace mbtr
