#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <unordered_map>

namespace mbtr {

namespace {

constexpr double kSameAtom = 0.01; // angstrom
constexpr double kOverlap = 0.5; // angstrom: no two nuclei come so near
constexpr double kMostBoxes = 1 << 20; // along an axis

struct PlacedAtom {
    Eigen::Vector3d fractional;
    std::size_t site = 0;
};

/// Finds the atom nearest to a point by boxes at least kOverlap wide.
class AtomBoxes {
public:
    explicit AtomBoxes(const Cell& cell)
        : m_cell(cell)
    {
        const Eigen::Matrix3d inverse = cell.vectors.inverse();
        for (int axis = 0; axis < 3; ++axis) {
            const double height = 1 / inverse.col(axis).norm();
            m_counts[axis] = std::max(1, static_cast<int>(std::min(height / kOverlap, kMostBoxes)));
        }
    }

    void add(const PlacedAtom& atom)
    {
        m_boxes[keyOf(boxOf(atom.fractional))].push_back(m_atoms.size());
        m_atoms.push_back(atom);
    }

    /// An atom within kOverlap, periodic images included, and its distance in angstrom; the nearest.
    std::optional<std::pair<std::size_t, double>> nearest(const Eigen::Vector3d& point) const
    {
        std::optional<std::pair<std::size_t, double>> best;
        const Eigen::Vector3i home = boxOf(point);
        for (int step = 0; step < 27; ++step) {
            const Eigen::Vector3i shift {step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1};
            const auto box = m_boxes.find(keyOf(home + shift));
            if (box == m_boxes.end())
                continue;
            for (const std::size_t atom : box->second) {
                const double distance = distanceBetween(point, m_atoms[atom].fractional);
                if (distance < (best ? best->second : kOverlap))
                    best = {m_atoms[atom].site, distance};
            }
        }
        return best;
    }

    std::vector<PlacedAtom>& atoms() { return m_atoms; }

private:
    Eigen::Vector3i boxOf(const Eigen::Vector3d& point) const
    {
        const Eigen::Vector3d wrapped = point.array() - point.array().floor();
        return (wrapped.array() * m_counts.cast<double>().array()).cast<int>();
    }
    std::int64_t keyOf(const Eigen::Vector3i& box) const
    {
        const auto wrap = [&](int axis) { return std::int64_t {(box[axis] + m_counts[axis]) % m_counts[axis]}; };
        return (wrap(0) * m_counts[1] + wrap(1)) * m_counts[2] + wrap(2);
    }
    double distanceBetween(const Eigen::Vector3d& a, const Eigen::Vector3d& b) const
    {
        const Eigen::Vector3d difference = a - b;
        const Eigen::Vector3d nearestImage = difference.array() - difference.array().round();
        return m_cell.toCartesian({nearestImage}).norm();
    }

    const Cell& m_cell;
    Eigen::Vector3i m_counts;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> m_boxes; ///< those that hold atoms; a cell may be mostly empty
    std::vector<PlacedAtom> m_atoms;
};

void noteOverlap(const CrystalSite& lost, const CrystalSite& kept, bool sameSite, ImportNotes& notes)
{
    if (sameSite)
        notes.add(lost.line,
                  "site " + lost.label + " lies so near a special position that its images overlap; one of them is kept");
    else
        notes.add(lost.line, "sites " + kept.label + " and " + lost.label + " overlap; " + kept.label + " is kept");
}

/// The point itself where it is the identity's image, else inside the cell.
Eigen::Vector3d imageOf(const Eigen::Vector3d& point, const SymmetryOperation& operation)
{
    const Eigen::Vector3d image = operation.rotation * point + operation.translation;
    if (image == point)
        return image;
    return image.array() - image.array().floor();
}

void placeSite(std::size_t index, std::span<const CrystalSite> sites, std::span<const SymmetryOperation> operations,
               AtomBoxes& boxes, ImportNotes& notes, const Progress& progress)
{
    const CrystalSite& site = sites[index];
    std::set<std::size_t> noted; // one message for each pair of sites, not for each image
    progress.throwIfCancelled();
    for (const SymmetryOperation& operation : operations) {
        const Eigen::Vector3d image = imageOf(site.fractional, operation);
        const auto other = boxes.nearest(image);
        if (!other)
            boxes.add({image, index});
        else if ((other->first != index || other->second > kSameAtom) && noted.insert(other->first).second)
            noteOverlap(site, sites[other->first], other->first == index, notes);
    }
}

} // namespace

Structure expandSites(const Cell& cell, std::span<const CrystalSite> sites, std::span<const SymmetryOperation> operations,
                      ImportNotes& notes, const Progress& progress)
{
    std::vector<std::size_t> order(sites.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return sites[a].occupancy > sites[b].occupancy; });
    AtomBoxes boxes(cell);
    for (const std::size_t index : order)
        placeSite(index, sites, operations, boxes, notes, progress);

    auto& atoms = boxes.atoms();
    std::stable_sort(atoms.begin(), atoms.end(), [](const auto& a, const auto& b) { return a.site < b.site; });
    Structure structure;
    structure.cell = cell;
    structure.positions.resize(3, static_cast<Eigen::Index>(atoms.size()));
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        structure.species.push_back(sites[atoms[i].site].species);
        structure.positions.col(static_cast<Eigen::Index>(i)) = cell.toCartesian({atoms[i].fractional});
    }
    return structure;
}

} // namespace mbtr
