#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/layout.h"

#include <Eigen/Core>
#include <memory>
#include <span>

namespace mbtr {

/// A weighted sum of features and its derivatives. Where the weights are those of a model with the features as input, minus the
/// derivatives are its forces; minus the strain's, divided by the volume, its stress with the sign of a pressure.
struct ProjectedGradient {
    double value = 0;
    Eigen::Matrix3Xd positions; ///< 3 x n_atoms, per angstrom; all images of an atom move together
    Eigen::Matrix3d strain; ///< d/d(strain), every vector r becoming r + strain r
};

/// The value and the derivatives of sum_m weights[m] f_m, where f is the representation after normalisation: the product of a
/// vector with the Jacobian of computeMbtrGradient(), without that matrix and at a small part of its cost. weights:
/// layout->featureCount. Throws as computeMbtr. Conventions where a derivative is undefined: evaluateGradients() in
/// gradient_math.h.
ProjectedGradient projectGradient(const Structure& structure, std::shared_ptr<const Layout> layout,
                                  std::span<const double> weights, Progress& progress);

/// How the sum over bins beginBin..endBin - 1 of a block (index into layout->blocks) changes with every atom.
/// Throws SettingsError("range", ..) for bins that do not exist.
ProjectedGradient gradientOfBins(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                                 int endBin, Progress& progress);

} // namespace mbtr
