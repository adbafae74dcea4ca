#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/layout.h"

#include <array>
#include <vector>

namespace mbtr {

/// The elements of one structure, numbered 0.. in ascending order, and where the layout has them.
struct LocalSpecies {
    std::vector<int> inLayout; ///< index into layout.species, one for each element of the structure
    std::vector<int> counts; ///< atoms of each
    std::vector<int> ofAtom; ///< number of each atom's element
    int size() const { return static_cast<int>(inLayout.size()); }
};

/// Throws SettingsError("species", ..) that names structure and element where the layout lacks one.
LocalSpecies localSpecies(const Structure& structure, const Layout& layout);

/// The first k entries in reverse order.
std::array<int, 4> reverseTuple(std::array<int, 4> tuple, int k);

/// The element combinations of k atoms out of n elements, a tuple and its reversal being one: numbered 0.. by a formula, so that
/// no table of all n^k is needed.
class LocalBlocks {
public:
    LocalBlocks(int k, int n)
        : m_k(k)
        , m_n(n)
    {
    }
    int size() const;
    /// Number of a combination, in either direction.
    int id(const std::array<int, 4>& tuple) const;
    /// Calls take(id, tuple) for each combination, in one of its directions, in ascending order.
    template <typename Take> void forEach(Take take) const
    {
        int id = 0;
        const int middles = m_k == 3 ? m_n : 1, ends = endCount();
        for (int middle = 0; middle < middles; ++middle)
            for (int last = 0; last < ends; ++last)
                for (int first = m_k == 1 ? last : 0; first <= last; ++first)
                    take(id++, tuple(first, middle, last));
    }

private:
    /// A combination is an unordered pair of ends, for k = 3 around a middle; for k = 4 an end is a pair of elements.
    int endCount() const { return m_k == 4 ? m_n * m_n : m_n; }
    std::array<int, 4> tuple(int first, int middle, int last) const;
    int m_k;
    int m_n;
};

} // namespace mbtr
