#include "core/chemistry/neighbour_finder.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mbtr {

namespace {

constexpr double kCoincident = 1e-6; // angstrom
constexpr int kManyAtoms = 100;
constexpr double kMostSites = 5e7; // around one atom; they take 60 bytes each

double diameterOf(const Structure& structure)
{
    const Eigen::Vector3d extent = structure.positions.rowwise().maxCoeff() - structure.positions.rowwise().minCoeff();
    return extent.norm() + 1;
}

template <typename T> void permute(std::vector<T>& values, const std::vector<std::size_t>& order)
{
    std::vector<T> sorted(values.size());
    std::transform(order.begin(), order.end(), sorted.begin(), [&](std::size_t i) { return values[i]; });
    values = std::move(sorted);
}

} // namespace

void Neighbours::makeRoom(int more)
{
    const auto needed = static_cast<std::size_t>(count + more);
    if (needed <= distance.size())
        return;
    const std::size_t size = std::max<std::size_t>(2 * needed, 64);
    for (auto* column : {&x, &y, &z, &distance})
        column->resize(size);
    atom.resize(size);
    image.resize(size);
    kind.resize(size);
}

SiteColumns Neighbours::columnsFrom(std::size_t site)
{
    return {x.data() + site, y.data() + site, z.data() + site, distance.data() + site};
}

void Neighbours::sortByDistance()
{
    std::vector<std::size_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return distance[i] < distance[j]; });
    reorder(order);
}

void Neighbours::reorder(const std::vector<std::size_t>& order)
{
    for (auto* column : {&x, &y, &z, &distance})
        permute(*column, order);
    permute(atom, order);
    permute(image, order);
    permute(kind, order);
}

NeighbourFinder::NeighbourFinder(const Structure& structure, bool crystal, double reach, const Progress* progress, int finds)
    : m_structure(structure)
    , m_walk(crystal ? structure.cell : std::nullopt)
    , m_reach(std::isinf(reach) ? diameterOf(structure) : reach)
{
    const double sites = m_walk.pointsWithin(m_reach) * structure.atomCount();
    if (sites > kMostSites)
        throw NumericalError("structure " + inQuotes(structure.name) + ": its cell is too small for a reach of " + toText(m_reach)
                             + " angstrom: about " + toText(std::round(sites)) + " sites would lie around each atom, at most "
                             + toText(kMostSites) + " are possible");
    if (std::min(finds, structure.atomCount()) > kManyAtoms && m_reach < diameterOf(structure) / 4
        && crystal == structure.isPeriodic())
        m_lists = listNeighbours(structure, m_reach * (1 + 1e-12), progress);
}

void NeighbourFinder::refuseSamePlace(int centre, int atom) const
{
    throw NumericalError("structure " + inQuotes(m_structure.name) + ": atoms " + std::to_string(centre) + " and "
                         + std::to_string(atom) + " (counted from 0) are at the same place");
}

/// A row that runs through the centre: the centre itself is left out, anything else there is an error.
void NeighbourFinder::takeOneByOne(int atom, const LatticeWalk::Row& row, Neighbours& found) const
{
    std::array<int, 3> image {row.image[0], row.image[1], row.image[2]};
    auto at = static_cast<std::size_t>(found.count);
    for (int n = 0; n < row.count; ++n, ++image[static_cast<std::size_t>(row.direction)]) {
        const Eigen::Vector3d vector = row.first + n * row.step;
        const double distance = vector.norm();
        if (distance < kCoincident && (atom != found.centre || image != std::array {0, 0, 0}))
            refuseSamePlace(found.centre, atom);
        if (distance < kCoincident || distance > m_reach)
            continue;
        found.x[at] = vector[0];
        found.y[at] = vector[1];
        found.z[at] = vector[2];
        found.distance[at] = distance;
        found.image[at++] = image;
    }
    found.count = static_cast<int>(at);
}

/// Adds the sites of a row that lie within reach.
void NeighbourFinder::take(int atom, const LatticeWalk::Row& row, Neighbours& found) const
{
    found.makeRoom(row.count);
    const auto begin = static_cast<std::size_t>(found.count);
    const double least = fillRow(row.first.data(), row.step.data(), row.count, found.columnsFrom(begin));
    if (least < kCoincident * kCoincident) {
        takeOneByOne(atom, row, found);
    } else {
        // Rounding may have left a first or last site just outside.
        auto first = begin, end = begin + static_cast<std::size_t>(row.count);
        while (first < end && found.distance[first] > m_reach)
            ++first;
        while (end > first && found.distance[end - 1] > m_reach)
            --end;
        if (first > begin)
            for (auto* column : {&found.x, &found.y, &found.z, &found.distance})
                std::copy(column->data() + first, column->data() + end, column->data() + begin);
        std::array<int, 3> image {row.image[0], row.image[1], row.image[2]};
        int& along = image[static_cast<std::size_t>(row.direction)];
        along += static_cast<int>(first - begin);
        const auto at = begin + (end - first);
        for (auto n = begin; n < at; ++n, ++along)
            found.image[n] = image;
        found.count = static_cast<int>(at);
    }
    std::fill(found.atom.begin() + static_cast<std::ptrdiff_t>(begin), found.atom.begin() + found.count, atom);
}

/// Atoms of a molecule; without the centre.
void NeighbourFinder::takeAtoms(int begin, int end, Neighbours& found) const
{
    if (end <= begin)
        return;
    found.makeRoom(end - begin);
    auto at = static_cast<std::size_t>(found.count);
    const double least = fillPoints(m_structure.positions.col(begin).data(), m_structure.positions.col(found.centre).data(),
                                    end - begin, found.columnsFrom(at));
    const auto first = at;
    for (int atom = begin; atom < end; ++atom) {
        const auto n = first + static_cast<std::size_t>(atom - begin);
        if (least < kCoincident * kCoincident && found.distance[n] < kCoincident)
            refuseSamePlace(found.centre, atom);
        found.x[at] = found.x[n];
        found.y[at] = found.y[n];
        found.z[at] = found.z[n];
        found.distance[at] = found.distance[n];
        found.image[at] = {0, 0, 0};
        found.atom[at] = atom;
        at += found.distance[n] <= m_reach; // no branch to mispredict
    }
    found.count = static_cast<int>(at);
}

void NeighbourFinder::walk(int centre, int firstAtom, Neighbours& found) const
{
    if (!m_walk.isPeriodic()) {
        takeAtoms(firstAtom, centre, found);
        takeAtoms(std::max(firstAtom, centre + 1), m_structure.atomCount(), found);
        return;
    }
    for (int j = firstAtom; j < m_structure.atomCount(); ++j)
        m_walk.forEachRow(m_structure.positions.col(j) - m_structure.positions.col(centre), m_reach,
                          [&](const LatticeWalk::Row& row) { take(j, row, found); });
}

/// Adds one site of the lists that were made beforehand.
void NeighbourFinder::takeListed(const NeighbourSite& entry, Neighbours& found) const
{
    Eigen::Vector3d vector = m_structure.positions.col(entry.atom) - m_structure.positions.col(found.centre);
    if (m_structure.cell)
        vector += m_structure.cell->toCartesian({Eigen::Vector3d(entry.image[0], entry.image[1], entry.image[2])});
    const auto at = static_cast<std::size_t>(found.count);
    found.x[at] = vector[0];
    found.y[at] = vector[1];
    found.z[at] = vector[2];
    found.distance[at] = vector.norm();
    found.atom[at] = entry.atom;
    found.image[at] = entry.image;
    if (found.distance[at] < kCoincident)
        refuseSamePlace(found.centre, entry.atom);
    found.count += found.distance[at] <= m_reach;
}

void NeighbourFinder::find(int centre, int firstAtom, const std::vector<int>& kinds, Neighbours& found) const
{
    found.count = 0;
    found.centre = centre;
    if (m_lists.empty()) {
        walk(centre, firstAtom, found);
    } else {
        const std::vector<NeighbourSite>& list = m_lists[centre];
        found.makeRoom(static_cast<int>(list.size()));
        for (const NeighbourSite& entry : list)
            if (entry.atom >= firstAtom)
                takeListed(entry, found);
    }
    for (std::size_t n = 0; n < static_cast<std::size_t>(found.count); ++n)
        found.kind[n] = kinds[found.atom[n]];
}

double smallestDistance(const Structure& structure, bool crystal)
{
    double smallest = std::numeric_limits<double>::infinity();
    const std::vector<int> kinds(structure.species.size(), 0);
    Neighbours neighbours;
    // Doubling spheres: the first that holds a pair holds the closest one.
    for (double radius = 2; std::isinf(smallest) && radius < 1e3; radius *= 2) {
        const NeighbourFinder finder(structure, crystal, radius);
        for (int i = 0; i < structure.atomCount(); ++i) {
            finder.find(i, i, kinds, neighbours);
            for (std::size_t n = 0; n < static_cast<std::size_t>(neighbours.count); ++n)
                smallest = std::min(smallest, neighbours.distance[n]);
        }
    }
    return smallest;
}

} // namespace mbtr
