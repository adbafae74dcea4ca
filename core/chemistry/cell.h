#pragma once

#include <Eigen/Core>
#include <array>

namespace mbtr {

/// Coordinates in units of the cell vectors; its own type, so that it cannot be mixed up with angstrom.
struct Fractional {
    Eigen::Vector3d value;
};

/// A lattice. vectors: rows a, b, c in angstrom; any handedness. periodic: along a, b, c.
struct Cell {
    Eigen::Matrix3d vectors = Eigen::Matrix3d::Identity();
    std::array<bool, 3> periodic {true, true, true};

    bool isPeriodic() const { return periodic[0] || periodic[1] || periodic[2]; }
    /// Number of periodic directions, 0..3.
    int dimension() const { return int(periodic[0]) + int(periodic[1]) + int(periodic[2]); }
    /// angstrom^3, positive for left-handed cells too.
    double volume() const;
    /// Lengths a, b, c in angstrom.
    Eigen::Vector3d lengths() const;
    /// Angles alpha, beta, gamma in degrees.
    Eigen::Vector3d anglesInDegrees() const;

    Eigen::Vector3d toCartesian(const Fractional& point) const { return vectors.transpose() * point.value; }
    Fractional toFractional(const Eigen::Vector3d& point) const;
};

/// The cell with these lengths (angstrom) and angles (degrees): a along x, b in the xy plane.
Cell cellFromParameters(const Eigen::Vector3d& lengths, const Eigen::Vector3d& anglesInDegrees);

/// Zero vectors of directions that are not periodic (slabs and chains are written so) become unit vectors, at right angles to
/// the others as far as possible.
void completeCell(Cell& cell);

/// True where the three vectors span a volume: larger than 1e-6 of the box of the same lengths.
bool isUsable(const Cell& cell);

} // namespace mbtr
