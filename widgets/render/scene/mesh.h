#pragma once

#include <Eigen/Core>
#include <array>
#include <vector>

namespace mbtr::gui {

/// Coloured triangles.
struct Mesh {
    std::vector<Eigen::Vector3f> points; ///< angstrom
    std::vector<Eigen::Vector3f> normals; ///< one a point, length 1
    std::vector<std::array<unsigned char, 4>> colors; ///< RGBA, one a point
    std::vector<std::array<int, 3>> triangles;
};

/// Adds a plane convex polygon.
void addPolygon(Mesh& mesh, const std::vector<Eigen::Vector3d>& corners, const Eigen::Vector3d& normal,
                const std::array<unsigned char, 4>& color);

/// Adds a cone without base from the ring of this radius around `begin` to the point `tip`.
void addCone(Mesh& mesh, const Eigen::Vector3d& begin, const Eigen::Vector3d& tip, double radius,
             const std::array<unsigned char, 4>& color);

void addBall(Mesh& mesh, const Eigen::Vector3d& centre, double radius, const std::array<unsigned char, 4>& color);

/// Adds the side of a cylinder.
void addTube(Mesh& mesh, const Eigen::Vector3d& begin, const Eigen::Vector3d& end, double radius,
             const std::array<unsigned char, 4>& color);

} // namespace mbtr::gui
