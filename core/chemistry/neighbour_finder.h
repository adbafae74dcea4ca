#pragma once

#include "core/chemistry/lattice_walk.h"
#include "core/chemistry/neighbours.h"
#include "core/chemistry/site_math.h"
#include "core/chemistry/structure.h"

#include <array>
#include <limits>
#include <vector>

namespace mbtr {

/// Sites around one atom of the home cell, as columns of `count` values (and room for more). An image counts as a site of
/// its own.
struct Neighbours {
    int centre = 0; ///< atom of the home cell
    int count = 0;
    std::vector<double> x, y, z; ///< from the centre, angstrom
    std::vector<double> distance; ///< angstrom
    std::vector<int> atom; ///< which atom of the home cell the site is an image of
    std::vector<std::array<int, 3>> image; ///< and which: position of the atom as listed + image.cell
    std::vector<int> kind; ///< for the caller: number of the site's element

    /// Room for `more` sites behind the last one.
    void makeRoom(int more);
    /// Where site number `site` and those behind it are written.
    SiteColumns columnsFrom(std::size_t site);
    void sortByDistance();
    /// order: of all sites, the number of the one that comes first, second, ..
    void reorder(const std::vector<std::size_t>& order);
};

/// Finds neighbours in molecules and crystals of any cell.
class NeighbourFinder {
public:
    /// Keeps a reference to the structure. crystal: do the cell's periodic directions count? reach: angstrom; infinite for
    /// all atoms of a molecule. finds: how often find() will be called, about; lists made beforehand pay for many only.
    /// progress: asked while lists are made, not kept.
    /// Throws NumericalError for atoms at the same place; Cancelled.
    NeighbourFinder(const Structure& structure, bool crystal, double reach, const Progress* progress = nullptr,
                    int finds = std::numeric_limits<int>::max());

    /// All sites within reach of atom `centre`, without itself; firstAtom: only images of atoms firstAtom.. are wanted.
    /// kinds: one for each atom, copied to Neighbours::kind.
    void find(int centre, int firstAtom, const std::vector<int>& kinds, Neighbours& found) const;

private:
    void walk(int centre, int firstAtom, Neighbours& found) const;
    void takeAtoms(int begin, int end, Neighbours& found) const;
    void take(int atom, const LatticeWalk::Row& row, Neighbours& found) const;
    void takeOneByOne(int atom, const LatticeWalk::Row& row, Neighbours& found) const;
    void takeListed(const NeighbourSite& entry, Neighbours& found) const;
    [[noreturn]] void refuseSamePlace(int centre, int atom) const;

    const Structure& m_structure;
    LatticeWalk m_walk;
    double m_reach;
    std::vector<std::vector<NeighbourSite>> m_lists; ///< of each atom; empty where walking over the lattice is faster
};

/// angstrom; between any two sites; infinite for a single atom without a lattice.
double smallestDistance(const Structure& structure, bool crystal);

} // namespace mbtr
