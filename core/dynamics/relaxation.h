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

/// Goes downhill to the nearest minimum of the energy by the fast inertial relaxation engine: atoms move as in dynamics, their
/// velocities are turned towards the forces, time steps grow as long as the motion goes downhill, and everything stops where it
/// would go uphill. Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006), doi:10.1103/PhysRevLett.97.170201. Throws NumericalError,
/// Cancelled.
Relaxed relax(const ForceField& field, const Eigen::Matrix3Xd& positions, const RelaxationSettings& settings, Progress& progress);

} // namespace mbtr
