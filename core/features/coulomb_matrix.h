#pragma once

#include "core/chemistry/structure.h"

#include <Eigen/Core>
#include <span>

namespace mbtr {

/// The Coulomb matrix of a molecule, Rupp et al., Phys. Rev. Lett. 108, 058301 (2012), doi:10.1103/PhysRevLett.108.058301: Z^2.4
/// / 2 on the diagonal, Z Z' / d off it; hartree. Symmetric, n_atoms x n_atoms, in the order of the atoms. Throws NumericalError
/// for atoms at the same place.
Eigen::MatrixXd coulombMatrix(const Structure& structure);

/// The lower triangle, row by row, after the atoms are sorted by the norm of their rows, largest first, ties so that the matrix
/// does not depend on the order of the atoms; zeros up to `mostAtoms`.
/// row: mostAtoms (mostAtoms + 1) / 2 values; the structure has at most mostAtoms atoms.
void fillSortedCoulombMatrix(const Structure& structure, int mostAtoms, std::span<double> row);

} // namespace mbtr
