#include "core/chemistry/bonding/molecular_graph.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <map>

namespace mbtr {

namespace {

using Image = std::array<int, 3>;

Image sum(const Image& a, const Image& b)
{
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

Image difference(const Image& a, const Image& b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

/// Translations of a lattice, as many as are linearly independent.
class Translations {
public:
    int count() const { return m_count; }

    void add(const Image& translation)
    {
        if (m_count < 3 && isIndependent({double(translation[0]), double(translation[1]), double(translation[2])}))
            ++m_count;
    }

private:
    /// Small whole numbers: doubles are exact.
    bool isIndependent(const Eigen::Vector3d& vector)
    {
        m_vectors.col(m_count) = vector;
        if (m_count == 0)
            return !vector.isZero(0);
        const Eigen::Vector3d normal = m_vectors.col(0).cross(m_vectors.col(1));
        return m_count == 1 ? !normal.isZero(0) : normal.dot(vector) != 0;
    }

    Eigen::Matrix3d m_vectors = Eigen::Matrix3d::Zero();
    int m_count = 0;
};

class FragmentFinder {
public:
    explicit FragmentFinder(const MolecularGraph& graph)
        : m_graph(graph)
        , m_seen(graph.neighbours.size())
        , m_images(graph.neighbours.size())
    {
    }

    std::vector<Fragment> find()
    {
        std::vector<Fragment> fragments;
        for (int atom = 0; atom < m_graph.atomCount(); ++atom)
            if (!m_seen[atom])
                fragments.push_back(grow(atom));
        return fragments;
    }

private:
    Fragment grow(int start)
    {
        Fragment fragment;
        Translations translations;
        m_seen[start] = true;
        fragment.atoms = {start};
        for (std::size_t next = 0; next < fragment.atoms.size(); ++next)
            visit(fragment.atoms[next], fragment, translations);
        fragment.dimension = translations.count();
        std::sort(fragment.atoms.begin(), fragment.atoms.end());
        for (const int atom : fragment.atoms)
            fragment.images.push_back(m_images[atom]);
        return fragment;
    }

    void visit(int atom, Fragment& fragment, Translations& translations)
    {
        for (const auto& neighbour : m_graph.neighbours[atom]) {
            const auto other = static_cast<std::size_t>(neighbour.atom);
            const Image image = sum(m_images[atom], neighbour.image);
            if (m_seen[other]) {
                translations.add(difference(image, m_images[other]));
                continue;
            }
            m_seen[other] = true;
            m_images[other] = image;
            fragment.atoms.push_back(neighbour.atom);
        }
    }

    const MolecularGraph& m_graph;
    std::vector<bool> m_seen;
    std::vector<Image> m_images;
};

} // namespace

MolecularGraph molecularGraph(const Structure& structure, const BondRules& rules)
{
    std::map<Bond, BondOrder> stated;
    for (const GivenBond& bond : structure.bonds)
        stated.emplace(inOrder({bond.i, bond.j, bond.image}), bond.order);
    MolecularGraph graph = graphOf(bondsOf(structure, rules), structure.atomCount());
    for (std::size_t n = 0; n < graph.bonds.size(); ++n)
        if (const auto order = stated.find(graph.bonds[n]); order != stated.end())
            graph.orders[n] = order->second;
    return graph;
}

MolecularGraph graphOf(std::vector<Bond> bonds, int atomCount)
{
    MolecularGraph graph {.bonds = std::move(bonds), .orders = {}, .neighbours = {}};
    graph.orders.assign(graph.bonds.size(), BondOrder::Unstated);
    graph.neighbours.resize(atomCount);
    for (std::size_t n = 0; n < graph.bonds.size(); ++n) {
        const Bond& bond = graph.bonds[n];
        graph.neighbours[bond.i].push_back({bond.j, bond.image, static_cast<int>(n)});
        graph.neighbours[bond.j].push_back({bond.i, difference({}, bond.image), static_cast<int>(n)});
    }
    return graph;
}

std::vector<Fragment> findFragments(const MolecularGraph& graph)
{
    return FragmentFinder(graph).find();
}

std::string formula(const Structure& structure, const Fragment& fragment)
{
    Structure part;
    for (const int atom : fragment.atoms)
        part.species.push_back(structure.species[atom]);
    return formula(part);
}

} // namespace mbtr
