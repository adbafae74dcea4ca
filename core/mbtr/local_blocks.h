#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/layout.h"

#include <array>
#include <vector>

namespace mbtr {

/// The elements of one structure, numbered 0.. in ascending order, and where the layout has them.
struct LocalSpecies {
    std::vector<int> inLayout; ///< index into layout.species, one an element of the structure
    std::vector<int> counts;   ///< atoms of each
    std::vector<int> ofAtom;   ///< number of each atom's element
    int size() const { return static_cast<int>(inLayout.size()); }
};

/// Throws SettingsError("species", ..) that names structure and element where the layout lacks one.
LocalSpecies localSpecies(const Structure& structure, const Layout& layout);

/// The element combinations of k atoms out of n elements, a tuple and its reversal being one: numbered 0...
class LocalBlocks {
public:
    LocalBlocks(int k, int n);

    int size() const { return static_cast<int>(m_tuples.size()); }
    /// Number of a combination, in either direction.
    int id(const std::array<int, 4>& tuple) const { return m_ids[index(tuple)]; }
    /// One direction of each combination.
    const std::vector<std::array<int, 4>>& tuples() const { return m_tuples; }

private:
    std::size_t index(const std::array<int, 4>& tuple) const;
    int m_k;
    int m_n;
    std::vector<int> m_ids; ///< of all n^k tuples
    std::vector<std::array<int, 4>> m_tuples;
};

/// The first k entries in reverse order.
std::array<int, 4> reversed(std::array<int, 4> tuple, int k);

} // namespace mbtr
