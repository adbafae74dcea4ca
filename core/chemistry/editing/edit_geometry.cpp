#include "core/chemistry/editing/edit_geometry.h"

#include "core/base/error.h"
#include "core/chemistry/measurements.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <set>

namespace mbtr {

namespace {

constexpr double kRadians = std::numbers::pi / 180;

void requireDistinct(const Structure& structure, const std::vector<int>& atoms)
{
    for (const int atom : atoms)
        if (atom < 0 || atom >= structure.atomCount())
            throw SettingsError("atoms", fmt::format("there is no atom {}, the structure has {}", atom, structure.atomCount()));
    if (std::set<int>(atoms.begin(), atoms.end()).size() != atoms.size())
        throw SettingsError("atoms", "an atom was named twice, expected different ones");
}

void requireIn(const char* field, double value, double low, double high, const char* unit)
{
    if (!(value >= low && value <= high))
        throw SettingsError(field, fmt::format("must be {} to {} {}, is {}", low, high, unit, value));
}

/// Atoms turn about an axis through `centre`.
Structure turnAtoms(Structure structure, const std::vector<int>& atoms, const Eigen::Vector3d& centre,
                    const Eigen::Vector3d& axis, double radians)
{
    const Eigen::AngleAxisd rotation(radians, axis);
    for (const int atom : atoms)
        structure.positions.col(atom) = centre + rotation * (structure.positions.col(atom) - centre);
    return structure;
}

std::vector<std::vector<const Bond*>> bondsOfAtoms(const std::vector<Bond>& bonds, int atomCount)
{
    std::vector<std::vector<const Bond*>> of(static_cast<std::size_t>(atomCount));
    for (const Bond& bond : bonds) {
        of[bond.i].push_back(&bond);
        if (bond.j != bond.i)
            of[bond.j].push_back(&bond);
    }
    return of;
}

/// Puts every atom of the fragment next to the atom it hangs on, so that the fragment is one piece and can turn as one.
/// Crystals list atoms wherever they like; without this a turn would tear the fragment at the boundary.
Structure gatherFragment(Structure structure, const std::vector<Bond>& bonds, const std::vector<int>& fragment, int first)
{
    if (!structure.isPeriodic())
        return structure;
    const auto of = bondsOfAtoms(bonds, structure.atomCount());
    std::vector<char> waiting(structure.species.size(), 0);
    for (const int atom : fragment)
        waiting[atom] = 1;
    std::vector<int> open {first};
    waiting[first] = 0;
    while (!open.empty()) {
        const int from = open.back();
        open.pop_back();
        for (const Bond* bond : of[from]) {
            const int to = bond->i == from ? bond->j : bond->i;
            if (!waiting[to])
                continue;
            waiting[to] = 0;
            structure.positions.col(to) = structure.positions.col(from) + shortestVector(structure, from, to);
            open.push_back(to);
        }
    }
    return structure;
}

} // namespace

std::vector<int> fragmentBehind(const std::vector<Bond>& bonds, int atomCount, int fixed, int moving)
{
    const auto of = bondsOfAtoms(bonds, atomCount);
    const auto between = std::count_if(of[moving].begin(), of[moving].end(),
                                       [&](const Bond* bond) { return (bond->i == moving ? bond->j : bond->i) == fixed; });
    if (between > 1)
        return {moving}; // a chain through the boundary
    std::vector<char> reached(static_cast<std::size_t>(atomCount), 0);
    std::vector<int> fragment {moving};
    reached[moving] = 1;
    for (std::size_t next = 0; next < fragment.size(); ++next)
        for (const Bond* bond : of[fragment[next]]) {
            const int to = bond->i == fragment[next] ? bond->j : bond->i;
            if (fragment[next] == moving && to == fixed)
                continue; // the bond that is cut
            if (to == fixed)
                return {moving}; // around a ring
            if (!reached[to]) {
                reached[to] = 1;
                fragment.push_back(to);
            }
        }
    std::sort(fragment.begin(), fragment.end());
    return fragment;
}

Structure moveAtoms(Structure structure, const std::vector<int>& atoms, const Eigen::Vector3d& by)
{
    for (const int atom : atoms)
        structure.positions.col(atom) += by;
    return structure;
}

Structure withDistance(const Structure& structure, const std::vector<Bond>& bonds, int i, int j, double distance)
{
    requireDistinct(structure, {i, j});
    requireIn("distance", distance, 0.1, 100, "angstrom");
    const Eigen::Vector3d along = shortestVector(structure, i, j);
    if (!(along.norm() > 1e-9))
        throw NumericalError(fmt::format("Atoms {} and {} lie in the same place: there is no direction to move along.", i, j));
    return moveAtoms(structure, fragmentBehind(bonds, structure.atomCount(), i, j),
                     along.normalized() * (distance - along.norm()));
}

Structure withAngle(const Structure& structure, const std::vector<Bond>& bonds, int i, int j, int k, double degrees)
{
    requireDistinct(structure, {i, j, k});
    requireIn("angle", degrees, 0, 180, "degrees");
    const Eigen::Vector3d u = shortestVector(structure, j, i), v = shortestVector(structure, j, k);
    if (!(u.norm() > 1e-9 && v.norm() > 1e-9))
        throw NumericalError(fmt::format("Atoms {}, {} and {} do not span an angle: two lie in the same place.", i, j, k));
    Eigen::Vector3d axis = u.cross(v);
    // On a line any plane will do.
    axis = axis.norm() > 1e-6 * u.norm() * v.norm() ? axis.normalized() : u.unitOrthogonal();
    auto fragment = fragmentBehind(bonds, structure.atomCount(), j, k);
    if (std::binary_search(fragment.begin(), fragment.end(), i))
        fragment = {k}; // i would turn along
    const Structure whole = gatherFragment(structure, bonds, fragment, k);
    const double now = std::atan2(u.cross(v).norm(), u.dot(v));
    return turnAtoms(whole, fragment, whole.positions.col(k) - v, axis, degrees * kRadians - now);
}

Structure withDihedral(const Structure& structure, const std::vector<Bond>& bonds, const std::array<int, 4>& atoms,
                       double degrees)
{
    const auto [i, j, k, l] = atoms;
    requireDistinct(structure, {i, j, k, l});
    requireIn("dihedral", degrees, -1e6, 1e6, "degrees");
    const double now = dihedralBetween(structure, i, j, k, l);
    if (!std::isfinite(now))
        throw NumericalError(
            fmt::format("Atoms {}, {}, {} and {} have no dihedral angle: three of them lie on a line.", i, j, k, l));
    const Eigen::Vector3d axis = shortestVector(structure, j, k).normalized();
    auto fragment = fragmentBehind(bonds, structure.atomCount(), j, k);
    const auto holds = [&](int atom) { return std::binary_search(fragment.begin(), fragment.end(), atom); };
    const bool turnsAsOne = holds(l) && !holds(i);
    if (!turnsAsOne)
        fragment = {l};
    const Structure whole = gatherFragment(structure, bonds, fragment, turnsAsOne ? k : l);
    const Eigen::Vector3d toL = shortestVector(structure, k, l);
    const Eigen::Vector3d centre
        = turnsAsOne ? Eigen::Vector3d(whole.positions.col(k)) : Eigen::Vector3d(whole.positions.col(l) - toL);
    return turnAtoms(whole, fragment, centre, axis, (degrees - now) * kRadians);
}

} // namespace mbtr
