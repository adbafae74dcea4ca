#pragma once

#include "core/chemistry/structure.h"
#include "widgets/render/scene/displayed_atoms.h"

#include <Eigen/Core>
#include <optional>
#include <vector>

namespace mbtr::gui {

/// Where one looks from: perspective with a mild angle, or orthographic. Lengths in angstrom.
struct Camera {
    Eigen::Vector3d focus = Eigen::Vector3d::Zero();
    Eigen::Vector3d back = Eigen::Vector3d::UnitZ(); ///< from the focus to the eye, length 1
    Eigen::Vector3d up = Eigen::Vector3d::UnitY(); ///< length 1, normal to back
    double distance = 10; ///< from eye to focus
    bool isOrthographic = false; ///< the same size at the focus as in perspective

    static constexpr double kViewAngle = 24; ///< degrees, from bottom to top

    Eigen::Vector3d right() const { return up.cross(back); }
    Eigen::Vector3d eye() const { return focus + distance * back; }
    /// Half the height of what is seen at the focus.
    double halfHeight() const;
    /// The same at another depth: angstrom from the eye.
    double halfHeightAt(double depth) const;

    bool operator==(const Camera&) const = default;
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
/// The way from one camera to another: the eye swings about a focus that glides, at shares of the distance that look even.
/// share: 0..1.
Camera between(const Camera& from, const Camera& to, double share);

/// Cartesian axes, cell vectors, and vectors of the reciprocal lattice (normal to the faces of the cell).
enum class Axis { X, Y, Z, A, B, C, AStar, BStar, CStar };
/// From which end of an axis.
enum class AxisEnd { Tip, Foot };
/// Looks along an axis, its tip towards the eye (Foot: away from it). False, and nothing happens, where the axis needs a
/// cell and there is none.
bool lookFrom(Camera& camera, Axis axis, AxisEnd end, const Structure& structure);

/// Keeps the direction; all balls in view with a margin. aspect: width / height.
void fit(Camera& camera, const std::vector<Ball>& balls, double aspect);
/// x, y: -1..1 from left to right and from bottom to top.
Ray rayThrough(const Camera& camera, double x, double y, double aspect);
/// Where a point is seen, x and y as for rayThrough(); nothing where it is behind the eye.
std::optional<Eigen::Vector2d> seenAt(const Camera& camera, const Eigen::Vector3d& point, double aspect);
/// The step in space, parallel to the screen, that carries what lies at the depth of `point` by (x, y) of the view.
Eigen::Vector3d stepAt(const Camera& camera, const Eigen::Vector3d& point, double x, double y, double aspect);

/// A direction that shows the structure well: crystals with c up and a to the right, seen a little from the side and above;
/// molecules with their longest extent across and their shortest towards the eye, a little tilted.
Camera standardView(const Structure& structure);

} // namespace mbtr::gui
