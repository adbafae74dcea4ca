#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"

#include <Eigen/Core>
#include <utility>
#include <vector>

namespace mbtr {

/// How one structure is laid onto another: x of B goes to rotation * x + shift.
struct Alignment {
    Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity(); ///< proper: no reflection
    Eigen::Vector3d shift = Eigen::Vector3d::Zero(); ///< angstrom
    std::vector<std::pair<int, int>> pairs; ///< atoms of A and B of the same element; each atom once
    double rmsd = 0; ///< over the pairs, angstrom
};

/// The rotation and shift that bring the atoms of given pairs closest together, in the sum of squared distances: the centres of
/// both sides are laid onto each other, and the rotation follows from the singular values of the 3 x 3 matrix of products of
/// coordinates. Kabsch, Acta Cryst. A 32, 922 (1976), doi:10.1107/S0567739476001873; A 34, 827 (1978),
/// doi:10.1107/S0567739478001680.
Alignment superpose(const Structure& a, const Structure& b, std::vector<std::pair<int, int>> pairs);

/// Lays B onto A without knowing which atom is which: atoms are matched within an element so that the sum of squared distances is
/// smallest (cheapestAssignment), in turns with superpose(). Starts from the order of the atoms where the elements agree, and
/// from the principal axes in all orders and directions; the best end counts. Cells have no meaning. Where an element occurs more
/// often in one of the two, its best matching atoms are paired. No pairs: no element in common. Above 400 atoms only the order of
/// the atoms is tried. Throws Cancelled.
Alignment align(const Structure& a, const Structure& b, Progress& progress);

/// B where the alignment lays it; without its cell.
Structure applyAlignment(const Structure& b, const Alignment& alignment);

} // namespace mbtr
