#include "widgets/render/scene/measures.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

using Points = std::vector<Eigen::Vector3d>;

constexpr double kPeriod = 0.2; // angstrom: a dash and the gap after it
constexpr double kDash = 0.6; // share of the period
constexpr double kMostDashes = 200; // of a line: longer ones get longer dashes

double lengthOf(const Points& path)
{
    double length = 0;
    for (std::size_t n = 0; n + 1 < path.size(); ++n)
        length += (path[n + 1] - path[n]).norm();
    return length;
}

/// The point `along` angstrom from the beginning of a path.
Eigen::Vector3d pointAt(const Points& path, double along)
{
    for (std::size_t n = 0; n + 1 < path.size(); ++n) {
        const double step = (path[n + 1] - path[n]).norm();
        if (along <= step && step > 0)
            return path[n] + along / step * (path[n + 1] - path[n]);
        along -= step;
    }
    return path.back();
}

/// Begins and ends with a dash.
void addDashes(PlacedMeasure& measure, const Points& path)
{
    const double length = lengthOf(path);
    if (!(length > 1e-6))
        return;
    const double count = std::clamp(std::round(length / kPeriod), 1.0, kMostDashes);
    const double period = length / (count - 1 + kDash);
    for (int n = 0; n < int(count); ++n)
        measure.dashes.push_back({pointAt(path, n * period), pointAt(path, (n + kDash) * period)});
}

/// From direction `from` towards `to` (lengths 1) about a centre.
Points arc(const Eigen::Vector3d& centre, const Eigen::Vector3d& from, const Eigen::Vector3d& to, double radius)
{
    const double cosine = std::clamp(from.dot(to), -1.0, 1.0), angle = std::acos(cosine);
    Eigen::Vector3d aside = to - cosine * from;
    aside = aside.norm() > 1e-6 ? aside.normalized() : from.unitOrthogonal();
    const int steps = std::max(4, int(std::ceil(angle / std::numbers::pi * 32)));
    Points points;
    for (int n = 0; n <= steps; ++n) {
        const double turned = angle * n / steps;
        points.push_back(centre + radius * (std::cos(turned) * from + std::sin(turned) * aside));
    }
    return points;
}

void addArc(PlacedMeasure& measure, const Eigen::Vector3d& centre, const Eigen::Vector3d& first, const Eigen::Vector3d& second,
            double radius)
{
    if (first.norm() < 1e-6 || second.norm() < 1e-6)
        return;
    addDashes(measure, arc(centre, first.normalized(), second.normalized(), radius));
    const Points outer = arc(centre, first.normalized(), second.normalized(), 1.25 * radius);
    measure.labelAt = outer[outer.size() / 2];
}

void addAngle(PlacedMeasure& measure, const Points& at)
{
    const Eigen::Vector3d first = at[0] - at[1], second = at[2] - at[1];
    addArc(measure, at[1], first, second, std::min({0.6 * first.norm(), 0.6 * second.norm(), 1.2}));
}

void addDihedral(PlacedMeasure& measure, const Points& at)
{
    const Eigen::Vector3d axis = (at[2] - at[1]).normalized();
    const auto across = [&](const Eigen::Vector3d& leg) { return Eigen::Vector3d(leg - leg.dot(axis) * axis); };
    const Eigen::Vector3d first = across(at[0] - at[1]), second = across(at[3] - at[2]);
    addArc(measure, (at[1] + at[2]) / 2, first, second, std::clamp(0.7 * std::min(first.norm(), second.norm()), 0.3, 1.0));
}

PlacedMeasure placed(const Points& at, const std::string& text)
{
    PlacedMeasure measure;
    measure.text = text;
    measure.labelAt = (at[at.size() / 2 - 1] + at[at.size() / 2]) / 2;
    for (std::size_t n = 0; n + 1 < at.size(); ++n)
        addDashes(measure, {at[n], at[n + 1]});
    if (at.size() == 3)
        addAngle(measure, at);
    if (at.size() == 4)
        addDihedral(measure, at);
    return measure;
}

} // namespace

std::vector<PlacedMeasure> placeMeasures(const SitePlaces& places, const std::vector<MeasuredSites>& measures)
{
    std::vector<PlacedMeasure> all;
    for (const MeasuredSites& measure : measures) {
        const Points at = places.placesOf(measure.sites);
        if (at.size() >= 2 && at.size() <= 4)
            all.push_back(placed(at, measure.text));
    }
    return all;
}

} // namespace mbtr::gui
