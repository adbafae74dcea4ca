#include "core/chemistry/measurements.h"

#include <Eigen/Geometry>
#include <Eigen/LU>
#include <cmath>
#include <limits>
#include <numbers>

namespace mbtr {

namespace {

constexpr double kDegrees = 180 / std::numbers::pi;

/// How many cells away, along each vector, a copy nearer than `reach` can be.
std::array<int, 3> searchRange(const Cell& cell, double reach)
{
    const Eigen::Vector3d inverseSpacing = cell.vectors.transpose().inverse().rowwise().norm();
    std::array<int, 3> range {};
    for (int k = 0; k < 3; ++k)
        if (cell.periodic[k])
            range[k] = int(std::min(std::ceil(reach * inverseSpacing[k]), 50.0));
    return range;
}

Eigen::Vector3d shortestImage(const Cell& cell, const Eigen::Vector3d& difference)
{
    Eigen::Vector3d fraction = cell.toFractional(difference).value;
    for (int k = 0; k < 3; ++k)
        if (cell.periodic[k])
            fraction[k] -= std::round(fraction[k]);
    Eigen::Vector3d shortest = cell.toCartesian({fraction});
    const auto range = searchRange(cell, shortest.norm());
    // In a skewed cell rounding fractions is not enough: look at all copies that could be nearer.
    for (int u = -range[0]; u <= range[0]; ++u)
        for (int v = -range[1]; v <= range[1]; ++v)
            for (int w = -range[2]; w <= range[2]; ++w) {
                const Eigen::Vector3d candidate = cell.toCartesian({fraction + Eigen::Vector3d(u, v, w)});
                if (candidate.squaredNorm() < shortest.squaredNorm() * (1 - 1e-12))
                    shortest = candidate;
            }
    return shortest;
}

} // namespace

Eigen::Vector3d shortestVector(const Structure& structure, int i, int j)
{
    const Eigen::Vector3d difference = structure.positions.col(j) - structure.positions.col(i);
    const bool isCrystal = structure.isPeriodic() && isUsable(*structure.cell) && difference.allFinite();
    return isCrystal ? shortestImage(*structure.cell, difference) : difference;
}

double distanceBetween(const Structure& structure, int i, int j)
{
    return shortestVector(structure, i, j).norm();
}

double angleBetween(const Structure& structure, int i, int j, int k)
{
    const Eigen::Vector3d u = shortestVector(structure, j, i), v = shortestVector(structure, j, k);
    if (u.isZero() || v.isZero())
        return std::numeric_limits<double>::quiet_NaN();
    return std::atan2(u.cross(v).norm(), u.dot(v)) * kDegrees;
}

double dihedralBetween(const Structure& structure, int i, int j, int k, int l)
{
    const Eigen::Vector3d b1 = shortestVector(structure, i, j), b2 = shortestVector(structure, j, k),
                          b3 = shortestVector(structure, k, l);
    const Eigen::Vector3d n1 = b1.cross(b2), n2 = b2.cross(b3);
    if (n1.norm() < 1e-9 || n2.norm() < 1e-9)
        return std::numeric_limits<double>::quiet_NaN();
    return std::atan2(b2.norm() * b1.dot(n2), n1.dot(n2)) * kDegrees;
}

double valueOf(const Measurement& measurement, const Structure& structure)
{
    const auto& atoms = measurement.atoms;
    for (const int atom : atoms)
        if (atom < 0 || atom >= structure.atomCount())
            return std::numeric_limits<double>::quiet_NaN();
    switch (atoms.size()) {
    case 2:
        return distanceBetween(structure, atoms[0], atoms[1]);
    case 3:
        return angleBetween(structure, atoms[0], atoms[1], atoms[2]);
    case 4:
        return dihedralBetween(structure, atoms[0], atoms[1], atoms[2], atoms[3]);
    default:
        return std::numeric_limits<double>::quiet_NaN();
    }
}

std::vector<AtomCopy> measuredCopies(const Measurement& measurement, const Structure& structure)
{
    std::vector<AtomCopy> copies;
    Eigen::Vector3d here = Eigen::Vector3d::Zero();
    for (const int atom : measurement.atoms) {
        const Eigen::Vector3d listed = structure.positions.col(atom);
        AtomCopy copy {atom, {}};
        here = copies.empty() ? listed : Eigen::Vector3d(here + shortestVector(structure, copies.back().atom, atom));
        if (structure.isPeriodic() && isUsable(*structure.cell) && (here - listed).allFinite()) {
            const Eigen::Vector3d cells = structure.cell->toFractional(here - listed).value;
            for (int k = 0; k < 3; ++k)
                copy.image[k] = int(std::lround(cells[k]));
        }
        copies.push_back(copy);
    }
    return copies;
}

} // namespace mbtr
