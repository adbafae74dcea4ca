#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/gradients/projected_gradient.h"
#include "core/mbtr/layout.h"

#include <memory>

namespace mbtr {

/// What must hold for the derivatives of the sum over some bins, and how well it does.
struct GradientChecks {
    Eigen::Vector3d sum; ///< of all atoms' derivatives, per angstrom: 0, for a shift changes nothing
    Eigen::Vector3d torque; ///< sum of r x derivative: 0 for molecules, for a rotation changes nothing
    double asymmetry = 0; ///< largest |S - S^T| of the strain's derivative: 0, for a rotation changes nothing
    double largest = 0; ///< length of an atom's largest derivative, per angstrom
    double slope = 0; ///< along the gradient, from the derivatives
    double difference = 0; ///< the same from two values on both sides: (f(+h) - f(-h)) / 2h
    bool alongStrain = false; ///< the two are along the strain's derivative, for atoms have none
};

/// bins beginBin..endBin - 1 of a block; gradient: gradientOfBins() of them. The central difference moves all atoms together by
/// h = 1e-4 angstrom along the gradient (strains by 1e-5): its own error is about (h / sigma)^2 / 6 of the slope.
GradientChecks checkGradient(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                             int endBin, const ProjectedGradient& gradient, Progress& progress);

/// The structure moved uphill: the atom with the largest derivative by `step` angstrom, the others in proportion; withCell:
/// also strained, by step / 10 in the largest element.
Structure moveUphill(const Structure& structure, const ProjectedGradient& gradient, double step, bool withCell);

} // namespace mbtr
