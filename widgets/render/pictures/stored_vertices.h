#pragma once

#include "widgets/render/scene/vertices.h"

#include <cstring>

namespace mbtr::gui {

/// Calls visit(vertex) once for each sphere (copies = 3) or stick (copies = 4) of an array for the graphics card.
template <typename Vertex, typename Visit>
void forEachStored(const std::vector<std::byte>& vertices, int copies, const Visit& visit)
{
    const std::size_t stride = sizeof(Vertex) * std::size_t(copies);
    for (std::size_t at = 0; at + stride <= vertices.size(); at += stride) {
        Vertex vertex;
        std::memcpy(&vertex, vertices.data() + at, sizeof(Vertex));
        visit(vertex);
    }
}

template <typename Visit> void forEachSphere(const Vertices& vertices, const Visit& visit)
{
    if (vertices)
        forEachStored<SphereVertex>(*vertices, 3, visit);
}

template <typename Visit> void forEachStick(const Vertices& vertices, const Visit& visit)
{
    if (vertices)
        forEachStored<StickVertex>(*vertices, 4, visit);
}

} // namespace mbtr::gui
