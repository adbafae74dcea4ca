#include "widgets/render/scene/tuple_shapes.h"

#include "widgets/render/scene/mesh.h"
#include "widgets/render/scene/site_places.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

using Eigen::Vector3d;
using Color = std::array<unsigned char, 4>;

constexpr double kStick = 0.2, kLeg = 0.075, kGhost = 0.22; // radii, angstrom
constexpr double kLargestSector = 1.0; // angstrom
constexpr double kPartOfLeg = 0.55;
constexpr double kRim = 0.88; // from here outwards a sector is its rim
constexpr double kFillPart = 0.55; // of the opacity: what is large must not hide what is behind it
constexpr int kSectorSteps = 12;
constexpr double kNoLength = 1e-6;

Color colored(const Rgb& color, double opacity)
{
    return {color[0], color[1], color[2], static_cast<unsigned char>(std::lround(255 * std::clamp(opacity, 0.0, 1.0)))};
}

void addStick(Mesh& mesh, const Vector3d& from, const Vector3d& to, double radius, const Color& color)
{
    if ((to - from).norm() > kNoLength)
        addTube(mesh, from, to, radius, color);
}

void addTriangle(Mesh& mesh, const Vector3d& a, const Vector3d& b, const Vector3d& c, const Color& color)
{
    const Vector3d normal = (b - a).cross(c - a);
    if (normal.norm() > kNoLength)
        addPolygon(mesh, {a, b, c}, normal.normalized(), color);
}

/// Between the directions of two legs, filled, with a rim.
void addSector(Mesh& mesh, const Vector3d& centre, const Vector3d& from, const Vector3d& to, double radius, const Color& fill,
               const Color& rim)
{
    if (from.norm() < kNoLength || to.norm() < kNoLength)
        return;
    const Vector3d u = from.normalized();
    Vector3d across = to - u * u.dot(to);
    across = across.norm() > 1e-4 * to.norm() ? across.normalized() : u.unitOrthogonal();
    const double angle = std::atan2(across.dot(to), u.dot(to));
    const Vector3d normal = u.cross(across);
    const auto at = [&](int step, double part) {
        const double turn = angle * step / kSectorSteps;
        return Vector3d(centre + part * radius * (std::cos(turn) * u + std::sin(turn) * across));
    };
    for (int step = 0; step < kSectorSteps; ++step) {
        addPolygon(mesh, {centre, at(step, kRim), at(step + 1, kRim)}, normal, fill);
        addPolygon(mesh, {at(step, kRim), at(step, 1), at(step + 1, 1), at(step + 1, kRim)}, normal, rim);
    }
}

void addAngle(Mesh& mesh, const Vector3d& a, const Vector3d& b, const Vector3d& c, const Color& fill, const Color& edge)
{
    const double shorter = std::min((a - b).norm(), (c - b).norm());
    addSector(mesh, b, a - b, c - b, std::min(kPartOfLeg * shorter, kLargestSector), fill, edge);
}

void addDihedral(Mesh& mesh, const std::vector<Vector3d>& at, const Color& fill, const Color& edge)
{
    addTriangle(mesh, at[0], at[1], at[2], fill);
    addTriangle(mesh, at[1], at[2], at[3], fill);
    const Vector3d axis = at[2] - at[1];
    if (axis.norm() < kNoLength)
        return;
    const Vector3d along = axis.normalized();
    const auto outwards = [&](const Vector3d& v) { return Vector3d(v - along * along.dot(v)); };
    const Vector3d first = outwards(at[0] - at[1]), last = outwards(at[3] - at[2]);
    const double radius = 0.5 * std::min({first.norm(), last.norm(), kLargestSector});
    addSector(mesh, at[1] + axis / 2, first, last, radius, fill, edge);
}

} // namespace

void addTuple(Mesh& mesh, const SitePlaces& places, const HighlightedTuple& tuple)
{
    const auto at = places.placesOf(tuple.sites);
    if (at.size() < 2 || at.size() > 4)
        return;
    const Color edge = colored(tuple.color, tuple.opacity), fill = colored(tuple.color, kFillPart * tuple.opacity);
    for (std::size_t n = 0; n + 1 < at.size(); ++n)
        addStick(mesh, at[n], at[n + 1], at.size() == 2 ? kStick : kLeg, edge);
    if (at.size() == 3)
        addAngle(mesh, at[0], at[1], at[2], fill, edge);
    if (at.size() == 4)
        addDihedral(mesh, at, fill, edge);
    for (std::size_t n = 0; n < at.size(); ++n)
        if (!places.isDrawn(tuple.sites[n].atom, at[n]))
            addBall(mesh, at[n], kGhost, edge);
}

} // namespace mbtr::gui
