#pragma once

#include <Eigen/Core>
#include <functional>
#include <vector>

namespace mbtr {

/// The energy of one geometry and the forces that move its atoms.
struct ForcesAt {
    double energy = 0; ///< eV
    Eigen::Matrix3Xd forces; ///< 3 x n_atoms, eV/angstrom
    double farFromTraining = 0; ///< of a model: distance to the nearest training geometry, unit of its descriptor
};

/// Gives energy and forces of a geometry; positions: 3 x n_atoms, angstrom.
using ForceField = std::function<ForcesAt(const Eigen::Matrix3Xd& positions)>;

/// Masses of the atoms in unified atomic mass units, one number for each.
using Masses = Eigen::RowVectorXd;
Masses massesOf(const std::vector<int>& species);

// Units of motion: angstrom, fs, u, eV. CODATA 2018.
inline constexpr double kAccelerationUnit = 9.64853321233e-3; ///< eV/angstrom/u in angstrom/fs^2
inline constexpr double kBoltzmann = 8.617333262e-5; ///< eV/K

} // namespace mbtr
