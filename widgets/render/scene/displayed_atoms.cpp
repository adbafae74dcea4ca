#include "widgets/render/scene/displayed_atoms.h"

#include "core/chemistry/element.h"
#include "widgets/render/scene/bond_lists.h"
#include "widgets/render/scene/polyhedra.h"

#include <algorithm>
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

using Neighbour = BondedNeighbour;

/// Atoms joined by bonds. endless: does it repeat along a, b, c without end (a network, a layer, a chain)?
struct Fragment {
    std::vector<int> atoms;
    std::array<bool, 3> endless {};

    /// Single atoms, networks and layers on a face are repeated on the opposite one, molecules and chains are not: a molecule
    /// in the corner of a large box must not appear eight times.
    bool isRepeated() const { return atoms.size() == 1 || int(endless[0]) + int(endless[1]) + int(endless[2]) >= 2; }
};

/// offsets: cells by which each atom must move from where it is listed for its fragment to be in one piece.
std::vector<Fragment> fragmentsOf(const BondLists& neighbours, std::vector<Image>& offsets)
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

/// Fills the ranges with copies of the atoms of a crystal.
class RangeFiller {
public:
    RangeFiller(const Structure& structure, const std::vector<Bond>& bonds, const CellRanges& ranges)
        : m_structure(structure)
        , m_cell(*structure.cell)
        , m_neighbours(bondLists(structure.atomCount(), bonds))
        , m_ranges(ranges)
        , m_tolerance(kOnFace * m_cell.lengths().cwiseInverse())
    {
        placeCentre();
    }

    DisplayedAtoms fill()
    {
        std::vector<Image> offsets;
        const auto fragments = fragmentsOf(m_neighbours, offsets);
        for (const Fragment& fragment : fragments)
            addFragment(fragment, offsets);
        if (m_ranges.completeShells)
            completeShells();
        for (std::size_t n = 0; n < m_shown.atoms.size(); ++n)
            addSticks(int(n));
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

    /// Where the range begins to count from, so that the chosen atom is in its middle.
    void placeCentre()
    {
        if (m_ranges.centreAtom < 0 || m_ranges.centreAtom >= m_structure.atomCount())
            return;
        const Eigen::Vector3d atom = fractionOf(m_ranges.centreAtom, {});
        for (int k = 0; k < 3; ++k)
            if (m_cell.periodic[k] && std::isfinite(atom[k]))
                m_origin[k] = atom[k] - (m_ranges.from[k] + m_ranges.to[k]) / 2;
        m_shown.cellOrigin = m_cell.toCartesian({m_origin});
    }

    Eigen::Vector3d fractionOf(int atom, const Image& offset) const
    {
        return m_cell.toFractional(m_structure.positions.col(atom)).value + asVector(offset);
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
                if (fragment.endless[k] || !m_ranges.wholeMolecules)
                    anchor[k] = own[k];
            addCopies(atom, offsets[atom], anchor, m_ranges.boundaryAtoms && (fragment.isRepeated() || !m_ranges.wholeMolecules));
        }
    }

    /// Whole cells by which `anchor` may be moved along k to lie in the range; with `repeat` also onto its far face.
    struct Shifts {
        int first = 0, last = 0;
    };
    Shifts shiftsOf(const Eigen::Vector3d& anchor, int k, bool repeat) const
    {
        if (!m_cell.periodic[k])
            return {};
        const double place = anchor[k] - m_origin[k], tolerance = m_tolerance[k];
        const double first = std::ceil(m_ranges.from[k] - tolerance - place);
        const double end = m_ranges.to[k] - place;
        const double last = repeat ? std::floor(end + tolerance) : std::ceil(end - tolerance) - 1;
        return {int(first), int(last)};
    }

    void addCopies(int atom, const Image& offset, const Eigen::Vector3d& anchor, bool repeat)
    {
        if (!anchor.allFinite() || anchor.cwiseAbs().maxCoeff() > 1e8)
            return;
        const Shifts a = shiftsOf(anchor, 0, repeat), b = shiftsOf(anchor, 1, repeat), c = shiftsOf(anchor, 2, repeat);
        for (int u = a.first; u <= a.last; ++u)
            for (int v = b.first; v <= b.last; ++v)
                for (int w = c.first; w <= c.last; ++w)
                    addCopy(atom, sum(offset, {u, v, w}), repeat && isOnFace(anchor, {u, v, w}));
    }

    /// Has this copy a twin on the opposite face of the range? Then bonds out of the range are the twin's matter.
    bool isOnFace(const Eigen::Vector3d& anchor, const Image& shift) const
    {
        for (int k = 0; k < 3; ++k) {
            const double place = anchor[k] + shift[k] - m_origin[k];
            const double length = m_ranges.to[k] - m_ranges.from[k];
            const bool twins
                = m_cell.periodic[k] && m_ranges.boundaryAtoms && std::abs(length - std::round(length)) < m_tolerance[k];
            if (twins
                && (std::abs(place - m_ranges.from[k]) < m_tolerance[k] || std::abs(place - m_ranges.to[k]) < m_tolerance[k]))
                return true;
        }
        return false;
    }

    void addCopy(int atom, const Image& image, bool repeated)
    {
        if (!m_places.emplace(Key {atom, image}, int(m_shown.atoms.size())).second)
            return;
        const Eigen::Vector3d position = m_structure.positions.col(atom) + m_cell.toCartesian({asVector(image)});
        m_shown.atoms.push_back({position, ballRadius(m_structure.species[atom]), atom, image});
        m_repeated.push_back(repeated);
    }

    void completeShells()
    {
        const auto isCentre = polyhedronCentres(m_structure, m_neighbours, m_ranges.shellElements);
        for (std::size_t n = 0, count = m_shown.atoms.size(); n < count; ++n) {
            const DisplayedAtom centre = m_shown.atoms[n];
            if (!isCentre[std::size_t(centre.atom)])
                continue;
            for (const Neighbour& ligand : m_neighbours[centre.atom])
                addCopy(ligand.atom, sum(centre.image, ligand.image), true);
        }
    }

    /// Is a bond drawn half where its other atom is not drawn? Not from repeated atoms, whose twin has the bond, nor
    /// between metals, which would look like sea urchins.
    bool endsAtTheFace(int n, int other) const
    {
        const bool bothMetals = isMetal(m_structure.species[m_shown.atoms[n].atom]) && isMetal(m_structure.species[other]);
        return !m_repeated[n] && !bothMetals;
    }

    void addSticks(int n)
    {
        const DisplayedAtom& from = m_shown.atoms[n];
        for (const Neighbour& next : m_neighbours[from.atom]) {
            const Image image = sum(from.image, next.image);
            const auto place = m_places.find({next.atom, image});
            const int other = place == m_places.end() ? -1 : place->second;
            const bool drawnFromThere = other >= 0 && other < n;
            if (drawnFromThere || (other < 0 && !endsAtTheFace(n, next.atom)))
                continue;
            const Eigen::Vector3d end = m_structure.positions.col(next.atom) + m_cell.toCartesian({asVector(image)});
            m_shown.bonds.push_back({n, other, next.atom, end});
        }
    }

    const Structure& m_structure;
    const Cell& m_cell;
    BondLists m_neighbours;
    CellRanges m_ranges;
    Eigen::Vector3d m_tolerance;
    Eigen::Vector3d m_origin = Eigen::Vector3d::Zero(); ///< fractional
    DisplayedAtoms m_shown;
    std::vector<char> m_repeated;
    std::unordered_map<Key, int, Hash> m_places;
};

DisplayedAtoms asListed(const Structure& structure, const std::vector<Bond>& bonds)
{
    DisplayedAtoms shown;
    for (int i = 0; i < structure.atomCount(); ++i)
        shown.atoms.push_back({structure.positions.col(i), ballRadius(structure.species[i]), i, {}});
    for (const Bond& bond : bonds)
        shown.bonds.push_back({bond.i, bond.j, bond.j, structure.positions.col(bond.j)});
    return shown;
}

bool fillsRanges(const Structure& structure)
{
    return structure.isPeriodic() && isUsable(*structure.cell);
}

} // namespace

double ballRadius(int atomicNumber)
{
    // Jmol's share of the van der Waals radius, hydrogen a little smaller.
    return (atomicNumber == 1 ? 0.2 : 0.22) * element(atomicNumber).vdwRadius;
}

DisplayedAtoms displayedAtoms(const Structure& structure, const std::vector<Bond>& bonds, const CellRanges& ranges)
{
    if (!fillsRanges(structure))
        return asListed(structure, bonds);
    CellRanges used = ranges;
    const bool isReduced = displayedCount(structure, ranges) > kMostDisplayed;
    if (isReduced) {
        used.from = {0, 0, 0};
        used.to = {1, 1, 1};
    }
    DisplayedAtoms shown = RangeFiller(structure, bonds, used).fill();
    shown.isReduced = isReduced;
    return shown;
}

double displayedCount(const Structure& structure, const CellRanges& ranges)
{
    double count = structure.atomCount();
    if (!fillsRanges(structure))
        return count;
    for (int k = 0; k < 3; ++k)
        if (structure.cell->periodic[k])
            count *= std::max(ranges.to[k] - ranges.from[k], 0.0);
    return count;
}

std::vector<int> fragmentNumbers(int atomCount, const std::vector<Bond>& bonds)
{
    std::vector<Image> offsets;
    const auto fragments = fragmentsOf(bondLists(atomCount, bonds), offsets);
    std::vector<int> numbers(std::size_t(atomCount), 0);
    for (std::size_t n = 0; n < fragments.size(); ++n)
        for (const int atom : fragments[n].atoms)
            numbers[std::size_t(atom)] = int(n);
    return numbers;
}

} // namespace mbtr::gui
