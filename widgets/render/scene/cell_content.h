#pragma once

#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/scene/scene_colors.h"
#include "widgets/render/scene/scene_text.h"

namespace mbtr::gui {

/// The edges of the unit cell, the vectors from its origin coloured and named a, b, c, and fainter the edges of the other
/// whole cells of the ranges. Only along periodic directions: a slab has a parallelogram, a chain a line.
struct CellContent {
    std::vector<std::byte> sticks; ///< StickVertex x 4 each
    std::vector<SceneText> names;
};

CellContent cellContent(const Cell& cell, const Eigen::Vector3d& origin, const CellRanges& ranges, const SceneColors& colors);

} // namespace mbtr::gui
