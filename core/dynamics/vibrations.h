#pragma once

#include "core/base/progress.h"
#include "core/dynamics/force_field.h"

namespace mbtr {

/// Normal modes, the lowest first, those of translation and rotation included (near zero).
struct Vibrations {
    Eigen::VectorXd wavenumbers; ///< 1/cm; imaginary ones (saddle points) as negative numbers
    std::vector<Eigen::Matrix3Xd> displacements; ///< 3 x n_atoms each, not mass-weighted, norm 1
};

/// Vibrations about a minimum of the energy. The second derivatives of the energy are central differences of the forces, each
/// atom moved by `step` (angstrom) either way along each axis; weighted with the masses, the eigenvectors of their matrix are the
/// normal modes and the eigenvalues the squared frequencies. Throws Cancelled.
Vibrations vibrationsAt(const ForceField& field, const Eigen::Matrix3Xd& positions, const Masses& masses, Progress& progress,
                        double step = 0.002);

} // namespace mbtr
