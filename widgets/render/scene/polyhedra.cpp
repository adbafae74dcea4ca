#include "widgets/render/scene/polyhedra.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <set>

namespace mbtr::gui {

namespace {

constexpr std::size_t kFewest = 4, kMost = 24; // corners
constexpr double kFlat = 0.02; // angstrom: corners this near a plane lie in it

bool isMoreElectronegative(int z)
{
    return (z >= 7 && z <= 9) || (z >= 15 && z <= 17) || (z >= 34 && z <= 35) || z == 52 || z == 53; // N O F P S Cl Se Br Te I
}

bool isCentre(const Structure& structure, const std::vector<BondedNeighbour>& neighbours, int z)
{
    if (neighbours.size() < kFewest || neighbours.size() > kMost)
        return false;
    const auto all = [&](auto condition) {
        return std::all_of(neighbours.begin(), neighbours.end(),
                           [&](const BondedNeighbour& n) { return condition(structure.species[std::size_t(n.atom)]); });
    };
    if (!all([](int other) { return other != 1; }))
        return false;
    const bool likeAlone = all([z](int other) { return other == z; });
    const bool coordinated = all([z](int other) { return other != z && (isMoreElectronegative(other) || !isMetal(other)); });
    return likeAlone || (coordinated && (isMetal(z) || !isMoreElectronegative(z)));
}

/// Corners in the plane, in order around `normal`.
std::vector<int> polygonOf(std::vector<int> corners, const std::vector<Eigen::Vector3d>& points, const Eigen::Vector3d& normal)
{
    Eigen::Vector3d middle = Eigen::Vector3d::Zero();
    for (const int n : corners)
        middle += points[std::size_t(n)] / double(corners.size());
    const Eigen::Vector3d across = (points[std::size_t(corners[0])] - middle).normalized();
    const Eigen::Vector3d up = normal.cross(across);
    const auto angle = [&](int n) {
        const Eigen::Vector3d from = points[std::size_t(n)] - middle;
        return std::atan2(from.dot(up), from.dot(across));
    };
    std::sort(corners.begin(), corners.end(), [&](int a, int b) { return angle(a) < angle(b); });
    return corners;
}

/// The corners in the plane through three points, ascending; empty where points lie on both of its sides. The normal is
/// turned outwards.
std::vector<int> cornersInPlane(const std::vector<Eigen::Vector3d>& points, const Eigen::Vector3d& origin,
                                Eigen::Vector3d& normal)
{
    std::vector<int> inside;
    int before = 0, behind = 0;
    for (int n = 0; n < int(points.size()); ++n) {
        const double height = (points[std::size_t(n)] - origin).dot(normal);
        if (std::abs(height) < kFlat)
            inside.push_back(n);
        else
            ++(height > 0 ? before : behind);
    }
    if (before > 0)
        normal = -normal;
    const bool isFace = (before == 0) != (behind == 0);
    return isFace ? inside : std::vector<int>();
}

} // namespace

std::vector<std::vector<int>> hullFaces(const std::vector<Eigen::Vector3d>& points)
{
    std::vector<std::vector<int>> faces;
    std::set<std::vector<int>> found;
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = i + 1; j < points.size(); ++j)
            for (std::size_t k = j + 1; k < points.size(); ++k) {
                Eigen::Vector3d normal = (points[j] - points[i]).cross(points[k] - points[i]);
                if (normal.norm() < 1e-3)
                    continue;
                normal.normalize();
                const auto corners = cornersInPlane(points, points[i], normal);
                if (!corners.empty() && found.insert(corners).second)
                    faces.push_back(polygonOf(corners, points, normal));
            }
    return faces;
}

std::vector<char> polyhedronCentres(const Structure& structure, const BondLists& neighbours, const std::vector<int>& elements)
{
    std::vector<char> centres(structure.species.size());
    const auto isChosen = [&](std::size_t n) {
        const bool isListed = std::find(elements.begin(), elements.end(), structure.species[n]) != elements.end();
        return isListed && neighbours[n].size() >= kFewest && neighbours[n].size() <= kMost;
    };
    for (std::size_t n = 0; n < centres.size(); ++n)
        centres[n] = elements.empty() ? isCentre(structure, neighbours[n], structure.species[n]) : isChosen(n);
    return centres;
}

std::vector<Polyhedron> polyhedraOf(const Structure& structure, const std::vector<Bond>& bonds, const DisplayedAtoms& shown,
                                    const std::vector<int>& elements)
{
    const BondLists lists = bondLists(structure.atomCount(), bonds);
    const auto centres = polyhedronCentres(structure, lists, elements);
    std::vector<std::vector<Eigen::Vector3d>> corners(shown.atoms.size());
    const auto add = [&](int centre, const Eigen::Vector3d& corner) {
        if (centres[std::size_t(shown.atoms[std::size_t(centre)].atom)])
            corners[std::size_t(centre)].push_back(corner);
    };
    for (const DisplayedBond& bond : shown.bonds) {
        if (bond.second < 0)
            continue;
        add(bond.first, shown.atoms[std::size_t(bond.second)].position);
        add(bond.second, shown.atoms[std::size_t(bond.first)].position);
    }
    std::vector<Polyhedron> polyhedra;
    for (std::size_t n = 0; n < corners.size(); ++n) {
        const int atom = shown.atoms[n].atom;
        if (corners[n].size() < kFewest || corners[n].size() != lists[std::size_t(atom)].size())
            continue;
        auto faces = hullFaces(corners[n]);
        if (!faces.empty())
            polyhedra.push_back({atom, std::move(corners[n]), std::move(faces)});
    }
    return polyhedra;
}

} // namespace mbtr::gui
