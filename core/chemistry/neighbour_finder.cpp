#include "core/chemistry/neighbour_finder.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/neighbours.h"

#include <algorithm>
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

void Neighbours::clear()
{
    for (auto* column : {&x, &y, &z, &distance})
        column->clear();
    atom.clear();
    image.clear();
    kind.clear();
}

void Neighbours::sortByDistance()
{
    std::vector<std::size_t> order(size());
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

void NeighbourFinder::take(int centre, int atom, const Eigen::Vector3d& vector, const std::array<int, 3>& image,
                           Neighbours& found) const
{
    const double distance = vector.norm();
    if (distance > m_reach)
        return;
    if (distance < kCoincident)
        throw NumericalError("structure " + inQuotes(m_structure.name) + ": atoms " + std::to_string(centre + 1) + " and "
                             + std::to_string(atom + 1) + " are at the same place");
    found.x.push_back(vector[0]);
    found.y.push_back(vector[1]);
    found.z.push_back(vector[2]);
    found.distance.push_back(distance);
    found.atom.push_back(atom);
    found.image.push_back(image);
}

void NeighbourFinder::walk(int centre, int firstAtom, Neighbours& found) const
{
    for (int j = firstAtom; j < m_structure.atomCount(); ++j) {
        const Eigen::Vector3d offset = m_structure.positions.col(j) - m_structure.positions.col(centre);
        m_walk.forEachRow(offset, m_reach, [&](const LatticeWalk::Row& row) {
            std::array<int, 3> image {row.image[0], row.image[1], row.image[2]};
            for (int n = 0; n < row.count; ++n, ++image[static_cast<std::size_t>(row.direction)])
                if (const bool itself = j == centre && image == std::array {0, 0, 0}; !itself)
                    take(centre, j, row.first + n * row.step, image, found);
        });
    }
}

void NeighbourFinder::find(int centre, int firstAtom, const std::vector<int>& kinds, Neighbours& found) const
{
    found.clear();
    found.centre = centre;
    if (m_lists.empty())
        walk(centre, firstAtom, found);
    else
        for (const Entry& entry : m_lists[static_cast<std::size_t>(centre)])
            if (entry.atom >= firstAtom) {
                Eigen::Vector3d vector = m_structure.positions.col(entry.atom) - m_structure.positions.col(centre);
                if (m_structure.cell)
                    vector += m_structure.cell->toCartesian({Eigen::Vector3d(entry.image[0], entry.image[1], entry.image[2])});
                take(centre, entry.atom, vector, entry.image, found);
            }
    for (const int atom : found.atom)
        found.kind.push_back(kinds[static_cast<std::size_t>(atom)]);
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
            for (const double distance : neighbours.distance)
                smallest = std::min(smallest, distance);
        }
    }
    return smallest;
}

} // namespace mbtr
