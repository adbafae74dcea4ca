#pragma once

#include "core/chemistry/structure.h"

namespace mbtr {

/// From atom i to the nearest copy of atom j, angstrom; for molecules simply their difference. i == j gives zero.
Eigen::Vector3d shortestVector(const Structure& structure, int i, int j);

/// Angstrom.
double distanceBetween(const Structure& structure, int i, int j);
/// At the middle atom j, degrees, 0..180; NaN where two atoms coincide.
double angleBetween(const Structure& structure, int i, int j, int k);
/// About the axis j-k, degrees, -180..180, positive clockwise seen along j to k (IUPAC); NaN where three atoms lie on a line.
double dihedralBetween(const Structure& structure, int i, int j, int k, int l);

} // namespace mbtr
