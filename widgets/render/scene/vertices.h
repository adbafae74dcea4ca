#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace mbtr::gui {

/// One number a byte: occlusion of a ball by its neighbours, mean and direction (see occlusion.h); 127 stands for 1.
using Shade = std::array<signed char, 4>;
using Rgba = std::array<unsigned char, 4>;

inline std::array<float, 3> asFloats(const Eigen::Vector3d& point)
{
    return {float(point[0]), float(point[1]), float(point[2])};
}

/// Three equal ones make a sphere, four a stick.
struct SphereVertex {
    std::array<float, 3> centre;
    float radius;
    Rgba color;
    Shade shade;
};

struct StickVertex {
    std::array<float, 3> begin;
    float radius;
    std::array<float, 3> end;
    float middle; ///< share of the length that has the first colour
    Rgba first;
    Rgba second;
    Shade shade;
};

/// Ready to be copied to the graphics card.
using Vertices = std::shared_ptr<const std::vector<std::byte>>;

template <typename Vertex> void appendVertex(std::vector<std::byte>& vertices, const Vertex& vertex, int count)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(&vertex);
    for (int n = 0; n < count; ++n)
        vertices.insert(vertices.end(), bytes, bytes + sizeof(Vertex));
}

inline void appendSphere(std::vector<std::byte>& vertices, const SphereVertex& sphere)
{
    appendVertex(vertices, sphere, 3);
}

inline void appendStick(std::vector<std::byte>& vertices, const StickVertex& stick)
{
    appendVertex(vertices, stick, 4);
}

} // namespace mbtr::gui
