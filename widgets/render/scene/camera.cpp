#include "widgets/render/scene/camera.h"

#include <Eigen/Eigenvalues>
#include <Eigen/Geometry>
#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kMargin = 0.86; // share of the view that is filled
constexpr double kNearest = 0.5, kFarthest = 1e6;

void normalise(Camera& camera)
{
    camera.back.normalize();
    camera.up -= camera.up.dot(camera.back) * camera.back;
    camera.up.normalize();
}

Eigen::Vector3d middleOf(const std::vector<Ball>& balls, Eigen::Vector3d& halfSize)
{
    Eigen::Vector3d low = balls.front().centre, high = low;
    for (const Ball& ball : balls) {
        low = low.cwiseMin((ball.centre.array() - ball.radius).matrix());
        high = high.cwiseMax((ball.centre.array() + ball.radius).matrix());
    }
    halfSize = (high - low) / 2;
    return (low + high) / 2;
}

/// Smallest distance from which a ball at (across, towards the eye) lies inside a wedge of this half angle.
double distanceFor(double across, double depth, double radius, double halfAngle)
{
    return depth + (std::abs(across) * std::cos(halfAngle) + radius) / std::sin(halfAngle);
}

/// Columns: right, up, back.
Eigen::Matrix3d frameOf(const Camera& camera)
{
    Eigen::Matrix3d frame;
    frame << camera.right(), camera.up, camera.back;
    return frame;
}

/// Rows: the axis, and what is up when one looks along it.
std::array<Eigen::Vector3d, 2> axisAndUp(Axis axis, const Cell& cell)
{
    const int k = int(axis) % 3;
    const int upward = k == 2 ? 1 : 2;
    if (axis <= Axis::Z)
        return {Eigen::Vector3d::Unit(k), Eigen::Vector3d::Unit(upward)};
    const Eigen::Vector3d up = cell.vectors.row(upward);
    if (axis <= Axis::C)
        return {cell.vectors.row(k), up};
    return {cell.vectors.inverse().col(k), up};
}

/// Principal axes, ascending extent, as columns.
Eigen::Matrix3d principalAxes(const Eigen::Matrix3Xd& positions)
{
    const Eigen::Matrix3Xd centred = positions.colwise() - positions.rowwise().mean();
    const Eigen::Matrix3d scatter = centred * centred.transpose();
    return Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(scatter).eigenvectors();
}

/// Eigenvectors come with either sign: choose the one that leaves pictures as upright as the file has them.
Eigen::Vector3d pointing(const Eigen::Vector3d& axis, const Eigen::Vector3d& preferred)
{
    return axis.dot(preferred) < 0 ? Eigen::Vector3d(-axis) : axis;
}

Camera moleculeView(const Structure& structure)
{
    Camera camera;
    if (structure.atomCount() < 2 || !structure.positions.allFinite())
        return camera;
    const Eigen::Matrix3d axes = principalAxes(structure.positions);
    camera.up = pointing(axes.col(1), Eigen::Vector3d(0.1, 1, 0.2));
    camera.back = pointing(axes.col(2), Eigen::Vector3d(1, 0.1, 0.2)).cross(camera.up);
    turn(camera, 18, 20);
    return camera;
}

Camera crystalView(const Cell& cell)
{
    Camera camera;
    const Eigen::Vector3d a = cell.vectors.row(0), c = cell.vectors.row(2);
    camera.up = c.normalized();
    camera.back = (a - a.dot(camera.up) * camera.up).normalized().cross(camera.up);
    turn(camera, 24, 14);
    return camera;
}

} // namespace

double Camera::halfHeight() const
{
    return halfHeightAt(distance);
}

double Camera::halfHeightAt(double depth) const
{
    return (isOrthographic ? distance : depth) * std::tan(kViewAngle / 2 * kRadians);
}

void turn(Camera& camera, double yaw, double pitch)
{
    const Eigen::AngleAxisd about(-yaw * kRadians, camera.up);
    camera.back = about * camera.back;
    const Eigen::AngleAxisd over(-pitch * kRadians, camera.right());
    camera.back = over * camera.back;
    camera.up = over * camera.up;
    normalise(camera);
}

void pan(Camera& camera, double right, double up)
{
    camera.focus -= 2 * camera.halfHeight() * (right * camera.right() + up * camera.up);
}

void zoom(Camera& camera, double factor)
{
    camera.distance = std::clamp(camera.distance / factor, kNearest, kFarthest);
}

void lookAlong(Camera& camera, const Eigen::Vector3d& direction, const Eigen::Vector3d& up)
{
    if (direction.norm() < 1e-12)
        return;
    camera.back = -direction.normalized();
    camera.up = up;
    if (camera.up.cross(camera.back).norm() < 1e-6 * up.norm() || up.norm() < 1e-12)
        camera.up = camera.back.unitOrthogonal();
    normalise(camera);
}

Camera between(const Camera& from, const Camera& to, double share)
{
    const Eigen::Quaterniond begin(frameOf(from)), end(frameOf(to));
    const Eigen::Matrix3d frame = begin.slerp(share, end).toRotationMatrix();
    Camera camera = to;
    camera.focus = (1 - share) * from.focus + share * to.focus;
    camera.up = frame.col(1);
    camera.back = frame.col(2);
    camera.distance = std::exp((1 - share) * std::log(from.distance) + share * std::log(to.distance));
    normalise(camera);
    return camera;
}

bool lookFrom(Camera& camera, Axis axis, AxisEnd end, const Structure& structure)
{
    if (axis > Axis::Z && !(structure.cell && isUsable(*structure.cell)))
        return false;
    const auto [direction, up] = axisAndUp(axis, structure.cell.value_or(Cell {}));
    lookAlong(camera, end == AxisEnd::Tip ? Eigen::Vector3d(-direction) : direction, up);
    return true;
}

void fit(Camera& camera, const std::vector<Ball>& balls, double aspect)
{
    if (balls.empty())
        return;
    Eigen::Vector3d halfSize;
    camera.focus = middleOf(balls, halfSize);
    const double vertical = std::atan(kMargin * std::tan(Camera::kViewAngle / 2 * kRadians));
    const double horizontal = std::atan(kMargin * aspect * std::tan(Camera::kViewAngle / 2 * kRadians));
    double seen = 0, round = 0;
    for (const Ball& ball : balls) {
        const Eigen::Vector3d from = ball.centre - camera.focus;
        const double depth = from.dot(camera.back);
        seen = std::max(seen, distanceFor(from.dot(camera.right()), depth, ball.radius, horizontal));
        seen = std::max(seen, distanceFor(from.dot(camera.up), depth, ball.radius, vertical));
        round = std::max(round, from.norm() + ball.radius);
    }
    // Leave room to turn: a rod seen end on must not fill the view.
    const double roomToTurn = 0.7 * round / std::sin(std::min(vertical, horizontal));
    const double leastSize = 1.7 / std::sin(vertical); // a single atom does not fill the view
    camera.distance = std::clamp(std::max({seen, roomToTurn, leastSize}), kNearest, kFarthest);
}

Ray rayThrough(const Camera& camera, double x, double y, double aspect)
{
    if (camera.isOrthographic) {
        const double half = camera.halfHeight(), behind = 1e3; // everything is before the eye
        return {camera.eye() + x * half * aspect * camera.right() + y * half * camera.up + behind * camera.back, -camera.back};
    }
    const double half = std::tan(Camera::kViewAngle / 2 * kRadians);
    return {camera.eye(), (x * half * aspect * camera.right() + y * half * camera.up - camera.back).normalized()};
}

std::optional<Eigen::Vector2d> seenAt(const Camera& camera, const Eigen::Vector3d& point, double aspect)
{
    const Eigen::Vector3d fromEye = point - camera.eye();
    const double depth = -fromEye.dot(camera.back);
    if (!camera.isOrthographic && !(depth > 1e-9))
        return std::nullopt;
    const double half = camera.halfHeightAt(depth);
    return Eigen::Vector2d(fromEye.dot(camera.right()) / (half * aspect), fromEye.dot(camera.up) / half);
}

Eigen::Vector3d stepAt(const Camera& camera, const Eigen::Vector3d& point, double x, double y, double aspect)
{
    const double depth = std::max((camera.eye() - point).dot(camera.back), 1e-9);
    const double half = camera.halfHeightAt(depth);
    return half * (x * aspect * camera.right() + y * camera.up);
}

Camera standardView(const Structure& structure)
{
    const bool isCrystal = structure.isPeriodic() && isUsable(*structure.cell);
    return isCrystal ? crystalView(*structure.cell) : moleculeView(structure);
}

} // namespace mbtr::gui
