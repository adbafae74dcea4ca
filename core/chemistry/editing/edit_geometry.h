#pragma once

#include "core/chemistry/bonding/bonds.h"

namespace mbtr {

/// The atoms that hang on `moving` when the bond fixed-moving is cut: moving and all it is bonded to over other bonds,
/// ascending. Across boundaries too. Where the bond is part of a ring (or the two are not bonded but connected), nothing can
/// be cut: only `moving`.
std::vector<int> fragmentBehind(const std::vector<Bond>& bonds, int atomCount, int fixed, int moving);

// Each gives a new structure in which the fragment of the last atom has moved as a whole, and throws SettingsError for
// numbers out of range and NumericalError where the geometry does not say which way to move. In crystals between nearest
// copies, as the functions of measurements.h measure. Atoms i, j, k, l must differ.

/// Moves the fragment behind j along i-j. distance: angstrom, 0.1..100.
Structure withDistance(const Structure& structure, const std::vector<Bond>& bonds, int i, int j, double distance);
/// Turns the fragment behind k about j, in the plane of the three. degrees: 0..180.
Structure withAngle(const Structure& structure, const std::vector<Bond>& bonds, int i, int j, int k, double degrees);
/// Turns the fragment behind k (with all that hangs on it, l included) about the axis j-k. degrees: any. Where j-k is not a
/// bond to be cut (rings), only l turns.
Structure withDihedral(const Structure& structure, const std::vector<Bond>& bonds, const std::array<int, 4>& atoms,
                       double degrees);

/// These atoms, by the same step (angstrom).
Structure moveAtoms(Structure structure, const std::vector<int>& atoms, const Eigen::Vector3d& by);

} // namespace mbtr
