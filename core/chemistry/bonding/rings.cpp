#include "core/chemistry/bonding/rings.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstdint>
#include <queue>

namespace mbtr {

namespace {

constexpr double kMostCandidates = 2e7; ///< atoms times bonds of a block; each takes twelve bytes
constexpr double kMostSteps = 3e9; ///< words that are added up, about a second

[[noreturn]] void refuseBlock(std::size_t atoms, std::size_t bonds)
{
    throw NumericalError("rings are not counted: " + std::to_string(atoms) + " atoms are joined by " + std::to_string(bonds)
                         + " bonds to one network of rings, too many to search");
}

/// A part of the graph in which every bond lies on a cycle; atoms and bonds numbered from 0.
struct Block {
    std::vector<int> atoms; ///< of the whole graph
    std::vector<std::array<int, 2>> bonds; ///< atoms of the block
    std::vector<std::vector<std::array<int, 2>>> neighbours; ///< of each atom: atom and bond

    std::size_t ringCount() const { return bonds.size() - atoms.size() + 1; }
};

/// Splits a molecule at the atoms and bonds that lie on no common cycle: biconnected components, Tarjan, SIAM J. Comput. 1, 146
/// (1972), without recursion.
class BlockFinder {
public:
    explicit BlockFinder(const MolecularGraph& graph)
        : m_graph(graph)
        , m_number(graph.neighbours.size())
        , m_lowest(graph.neighbours.size())
        , m_placeInBlock(graph.neighbours.size(), -1)
    {
    }

    void search(int root, std::vector<Block>& blocks)
    {
        visit(root, -1);
        while (!m_path.empty()) {
            Step& step = m_path.back();
            const auto& neighbours = m_graph.neighbours[place(step.atom)];
            if (step.next == neighbours.size()) {
                leave(blocks);
                continue;
            }
            const auto& neighbour = neighbours[step.next++];
            if (neighbour.bond == step.bond)
                continue;
            const int atom = step.atom;
            if (m_number[place(neighbour.atom)] == 0) {
                m_bonds.push_back(neighbour.bond);
                visit(neighbour.atom, neighbour.bond);
            } else if (m_number[place(neighbour.atom)] < m_number[place(atom)]) {
                m_bonds.push_back(neighbour.bond);
                m_lowest[place(atom)] = std::min(m_lowest[place(atom)], m_number[place(neighbour.atom)]);
            }
        }
    }

private:
    struct Step {
        int atom;
        int bond; ///< the one that led here
        std::size_t next = 0;
    };
    static std::size_t place(int atom) { return static_cast<std::size_t>(atom); }

    void visit(int atom, int bond)
    {
        m_number[place(atom)] = m_lowest[place(atom)] = ++m_last;
        m_path.push_back({atom, bond});
    }

    void leave(std::vector<Block>& blocks)
    {
        const Step left = m_path.back();
        m_path.pop_back();
        if (m_path.empty())
            return;
        const int parent = m_path.back().atom;
        m_lowest[place(parent)] = std::min(m_lowest[place(parent)], m_lowest[place(left.atom)]);
        if (m_lowest[place(left.atom)] >= m_number[place(parent)])
            takeBlock(left.bond, blocks);
    }

    void takeBlock(int firstBond, std::vector<Block>& blocks)
    {
        const auto first = std::find(m_bonds.rbegin(), m_bonds.rend(), firstBond).base() - 1;
        if (m_bonds.end() - first > 1)
            blocks.push_back(blockOf({first, m_bonds.end()}));
        m_bonds.erase(first, m_bonds.end());
    }

    Block blockOf(const std::vector<int>& bonds)
    {
        Block block;
        const auto numberOf = [&](int atom) {
            if (m_placeInBlock[place(atom)] < 0) {
                m_placeInBlock[place(atom)] = static_cast<int>(block.atoms.size());
                block.atoms.push_back(atom);
                block.neighbours.emplace_back();
            }
            return m_placeInBlock[place(atom)];
        };
        for (const int bond : bonds) {
            const int i = numberOf(m_graph.bonds[place(bond)].i), j = numberOf(m_graph.bonds[place(bond)].j);
            const int index = static_cast<int>(block.bonds.size());
            block.bonds.push_back({i, j});
            block.neighbours[place(i)].push_back({j, index});
            block.neighbours[place(j)].push_back({i, index});
        }
        for (const int atom : block.atoms)
            m_placeInBlock[place(atom)] = -1;
        return block;
    }

    const MolecularGraph& m_graph;
    std::vector<int> m_number, m_lowest, m_placeInBlock;
    int m_last = 0;
    std::vector<Step> m_path;
    std::vector<int> m_bonds;
};

/// Sets of bonds as vectors over the field of two elements, in echelon form.
class CycleBasis {
public:
    explicit CycleBasis(std::size_t bonds)
        : m_words((bonds + 63) / 64)
        , m_byLeader(bonds)
    {
    }

    /// False where the cycle is a sum of those that are there.
    bool add(const std::vector<int>& bonds)
    {
        std::vector<std::uint64_t> bits(m_words);
        for (const int bond : bonds)
            bits[static_cast<std::size_t>(bond) / 64] ^= std::uint64_t(1) << (bond % 64);
        for (std::size_t leader = leaderOf(bits); leader < m_byLeader.size(); leader = leaderOf(bits)) {
            if (m_byLeader[leader].empty()) {
                m_byLeader[leader] = std::move(bits);
                return true;
            }
            for (std::size_t word = 0; word < m_words; ++word)
                bits[word] ^= m_byLeader[leader][word];
            m_steps += static_cast<double>(m_words);
        }
        return false;
    }

    /// Words that were added up until now.
    double steps() const { return m_steps; }

private:
    std::size_t leaderOf(const std::vector<std::uint64_t>& bits) const
    {
        for (std::size_t word = 0; word < m_words; ++word)
            if (bits[word] != 0)
                return 64 * word + static_cast<std::size_t>(__builtin_ctzll(bits[word]));
        return m_byLeader.size();
    }

    std::size_t m_words;
    double m_steps = 0;
    std::vector<std::vector<std::uint64_t>> m_byLeader;
};

/// Shortest paths from one atom of a block.
struct PathTree {
    std::vector<int> distance, parent, bond,
        branch; ///< one for each atom; branch: which neighbour of the root the path begins with

    PathTree(const Block& block, int root)
        : distance(block.atoms.size(), -1)
        , parent(block.atoms.size(), -1)
        , bond(block.atoms.size(), -1)
        , branch(block.atoms.size(), -1)
    {
        std::vector<int> queue {root};
        distance[root] = 0;
        for (std::size_t next = 0; next < queue.size(); ++next)
            for (const auto& [neighbour, via] : block.neighbours[queue[next]])
                if (distance[neighbour] < 0)
                    queue.push_back(reach(queue[next], neighbour, via, root));
    }

private:
    int reach(int from, int to, int via, int root)
    {
        const auto place = static_cast<std::size_t>(to), before = static_cast<std::size_t>(from);
        distance[place] = distance[before] + 1;
        parent[place] = from;
        bond[place] = via;
        branch[place] = from == root ? to : branch[before];
        return to;
    }
};

/// Horton's candidates: two shortest paths from a root and the bond that joins their ends.
struct Candidate {
    int size;
    int root;
    int bond;
    auto operator<=>(const Candidate&) const = default;
};

std::vector<Candidate> candidatesOf(const Block& block, const Progress& progress)
{
    std::vector<Candidate> candidates;
    for (int root = 0; root < static_cast<int>(block.atoms.size()); ++root) {
        progress.throwIfCancelled();
        const PathTree tree(block, root);
        for (int bond = 0; bond < static_cast<int>(block.bonds.size()); ++bond) {
            const auto i = static_cast<std::size_t>(block.bonds[bond][0]);
            const auto j = static_cast<std::size_t>(block.bonds[bond][1]);
            const bool apart = tree.branch[i] != tree.branch[j] && tree.distance[i] > 0 && tree.distance[j] > 0;
            if (apart)
                candidates.push_back({tree.distance[i] + tree.distance[j] + 1, root, bond});
        }
    }
    std::sort(candidates.begin(), candidates.end());
    return candidates;
}

/// The bonds of the candidate, and its atoms in their order.
std::vector<int> cycleOf(const Block& block, const PathTree& tree, int bond, Ring& ring)
{
    std::vector<int> bonds {bond};
    Ring back;
    const auto& [i, j] = block.bonds[bond];
    const auto walk = [&](int atom, Ring& atoms) {
        for (; atom >= 0; atom = tree.parent[atom]) {
            atoms.push_back(block.atoms[atom]);
            if (tree.bond[atom] >= 0)
                bonds.push_back(tree.bond[atom]);
        }
    };
    ring.clear();
    walk(i, ring);
    walk(j, back);
    back.pop_back(); // the root stands in both
    ring.insert(ring.end(), back.rbegin(), back.rend());
    return bonds;
}

void findRings(const Block& block, std::vector<Ring>& rings, const Progress& progress)
{
    const std::size_t atoms = block.atoms.size(), bonds = block.bonds.size();
    if (static_cast<double>(atoms) * static_cast<double>(bonds) > kMostCandidates)
        refuseBlock(atoms, bonds);
    CycleBasis basis(bonds);
    std::size_t missing = block.ringCount();
    std::optional<PathTree> tree;
    int root = -1;
    for (const Candidate& candidate : candidatesOf(block, progress)) {
        if (missing == 0)
            return;
        if (candidate.root != root) {
            progress.throwIfCancelled();
            tree.emplace(block, root = candidate.root);
        }
        if (basis.steps() > kMostSteps)
            refuseBlock(atoms, bonds);
        Ring ring;
        if (!basis.add(cycleOf(block, *tree, candidate.bond, ring)))
            continue;
        rings.push_back(std::move(ring));
        --missing;
    }
}

} // namespace

std::vector<Ring> smallestRings(const MolecularGraph& graph, const std::vector<Fragment>& fragments, const Progress& progress)
{
    std::vector<Block> blocks;
    BlockFinder finder(graph);
    for (const Fragment& fragment : fragments)
        if (fragment.dimension == 0 && !fragment.atoms.empty())
            finder.search(fragment.atoms.front(), blocks);
    std::vector<Ring> rings;
    for (const Block& block : blocks)
        findRings(block, rings, progress);
    std::stable_sort(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) { return a.size() < b.size(); });
    return rings;
}

} // namespace mbtr
