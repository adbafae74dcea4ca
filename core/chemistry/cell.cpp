#include "core/chemistry/cell.h"

#include <Eigen/Geometry>
#include <Eigen/LU>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

double angleInDegrees(const Eigen::Vector3d& u, const Eigen::Vector3d& v)
{
    return std::atan2(u.cross(v).norm(), u.dot(v)) * 180 / std::numbers::pi;
}

} // namespace

double Cell::volume() const
{
    return std::abs(vectors.determinant());
}

Eigen::Vector3d Cell::lengths() const
{
    return vectors.rowwise().norm();
}

Eigen::Vector3d Cell::anglesInDegrees() const
{
    const Eigen::Vector3d a = vectors.row(0), b = vectors.row(1), c = vectors.row(2);
    return {angleInDegrees(b, c), angleInDegrees(a, c), angleInDegrees(a, b)};
}

Fractional Cell::toFractional(const Eigen::Vector3d& point) const
{
    return {vectors.transpose().inverse() * point};
}

Cell cellFromParameters(const Eigen::Vector3d& lengths, const Eigen::Vector3d& anglesInDegrees)
{
    // Right angles must give exact zeros, which cos(pi/2) does not.
    const auto cosine = [](double degrees) { return degrees == 90 ? 0.0 : std::cos(degrees * std::numbers::pi / 180); };
    const double ca = cosine(anglesInDegrees[0]), cb = cosine(anglesInDegrees[1]), cg = cosine(anglesInDegrees[2]);
    const double sg = std::sqrt(1 - cg * cg);
    const double cy = (ca - cb * cg) / sg;
    Cell cell;
    cell.vectors.row(0) << lengths[0], 0, 0;
    cell.vectors.row(1) << lengths[1] * cg, lengths[1] * sg, 0;
    cell.vectors.row(2) << lengths[2] * cb, lengths[2] * cy, lengths[2] * std::sqrt(1 - cb * cb - cy * cy);
    return cell;
}

void completeCell(Cell& cell)
{
    for (int axis = 0; axis < 3; ++axis) {
        if (cell.periodic[axis] || cell.vectors.row(axis).norm() > 1e-8)
            continue;
        const Eigen::Vector3d u = cell.vectors.row((axis + 1) % 3), v = cell.vectors.row((axis + 2) % 3);
        const Eigen::Vector3d normal = u.cross(v);
        const Eigen::Vector3d& one = u.norm() > v.norm() ? u : v; // at least one is not zero in a chain
        const Eigen::Vector3d direction = normal.norm() > 1e-8 ? normal : one.norm() > 1e-8 ? one.unitOrthogonal() : normal;
        if (direction.norm() > 0)
            cell.vectors.row(axis) = direction.normalized();
    }
}

bool isUsable(const Cell& cell)
{
    const double box = cell.lengths().prod();
    return std::isfinite(box) && box > 0 && cell.volume() > 1e-6 * box;
}

} // namespace mbtr
