#include "core/chemistry/bonding/stereocentres.h"

#include "core/chemistry/measurements.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <optional>

namespace mbtr {

namespace {

constexpr std::size_t kMostNodes = 2000;

/// What can be reached from a centre through one neighbour: a tree of atoms; an atom met again on its own path, and the partner
/// of a multiple bond, is an end without children.
class Branch {
public:
    Branch(const Structure& structure, const MolecularGraph& graph, int centre, const MolecularGraph::Neighbour& neighbour)
        : m_structure(structure)
        , m_graph(graph)
    {
        m_nodes.push_back({.atom = centre, .parent = -1});
        addChild(0, neighbour.atom, neighbour.bond, false);
        for (std::size_t next = 1; next < m_nodes.size() && m_nodes.size() < kMostNodes; ++next)
            grow(static_cast<int>(next));
        sortChildren();
    }

    /// Negative, zero or positive: this one ranks below, the same, above.
    int compare(const Branch& other) const { return compareTrees(*this, 1, other, 1); }

private:
    struct Node {
        int atom = 0;
        int parent = -1;
        int bond = -1;
        bool isEnd = false;
        std::vector<int> children;
    };

    int numberOf(int node) const { return m_structure.species[static_cast<std::size_t>(m_nodes[node].atom)]; }

    void addChild(int parent, int atom, int bond, bool isEnd)
    {
        m_nodes[parent].children.push_back(static_cast<int>(m_nodes.size()));
        m_nodes.push_back({.atom = atom, .parent = parent, .bond = bond, .isEnd = isEnd});
    }

    bool isOnPath(int node, int atom) const
    {
        for (; node >= 0; node = m_nodes[node].parent)
            if (m_nodes[node].atom == atom)
                return true;
        return false;
    }

    void grow(int index)
    {
        const Node node = m_nodes[index];
        if (node.isEnd)
            return;
        bool conjugated = false;
        for (const auto& neighbour : m_graph.neighbours[node.atom]) {
            const BondOrder order = m_graph.orders[neighbour.bond];
            const bool shares = order == BondOrder::Aromatic && !conjugated; // one double bond to one of its partners
            const int copies = order == BondOrder::Double || shares ? 1
                : order == BondOrder::Triple                        ? 2
                : order == BondOrder::Quadruple                     ? 3
                                                                    : 0;
            conjugated = conjugated || shares;
            for (int copy = 0; copy < copies; ++copy)
                addChild(index, neighbour.atom, neighbour.bond, true);
            if (neighbour.bond != node.bond)
                addChild(index, neighbour.atom, neighbour.bond, isOnPath(index, neighbour.atom));
        }
    }

    /// Children by falling rank, those deep in the tree first.
    void sortChildren()
    {
        for (std::size_t n = m_nodes.size(); n-- > 1;)
            std::stable_sort(m_nodes[n].children.begin(), m_nodes[n].children.end(),
                             [&](int a, int b) { return compareTrees(*this, a, *this, b) > 0; });
    }

    /// The children of all nodes of a sphere, set by set; 0 ends a set.
    std::vector<int> childrenOf(const std::vector<int>& sphere, std::vector<int>& next) const
    {
        std::vector<int> numbers;
        for (const int node : sphere) {
            for (const int child : m_nodes[node].children) {
                numbers.push_back(numberOf(child));
                next.push_back(child);
            }
            numbers.push_back(0);
        }
        return numbers;
    }

    static int compareTrees(const Branch& a, int nodeOfA, const Branch& b, int nodeOfB)
    {
        if (const int first = a.numberOf(nodeOfA) - b.numberOf(nodeOfB); first != 0)
            return first;
        std::vector<int> sphereA {nodeOfA}, sphereB {nodeOfB};
        while (!sphereA.empty() || !sphereB.empty()) {
            std::vector<int> nextA, nextB;
            const auto numbersA = a.childrenOf(sphereA, nextA), numbersB = b.childrenOf(sphereB, nextB);
            if (numbersA != numbersB)
                return numbersA < numbersB ? -1 : 1;
            sphereA = std::move(nextA);
            sphereB = std::move(nextB);
        }
        return 0;
    }

    const Structure& m_structure;
    const MolecularGraph& m_graph;
    std::vector<Node> m_nodes;
};

bool canBeCentre(const Structure& structure, const MolecularGraph& graph, int atom)
{
    const int z = structure.species[atom];
    const auto& neighbours = graph.neighbours[atom];
    const auto isSingle = [&](const auto& neighbour) { return graph.orders[neighbour.bond] == BondOrder::Single; };
    const bool allSingle = std::all_of(neighbours.begin(), neighbours.end(), isSingle);
    const auto hydrogens
        = std::count_if(neighbours.begin(), neighbours.end(), [&](const auto& n) { return structure.species[n.atom] == 1; });
    if (hydrogens > 1)
        return false;
    return (neighbours.size() == 4 && (z == 6 || z == 7 || z == 14 || z == 15))
        || (neighbours.size() == 3 && z == 6 && allSingle && hydrogens == 0);
}

Eigen::Vector3d vectorTo(const Structure& structure, int atom, const MolecularGraph::Neighbour& neighbour)
{
    Eigen::Vector3d vector = structure.positions.col(neighbour.atom) - structure.positions.col(atom);
    if (structure.cell)
        vector += structure.cell->toCartesian({Eigen::Vector3d(neighbour.image[0], neighbour.image[1], neighbour.image[2])});
    return vector;
}

std::optional<Stereocentre> centreAt(const Structure& structure, const MolecularGraph& graph, int atom)
{
    if (!canBeCentre(structure, graph, atom))
        return std::nullopt;
    struct Ranked {
        Branch branch;
        Eigen::Vector3d direction;
    };
    std::vector<Ranked> ranked;
    for (const auto& neighbour : graph.neighbours[atom])
        ranked.push_back({Branch(structure, graph, atom, neighbour), vectorTo(structure, atom, neighbour).normalized()});
    std::vector<std::size_t> order(ranked.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return ranked[a].branch.compare(ranked[b].branch) > 0; });
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
        if (ranked[order[i]].branch.compare(ranked[order[i + 1]].branch) == 0)
            return std::nullopt;
    // Seen from opposite the lowest, first to second to third go clockwise (R) where this is negative. The regular tetrahedron:
    // 0.77.
    const double volume = ranked[order[0]].direction.dot(ranked[order[1]].direction.cross(ranked[order[2]].direction));
    constexpr double kFlat = 0.1;
    if (!(std::abs(volume) > kFlat))
        return std::nullopt;
    return Stereocentre {atom, volume < 0};
}

} // namespace

std::vector<Stereocentre> findStereocentres(const Structure& structure, const MolecularGraph& graph)
{
    std::vector<Stereocentre> centres;
    for (int atom = 0; atom < structure.atomCount(); ++atom)
        if (const auto centre = centreAt(structure, graph, atom))
            centres.push_back(*centre);
    return centres;
}

} // namespace mbtr
