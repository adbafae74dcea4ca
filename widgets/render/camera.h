#pragma once

#include "core/chemistry/structure.h"
#include "widgets/render/displayed_atoms.h"

#include <Eigen/Core>
#include <vector>

namespace mbtr::gui {

/// Where one looks from: perspective with a mild angle, or orthographic. Lengths in angstrom.
struct Camera {
    Eigen::Vector3d focus = Eigen::Vector3d::Zero();
    Eigen::Vector3d back = Eigen::Vector3d::UnitZ(); ///< from the focus to the eye, length 1
    Eigen::Vector3d up = Eigen::Vector3d::UnitY();   ///< length 1, normal to back
    double distance = 10;                            ///< from eye to focus
    bool isOrthographic = false;                     ///< the same size at the focus as in perspective

    static constexpr double kViewAngle = 24; ///< degrees, from bottom to top

    Eigen::Vector3d right() const { return up.cross(back); }
    Eigen::Vector3d eye() const { return focus + distance * back; }
    /// Half the height of what is seen at the focus.
    double halfHeight() const;
};

/// A ball to keep in view.
struct Ball {
    Eigen::Vector3d centre;
    double radius = 0;
};

struct Ray {
    Eigen::Vector3d origin;
    Eigen::Vector3d direction; ///< length 1
};

/// Degrees; the scene follows the hand: yaw > 0 moves its front to the right, pitch > 0 down.
void turn(Camera& camera, double yaw, double pitch);
/// The scene moves by these shares of the height of the view, to the right and up.
void pan(Camera& camera, double right, double up);
/// factor > 1: nearer.
void zoom(Camera& camera, double factor);
/// Looks along `direction` (need not be normalised), `up` up as far as possible.
void lookAlong(Camera& camera, const Eigen::Vector3d& direction, const Eigen::Vector3d& up);
/// Keeps the direction; all balls in view with a margin. aspect: width / height.
void fit(Camera& camera, const std::vector<Ball>& balls, double aspect);
/// x, y: -1..1 from left to right and from bottom to top.
Ray rayThrough(const Camera& camera, double x, double y, double aspect);

/// A direction that shows the structure well: crystals with c up and a to the right, seen a little from the side and above;
/// molecules with their longest extent across and their shortest towards the eye, a little tilted.
Camera standardView(const Structure& structure);

} // namespace mbtr::gui
