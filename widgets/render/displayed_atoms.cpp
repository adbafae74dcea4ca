#include "widgets/render/displayed_atoms.h"

#include "core/chemistry/element.h"

#include <cmath>
#include <unordered_map>

namespace mbtr::gui {

namespace {

using Image = std::array<int, 3>;

constexpr double kOnFace = 0.05; // angstrom: this near a face of the cell counts as on it

Image sum(const Image& a, const Image& b)
{
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

Eigen::Vector3d asVector(const Image& image)
{
    return {double(image[0]), double(image[1]), double(image[2])};
}

struct Neighbour {
    int atom;
    Image image;
};

std::vector<std::vector<Neighbour>> neighbourLists(int atomCount, const std::vector<Bond>& bonds)
{
    std::vector<std::vector<Neighbour>> lists(static_cast<std::size_t>(atomCount));
    for (const Bond& bond : bonds) {
        lists[bond.i].push_back({bond.j, bond.image});
        lists[bond.j].push_back({bond.i, {-bond.image[0], -bond.image[1], -bond.image[2]}});
    }
    return lists;
}

/// Atoms joined by bonds. endless: does it repeat along a, b, c without end (a network, a layer, a chain)?
struct Fragment {
    std::vector<int> atoms;
    std::array<bool, 3> endless {};

    /// Single atoms, networks and layers on a face are repeated on the opposite one, molecules and chains are not: a molecule
    /// in the corner of a large box must not appear eight times.
    bool isRepeated() const { return atoms.size() == 1 || int(endless[0]) + int(endless[1]) + int(endless[2]) >= 2; }
};

/// offsets: cells by which each atom must move from where it is listed for its fragment to be in one piece.
std::vector<Fragment> fragmentsOf(const std::vector<std::vector<Neighbour>>& neighbours, std::vector<Image>& offsets)
{
    std::vector<Fragment> fragments;
    std::vector<char> seen(neighbours.size());
    offsets.assign(neighbours.size(), {});
    for (int start = 0; start < int(neighbours.size()); ++start) {
        if (seen[start])
            continue;
        Fragment fragment {{start}, {}};
        seen[start] = 1;
        for (std::size_t n = 0; n < fragment.atoms.size(); ++n) {
            const int atom = fragment.atoms[n];
            for (const Neighbour& next : neighbours[atom]) {
                const Image offset = sum(offsets[atom], next.image);
                if (!seen[next.atom]) {
                    seen[next.atom] = 1;
                    offsets[next.atom] = offset;
                    fragment.atoms.push_back(next.atom);
                }
                for (int k = 0; k < 3; ++k)
                    fragment.endless[k] = fragment.endless[k] || offset[k] != offsets[next.atom][k];
            }
        }
        fragments.push_back(std::move(fragment));
    }
    return fragments;
}

/// Fills the cell with copies of the atoms of a crystal.
class CellFiller {
public:
    CellFiller(const Structure& structure, const std::vector<std::vector<Neighbour>>& neighbours)
        : m_structure(structure)
        , m_neighbours(neighbours)
        , m_tolerance(kOnFace * structure.cell->lengths().cwiseInverse())
    {
    }

    DisplayedAtoms fill()
    {
        std::vector<Image> offsets;
        const auto fragments = fragmentsOf(m_neighbours, offsets);
        for (const Fragment& fragment : fragments)
            addFragment(fragment, offsets);
        for (std::size_t n = 0; n < m_shown.atoms.size(); ++n)
            addSticks(n);
        return std::move(m_shown);
    }

private:
    struct Key {
        int atom;
        Image image;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const
        {
            std::size_t hash = std::size_t(key.atom) * 0x9e3779b97f4a7c15u;
            for (const int k : key.image)
                hash = (hash ^ std::size_t(k + 1024)) * 0x100000001b3u;
            return hash;
        }
    };

    Eigen::Vector3d fractionOf(int atom, const Image& offset) const
    {
        return m_structure.cell->toFractional(m_structure.positions.col(atom)).value + asVector(offset);
    }

    void addFragment(const Fragment& fragment, const std::vector<Image>& offsets)
    {
        Eigen::Vector3d centre = Eigen::Vector3d::Zero();
        for (const int atom : fragment.atoms)
            centre += fractionOf(atom, offsets[atom]) / double(fragment.atoms.size());
        for (const int atom : fragment.atoms) {
            Eigen::Vector3d anchor = centre;
            const Eigen::Vector3d own = fractionOf(atom, offsets[atom]);
            for (int k = 0; k < 3; ++k)
                if (fragment.endless[k])
                    anchor[k] = own[k];
            addCopies(atom, offsets[atom], anchor, fragment.isRepeated());
        }
    }

    /// The copy of the atom for which `anchor` (fractional) lies in the cell; with `repeat` also those with it on a face.
    void addCopies(int atom, const Image& offset, const Eigen::Vector3d& anchor, bool repeat)
    {
        if (!anchor.allFinite() || anchor.cwiseAbs().maxCoeff() > 1e8)
            return;
        Image shift = offset;
        std::array<int, 3> more {};
        for (int k = 0; k < 3; ++k) {
            if (!m_structure.cell->periodic[k])
                continue;
            const double whole = std::floor(anchor[k] + m_tolerance[k]);
            shift[k] -= int(whole);
            more[k] = repeat && anchor[k] - whole < m_tolerance[k] ? 1 : 0;
        }
        const bool repeated = more != Image {};
        for (int u = 0; u <= more[0]; ++u)
            for (int v = 0; v <= more[1]; ++v)
                for (int w = 0; w <= more[2]; ++w)
                    addCopy(atom, sum(shift, {u, v, w}), repeated);
    }

    void addCopy(int atom, const Image& image, bool repeated)
    {
        const Eigen::Vector3d position
            = m_structure.positions.col(atom) + m_structure.cell->toCartesian({asVector(image)});
        m_places.emplace(Key {atom, image}, m_shown.atoms.size());
        m_shown.atoms.push_back({position, ballRadius(m_structure.species[atom]), atom, image});
        m_repeated.push_back(repeated);
    }

    /// Is a bond drawn half where its other atom is not drawn? Not from repeated atoms, whose twin has the bond, nor
    /// between metals, which would look like sea urchins.
    bool endsAtTheFace(std::size_t n, int other) const
    {
        const bool bothMetals = isMetal(m_structure.species[m_shown.atoms[n].atom]) && isMetal(m_structure.species[other]);
        return !m_repeated[n] && !bothMetals;
    }

    void addSticks(std::size_t n)
    {
        const DisplayedAtom& from = m_shown.atoms[n];
        for (const Neighbour& next : m_neighbours[from.atom]) {
            const Image image = sum(from.image, next.image);
            if (!m_places.contains({next.atom, image}) && !endsAtTheFace(n, next.atom))
                continue;
            const Eigen::Vector3d to
                = m_structure.positions.col(next.atom) + m_structure.cell->toCartesian({asVector(image)});
            const double visible = (to - from.position).norm();
            const double middle
                = 0.5 + 0.5 * (from.radius - ballRadius(m_structure.species[next.atom])) / std::max(visible, 1e-9);
            m_shown.halfBonds.push_back({from.position, from.position + middle * (to - from.position), from.atom});
        }
    }

    const Structure& m_structure;
    const std::vector<std::vector<Neighbour>>& m_neighbours;
    Eigen::Vector3d m_tolerance;
    DisplayedAtoms m_shown;
    std::vector<char> m_repeated;
    std::unordered_map<Key, std::size_t, Hash> m_places;
};

void addStick(const DisplayedAtom& from, const DisplayedAtom& to, std::vector<HalfBond>& halfBonds)
{
    const Eigen::Vector3d along = to.position - from.position;
    const double middle = 0.5 + 0.5 * (from.radius - to.radius) / std::max(along.norm(), 1e-9);
    halfBonds.push_back({from.position, from.position + middle * along, from.atom});
    halfBonds.push_back({to.position, from.position + middle * along, to.atom});
}

DisplayedAtoms asListed(const Structure& structure, const std::vector<Bond>& bonds)
{
    DisplayedAtoms shown;
    for (int i = 0; i < structure.atomCount(); ++i)
        shown.atoms.push_back({structure.positions.col(i), ballRadius(structure.species[i]), i, {}});
    for (const Bond& bond : bonds)
        addStick(shown.atoms[bond.i], shown.atoms[bond.j], shown.halfBonds);
    return shown;
}

} // namespace

double ballRadius(int atomicNumber)
{
    // Jmol's share of the van der Waals radius, hydrogen a little smaller.
    return (atomicNumber == 1 ? 0.2 : 0.22) * element(atomicNumber).vdwRadius;
}

DisplayedAtoms displayedAtoms(const Structure& structure, const std::vector<Bond>& bonds)
{
    if (!structure.isPeriodic() || !isUsable(*structure.cell))
        return asListed(structure, bonds);
    const auto neighbours = neighbourLists(structure.atomCount(), bonds);
    return CellFiller(structure, neighbours).fill();
}

} // namespace mbtr::gui
