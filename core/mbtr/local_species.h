#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/layout.h"

#include <vector>

namespace mbtr {

/// The elements of one structure, numbered 0.. in ascending order, and where the layout has them.
struct LocalSpecies {
    std::vector<int> inLayout; ///< index into layout.species, one an element of the structure
    std::vector<int> counts;   ///< atoms of each
    std::vector<int> ofAtom;   ///< number of each atom's element
    int size() const { return static_cast<int>(inLayout.size()); }
    int pairCount() const { return size() * (size() + 1) / 2; }
    /// Number of the unordered pair of elements i, j.
    int pair(int i, int j) const
    {
        if (i > j)
            std::swap(i, j);
        return i * size() - i * (i - 1) / 2 + j - i;
    }
};

/// Throws SettingsError("species", ..) that names structure and element where the layout lacks one.
LocalSpecies localSpecies(const Structure& structure, const Layout& layout);

} // namespace mbtr
