#pragma once

#include "widgets/render/scene/atom_colors.h"

#include <QPalette>

namespace mbtr::gui {

/// What in the 3-D view follows the window's palette.
struct SceneColors {
    Rgb background;
    Rgb lines; ///< unit cell
    Rgb text;
    Rgb highlight; ///< rings around picked atoms
    Rgb measure; ///< lines and values of measurements
    std::array<Rgb, 3> axes; ///< x, y, z and a, b, c
};

SceneColors sceneColors(const QPalette& palette);

} // namespace mbtr::gui
