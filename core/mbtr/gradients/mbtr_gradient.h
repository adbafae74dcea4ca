#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

#include <Eigen/Core>
#include <memory>

namespace mbtr {

using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The tensor of a structure with its derivatives, after normalisation. See core/mbtr/README.md, section 8.
struct MbtrGradient {
    MbtrTensor tensor;
    /// 3 n_atoms x tensor.values.size(), rows x, y, z of atom 0, then atom 1, ..; per angstrom. All images of an atom move
    /// together.
    RowMajorMatrix positions;
    /// 9 x tensor.values.size(), rows xx, xy, xz, yx, ..: d/d(strain), every vector r becoming r + strain r; dimensionless.
    RowMajorMatrix strain;
};

/// Throws as computeMbtr. Conventions where a derivative is undefined: evaluateGradients() in gradient_math.h.
MbtrGradient computeMbtrGradient(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress);

/// Bytes that the computation takes, at most: the blocks that the structure has. Throws as computeMbtr.
std::int64_t gradientBytes(const Structure& structure, const Layout& layout);

} // namespace mbtr
