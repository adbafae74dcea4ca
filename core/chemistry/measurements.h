#pragma once

#include "core/chemistry/structure.h"

#include <array>
#include <vector>

namespace mbtr {

/// The vector from atom i to the nearest copy of atom j, angstrom; for molecules simply their difference. i == j gives zero.
Eigen::Vector3d shortestVector(const Structure& structure, int i, int j);

/// The length of shortestVector(), angstrom.
double distanceBetween(const Structure& structure, int i, int j);
/// The angle at the middle atom j, degrees, 0..180; NaN where two atoms coincide.
double angleBetween(const Structure& structure, int i, int j, int k);
/// The dihedral angle about the axis j-k, degrees, -180..180, positive clockwise seen along j to k (IUPAC); NaN where three atoms
/// lie on a line.
double dihedralBetween(const Structure& structure, int i, int j, int k, int l);

/// A question about 2, 3 or 4 atoms: their distance (angstrom), angle or dihedral angle (degrees).
struct Measurement {
    std::vector<int> atoms;

    bool isAngle() const { return atoms.size() > 2; }
    bool operator==(const Measurement&) const = default;
};

/// NaN where it is not defined, and where the structure does not have these atoms.
double valueOf(const Measurement& measurement, const Structure& structure);

/// A copy of an atom, `image` cell vectors from where it is listed.
struct AtomCopy {
    int atom = 0;
    std::array<int, 3> image {};
};
/// The copies between which valueOf() measures: the first atom as listed, each other the copy nearest to the one before.
std::vector<AtomCopy> measuredCopies(const Measurement& measurement, const Structure& structure);

} // namespace mbtr
