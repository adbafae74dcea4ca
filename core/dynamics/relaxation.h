#pragma once

#include "core/base/progress.h"
#include "core/dynamics/force_field.h"

namespace mbtr {

struct RelaxationSettings {
    double largestForce = 1e-3; ///< eV/angstrom: done when no atom feels more
    int mostSteps = 2000;
};

struct Relaxed {
    Eigen::Matrix3Xd positions; ///< angstrom
    ForcesAt at;
    int steps = 0;
    bool converged = false;
    std::vector<double> energies; ///< eV, of the start and after each step
};

/// Goes downhill to the nearest minimum: fast inertial relaxation engine, Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006).
/// Throws NumericalError, Cancelled.
Relaxed relax(const ForceField& field, const Eigen::Matrix3Xd& positions, const RelaxationSettings& settings, Progress& progress);

} // namespace mbtr
