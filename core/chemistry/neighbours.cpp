#include "core/chemistry/neighbours.h"

#include "core/base/error.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace mbtr {

namespace {

using Image = std::array<int, 3>;

constexpr double kMostCopies = 5e7;
constexpr double kLargestCoordinate = 1e8; // angstrom, and cells: keeps images far inside the range of int

/// A copy of an atom within the cutoff of the cell.
struct Copy {
    Eigen::Vector3d position;
    int atom;
    Image shift; ///< cells from the copy inside the cell
};

struct WrappedAtoms {
    std::vector<Copy> copies; ///< sorted by nothing; the copies inside the cell are the first `insideCount`
    std::vector<Image> wrapShift; ///< of each atom: cells from the copy inside the cell to the atom as listed
    std::size_t insideCount = 0;
};

struct Lattice {
    Cell cell;
    Eigen::Matrix3d toFractional;
    Eigen::Vector3d spacing; ///< of the lattice planes, angstrom
};

Lattice latticeOf(const Cell& cell)
{
    Lattice lattice {cell, cell.vectors.transpose().inverse(), {}};
    lattice.spacing = lattice.toFractional.rowwise().norm().cwiseInverse();
    return lattice;
}

bool isUsablePosition(const Eigen::Vector3d& position)
{
    return position.allFinite() && position.cwiseAbs().maxCoeff() < kLargestCoordinate;
}

/// The cells in which a copy of an atom at `fraction` lies less than `margin` outside 0..1.
std::pair<int, int> shiftRange(double fraction, double margin, bool periodic)
{
    if (!periodic)
        return {0, 0};
    return {int(std::ceil(-margin - fraction)), int(std::floor(1 + margin - fraction))};
}

void addCopies(const Lattice& lattice, const Eigen::Vector3d& fraction, double cutoff, int atom, std::vector<Copy>& copies)
{
    std::array<std::pair<int, int>, 3> range;
    for (int k = 0; k < 3; ++k)
        range[k] = shiftRange(fraction[k], cutoff / lattice.spacing[k], lattice.cell.periodic[k]);
    for (int u = range[0].first; u <= range[0].second; ++u)
        for (int v = range[1].first; v <= range[1].second; ++v)
            for (int w = range[2].first; w <= range[2].second; ++w)
                if (u != 0 || v != 0 || w != 0)
                    copies.push_back({lattice.cell.toCartesian({fraction + Eigen::Vector3d(u, v, w)}), atom, {u, v, w}});
}

void refuseTooManyCopies(const Lattice& lattice, double cutoff, int atomCount)
{
    double copies = atomCount;
    for (int k = 0; k < 3; ++k)
        copies *= lattice.cell.periodic[k] ? 2 + 2 * cutoff / lattice.spacing[k] : 1;
    if (copies > kMostCopies)
        throw NumericalError("the cell is too small: within " + std::to_string(cutoff) + " angstrom there are about "
                             + std::to_string(copies) + " copies of its atoms");
}

WrappedAtoms wrappedCrystal(const Structure& structure, double cutoff)
{
    const Lattice lattice = latticeOf(*structure.cell);
    refuseTooManyCopies(lattice, cutoff, structure.atomCount());
    WrappedAtoms wrapped;
    wrapped.wrapShift.resize(structure.species.size());
    std::vector<Copy> outside;
    for (int i = 0; i < structure.atomCount(); ++i) {
        Eigen::Vector3d fraction = lattice.toFractional * structure.positions.col(i);
        if (!isUsablePosition(structure.positions.col(i)) || fraction.cwiseAbs().maxCoeff() > kLargestCoordinate)
            continue;
        for (int k = 0; k < 3; ++k)
            if (lattice.cell.periodic[k])
                wrapped.wrapShift[i][k] = int(std::floor(fraction[k]));
        fraction -= Eigen::Vector3d(wrapped.wrapShift[i][0], wrapped.wrapShift[i][1], wrapped.wrapShift[i][2]);
        wrapped.copies.push_back({lattice.cell.toCartesian({fraction}), i, {}});
        addCopies(lattice, fraction, cutoff, i, outside);
    }
    wrapped.insideCount = wrapped.copies.size();
    wrapped.copies.insert(wrapped.copies.end(), outside.begin(), outside.end());
    return wrapped;
}

WrappedAtoms asListed(const Structure& structure)
{
    WrappedAtoms atoms;
    atoms.wrapShift.resize(structure.species.size());
    for (int i = 0; i < structure.atomCount(); ++i)
        if (isUsablePosition(structure.positions.col(i)))
            atoms.copies.push_back({structure.positions.col(i), i, {}});
    atoms.insideCount = atoms.copies.size();
    return atoms;
}

/// Boxes of edge `cutoff`; only those with something in them exist, so that empty space costs nothing.
class Boxes {
public:
    Boxes(const std::vector<Copy>& copies, double cutoff)
        : m_edge(cutoff)
    {
        m_corner = copies.front().position;
        for (const Copy& copy : copies)
            m_corner = m_corner.cwiseMin(copy.position);
        m_entries.reserve(copies.size());
        for (std::size_t n = 0; n < copies.size(); ++n)
            m_entries.push_back({keyOf(boxOf(copies[n].position)), std::uint32_t(n)});
        std::sort(m_entries.begin(), m_entries.end());
    }

    /// Calls use(n) for each copy n in the box of `position` and the boxes around it.
    template <typename Use> void visitAround(const Eigen::Vector3d& position, const Use& use) const
    {
        const auto box = boxOf(position);
        for (std::int64_t z = box[2] - 1; z <= box[2] + 1; ++z)
            for (std::int64_t y = box[1] - 1; y <= box[1] + 1; ++y)
                visitRow({box[0] - 1, y, z}, use);
    }

private:
    using Box = std::array<std::int64_t, 3>;
    struct Entry {
        std::uint64_t key;
        std::uint32_t copy;
        auto operator<=>(const Entry&) const = default;
    };

    // Clamping maps boxes side by side onto the same box or boxes side by side: no pair is lost however far apart atoms are.
    Box boxOf(const Eigen::Vector3d& position) const
    {
        Box box;
        for (int k = 0; k < 3; ++k)
            box[k] = 1 + std::int64_t(std::min((position[k] - m_corner[k]) / m_edge, 2.0e6));
        return box;
    }
    static std::uint64_t keyOf(const Box& box)
    {
        return std::uint64_t(box[2]) << 42 | std::uint64_t(box[1]) << 21 | std::uint64_t(box[0]);
    }

    /// Three boxes along x, which have consecutive keys.
    template <typename Use> void visitRow(const Box& first, const Use& use) const
    {
        const std::uint64_t key = keyOf(first);
        auto entry = std::lower_bound(m_entries.begin(), m_entries.end(), Entry {key, 0});
        for (; entry != m_entries.end() && entry->key <= key + 2; ++entry)
            use(entry->copy);
    }

    double m_edge;
    Eigen::Vector3d m_corner;
    std::vector<Entry> m_entries;
};

bool isListedOnce(int i, int j, const Image& image)
{
    return i < j || (i == j && image > Image {0, 0, 0});
}

/// All atoms and their copies, sorted into boxes.
class PairSearch {
public:
    PairSearch(const Structure& structure, double cutoff)
        : m_atoms(structure.isPeriodic() && isUsable(*structure.cell) ? wrappedCrystal(structure, cutoff) : asListed(structure))
        , m_cutoff(cutoff)
    {
        if (!m_atoms.copies.empty() && cutoff > 0)
            m_boxes.emplace(m_atoms.copies, cutoff);
    }
    /// Number of atoms that can have neighbours.
    std::size_t count() const { return m_boxes ? m_atoms.insideCount : 0; }
    /// Calls use(NeighbourPair) for each copy of an atom near number n, itself included; onlyLater: not of atoms listed before
    /// it.
    template <typename Use> void visitAround(std::size_t n, bool onlyLater, const Use& use) const
    {
        const Copy& first = m_atoms.copies[n];
        m_boxes->visitAround(first.position, [&](std::size_t other) {
            const Copy& second = m_atoms.copies[other];
            if (onlyLater && second.atom < first.atom)
                return;
            const double distance = (second.position - first.position).norm();
            if (distance > m_cutoff)
                return;
            Image image;
            for (int k = 0; k < 3; ++k)
                image[k] = second.shift[k] - m_atoms.wrapShift[second.atom][k] + m_atoms.wrapShift[first.atom][k];
            use(NeighbourPair {first.atom, second.atom, image, distance});
        });
    }

private:
    WrappedAtoms m_atoms;
    double m_cutoff;
    std::optional<Boxes> m_boxes;
};

} // namespace

void visitPairs(const Structure& structure, double cutoff, const std::function<void(const NeighbourPair&)>& visit)
{
    const PairSearch search(structure, cutoff);
    for (std::size_t n = 0; n < search.count(); ++n)
        search.visitAround(n, true, [&](const NeighbourPair& pair) {
            if (isListedOnce(pair.i, pair.j, pair.image))
                visit(pair);
        });
}

std::vector<std::vector<NeighbourSite>> listNeighbours(const Structure& structure, double cutoff, const Progress* progress)
{
    const PairSearch search(structure, cutoff);
    std::vector<std::vector<NeighbourSite>> lists(structure.species.size());
    const auto fill = [&](std::size_t n) {
        if (progress)
            progress->throwIfCancelled();
        search.visitAround(n, false, [&](const NeighbourPair& pair) {
            if (pair.i != pair.j || pair.image != Image {0, 0, 0})
                lists[pair.i].push_back({pair.j, pair.image});
        });
    };
    // Isolated: a thread that waits here must not begin something else that uses the caller's memory.
    tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t {0}, search.count(), fill); });
    return lists;
}

} // namespace mbtr
