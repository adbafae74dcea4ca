#include "widgets/render/scene/mesh.h"

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

constexpr int kSides = 16;

int addPoint(Mesh& mesh, const Eigen::Vector3d& point, const Eigen::Vector3d& normal, const std::array<unsigned char, 4>& color)
{
    mesh.points.push_back(point.cast<float>());
    mesh.normals.push_back(normal.cast<float>());
    mesh.colors.push_back(color);
    return int(mesh.points.size()) - 1;
}

/// The side of a body that is round about an axis: from radius `wide` at begin to `narrow` at end.
void addRound(Mesh& mesh, const Eigen::Vector3d& begin, const Eigen::Vector3d& end, double wide, double narrow,
              const std::array<unsigned char, 4>& color)
{
    const Eigen::Vector3d axis = (end - begin).normalized();
    const Eigen::Vector3d across = axis.unitOrthogonal(), up = axis.cross(across);
    const double slope = (wide - narrow) / (end - begin).norm();
    const int first = int(mesh.points.size());
    for (int n = 0; n < kSides; ++n) {
        const double angle = 2 * std::numbers::pi * n / kSides;
        const Eigen::Vector3d out = std::cos(angle) * across + std::sin(angle) * up;
        const Eigen::Vector3d normal = (out + slope * axis).normalized();
        addPoint(mesh, begin + wide * out, normal, color);
        addPoint(mesh, end + narrow * out, normal, color);
    }
    for (int n = 0; n < kSides; ++n) {
        const int here = first + 2 * n, next = first + 2 * ((n + 1) % kSides);
        mesh.triangles.push_back({here, next, here + 1});
        mesh.triangles.push_back({here + 1, next, next + 1});
    }
}

} // namespace

void addPolygon(Mesh& mesh, const std::vector<Eigen::Vector3d>& corners, const Eigen::Vector3d& normal,
                const std::array<unsigned char, 4>& color)
{
    const int first = int(mesh.points.size());
    for (const Eigen::Vector3d& corner : corners)
        addPoint(mesh, corner, normal, color);
    for (int n = 1; n + 1 < int(corners.size()); ++n)
        mesh.triangles.push_back({first, first + n, first + n + 1});
}

void addCone(Mesh& mesh, const Eigen::Vector3d& begin, const Eigen::Vector3d& tip, double radius,
             const std::array<unsigned char, 4>& color)
{
    addRound(mesh, begin, tip, radius, 0.02 * radius, color);
    const Eigen::Vector3d back = (begin - tip).normalized();
    addRound(mesh, begin, begin + 1e-3 * radius * back, radius, 0, color); // its base
}

void addBall(Mesh& mesh, const Eigen::Vector3d& centre, double radius, const std::array<unsigned char, 4>& color)
{
    constexpr int kRows = 14, kColumns = 24;
    const int first = int(mesh.points.size());
    for (int row = 0; row <= kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const double polar = std::numbers::pi * row / kRows, around = 2 * std::numbers::pi * column / kColumns;
            const Eigen::Vector3d out(std::sin(polar) * std::cos(around), std::sin(polar) * std::sin(around), std::cos(polar));
            addPoint(mesh, centre + radius * out, out, color);
        }
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const int here = first + row * kColumns + column, next = first + row * kColumns + (column + 1) % kColumns;
            mesh.triangles.push_back({here, here + kColumns, next});
            mesh.triangles.push_back({next, here + kColumns, next + kColumns});
        }
}

void addTube(Mesh& mesh, const Eigen::Vector3d& begin, const Eigen::Vector3d& end, double radius,
             const std::array<unsigned char, 4>& color)
{
    addRound(mesh, begin, end, radius, radius, color);
}

} // namespace mbtr::gui
