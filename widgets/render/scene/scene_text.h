#pragma once

#include "widgets/render/scene/atom_colors.h"

#include <Eigen/Core>
#include <string>

namespace mbtr::gui {

/// Text at a point of the scene, centred there and facing the eye.
struct SceneText {
    Eigen::Vector3d position;
    double lift = 0; ///< angstrom towards the eye
    std::string text; ///< UTF-8, one line
    Rgb color {};
    double rise = 0; ///< device-independent pixels upwards
};

} // namespace mbtr::gui
