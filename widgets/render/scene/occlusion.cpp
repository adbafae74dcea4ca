#include "widgets/render/scene/occlusion.h"

#include "core/chemistry/neighbours.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kReach = 5; // angstrom
constexpr std::size_t kMostAtoms = 1'000'000;

constexpr double kMostHidden = 0.16; // by one ball: of those that run into one another light still reaches the rest

/// Share of the whole sphere of directions that a ball of this radius hides, seen from a ball of radius `own` at this
/// distance between the centres: from half way to its far side.
double hiddenShare(double radius, double own, double distance)
{
    const double sine = std::min(radius / (distance + 0.5 * own), 1.0);
    return std::min(0.5 * (1 - std::sqrt(1 - sine * sine)), kMostHidden);
}

/// A point of the surface sees half of all directions, and those around its normal count most: a lobe 1 + 1.5 cos.
void hide(Eigen::Vector4d& hidden, const Eigen::Vector3d& direction, double share)
{
    hidden[0] += share;
    hidden.tail<3>() += 1.5 * share * direction;
}

Shade packed(const Eigen::Vector4d& hidden)
{
    Shade shade {};
    for (int k = 0; k < 4; ++k)
        shade[std::size_t(k)] = static_cast<signed char>(std::lround(127 * std::clamp(hidden[k], -1.0, 1.0)));
    return shade;
}

} // namespace

std::vector<Shade> occlusionOf(const DisplayedAtoms& shown)
{
    const std::size_t count = shown.atoms.size();
    std::vector<Shade> shades(count);
    if (count > kMostAtoms)
        return shades;
    Structure balls;
    balls.species.assign(count, 1);
    balls.positions.resize(3, Eigen::Index(count));
    for (std::size_t n = 0; n < count; ++n)
        balls.positions.col(Eigen::Index(n)) = shown.atoms[n].position;
    std::vector<Eigen::Vector4d> hidden(count, Eigen::Vector4d::Zero());
    visitPairs(balls, kReach, [&](const NeighbourPair& pair) {
        if (!(pair.distance > 1e-3))
            return;
        const auto i = std::size_t(pair.i), j = std::size_t(pair.j);
        const Eigen::Vector3d direction = (shown.atoms[j].position - shown.atoms[i].position) / pair.distance;
        const double first = shown.atoms[i].radius, second = shown.atoms[j].radius;
        hide(hidden[i], direction, hiddenShare(second, first, pair.distance));
        hide(hidden[j], -direction, hiddenShare(first, second, pair.distance));
    });
    std::transform(hidden.begin(), hidden.end(), shades.begin(), packed);
    return shades;
}

} // namespace mbtr::gui
