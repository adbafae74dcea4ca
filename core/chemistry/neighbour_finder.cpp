#include "core/chemistry/neighbour_finder.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mbtr {

namespace {

constexpr double kCoincident = 1e-6; // angstrom
constexpr int kManyAtoms = 100;

double diameterOf(const Structure& structure)
{
    const Eigen::Vector3d extent = structure.positions.rowwise().maxCoeff() - structure.positions.rowwise().minCoeff();
    return extent.norm() + 1;
}

template <typename T>
void permute(std::vector<T>& values, const std::vector<std::size_t>& order)
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

void Neighbours::sortByDistance()
{
    std::vector<std::size_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return distance[i] < distance[j]; });
    for (auto* column : {&x, &y, &z, &distance})
        permute(*column, order);
    permute(atom, order);
    permute(image, order);
    permute(kind, order);
}

NeighbourFinder::NeighbourFinder(const Structure& structure, bool crystal, double reach)
    : m_structure(structure)
    , m_walk(crystal ? structure.cell : std::nullopt)
    , m_reach(std::isinf(reach) ? diameterOf(structure) : reach)
{
    if (structure.atomCount() > kManyAtoms && m_reach < diameterOf(structure) / 4 && crystal == structure.isPeriodic())
        listAllPairs();
}

void NeighbourFinder::listAllPairs()
{
    m_lists.resize(m_structure.species.size());
    visitPairs(m_structure, m_reach * (1 + 1e-12), [this](const NeighbourPair& pair) {
        m_lists[static_cast<std::size_t>(pair.i)].push_back({pair.j, pair.image});
        m_lists[static_cast<std::size_t>(pair.j)].push_back({pair.i, {-pair.image[0], -pair.image[1], -pair.image[2]}});
    });
}

/// Adds the sites of a row that lie within reach. Each is written and then kept or not: no branch to mispredict.
void NeighbourFinder::take(int atom, const LatticeWalk::Row& row, Neighbours& found) const
{
    found.makeRoom(row.count);
    std::array<int, 3> image {row.image[0], row.image[1], row.image[2]};
    const double squaredReach = m_reach * m_reach;
    double x = row.first[0], y = row.first[1], z = row.first[2];
    auto at = static_cast<std::size_t>(found.count);
    for (int n = 0; n < row.count; ++n, ++image[static_cast<std::size_t>(row.direction)]) {
        const double squared = x * x + y * y + z * z;
        found.x[at] = x;
        found.y[at] = y;
        found.z[at] = z;
        found.distance[at] = std::sqrt(squared);
        found.atom[at] = atom;
        found.image[at] = image;
        if (squared < kCoincident * kCoincident) {
            if (atom != found.centre || image != std::array {0, 0, 0})
                throw NumericalError("structure " + inQuotes(m_structure.name) + ": atoms " + std::to_string(found.centre + 1)
                                     + " and " + std::to_string(atom + 1) + " are at the same place");
        } else {
            at += squared <= squaredReach;
        }
        x = row.first[0] + (n + 1) * row.step[0];
        y = row.first[1] + (n + 1) * row.step[1];
        z = row.first[2] + (n + 1) * row.step[2];
    }
    found.count = static_cast<int>(at);
}

void NeighbourFinder::walk(int centre, int firstAtom, Neighbours& found) const
{
    for (int j = firstAtom; j < m_structure.atomCount(); ++j)
        m_walk.forEachRow(m_structure.positions.col(j) - m_structure.positions.col(centre), m_reach,
                          [&](const LatticeWalk::Row& row) { take(j, row, found); });
}

void NeighbourFinder::find(int centre, int firstAtom, const std::vector<int>& kinds, Neighbours& found) const
{
    found.count = 0;
    found.centre = centre;
    if (m_lists.empty())
        walk(centre, firstAtom, found);
    else
        for (const Entry& entry : m_lists[static_cast<std::size_t>(centre)])
            if (entry.atom >= firstAtom) {
                const Eigen::Vector3i image(entry.image[0], entry.image[1], entry.image[2]);
                Eigen::Vector3d vector = m_structure.positions.col(entry.atom) - m_structure.positions.col(centre);
                if (m_structure.cell)
                    vector += m_structure.cell->toCartesian({image.cast<double>()});
                take(entry.atom, {.first = vector, .step = vector, .image = image, .direction = 0, .count = 1}, found);
            }
    for (std::size_t n = 0; n < static_cast<std::size_t>(found.count); ++n)
        found.kind[n] = kinds[static_cast<std::size_t>(found.atom[n])];
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
