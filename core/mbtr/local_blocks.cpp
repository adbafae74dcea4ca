#include "core/mbtr/local_blocks.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <array>

namespace mbtr {

LocalSpecies localSpecies(const Structure& structure, const Layout& layout)
{
    std::array<int, kLargestAtomicNumber + 1> number;
    LocalSpecies species;
    for (const int z : elementsOf(structure)) {
        const auto found = std::lower_bound(layout.species.begin(), layout.species.end(), z);
        if (found == layout.species.end() || *found != z)
            throw SettingsError("species", "lacks " + std::string(elementSymbol(z)) + ", which structure "
                                    + inQuotes(structure.name) + " contains");
        number[static_cast<std::size_t>(z)] = species.size();
        species.inLayout.push_back(static_cast<int>(found - layout.species.begin()));
    }
    species.counts.assign(species.inLayout.size(), 0);
    for (const int z : structure.species) {
        species.ofAtom.push_back(number[static_cast<std::size_t>(z)]);
        ++species.counts[static_cast<std::size_t>(species.ofAtom.back())];
    }
    return species;
}

std::array<int, 4> reversed(std::array<int, 4> tuple, int k)
{
    std::reverse(tuple.begin(), tuple.begin() + k);
    return tuple;
}

LocalBlocks::LocalBlocks(int k, int n)
    : m_k(k)
    , m_n(n)
{
    std::size_t count = 1;
    for (int i = 0; i < k; ++i)
        count *= static_cast<std::size_t>(n);
    m_ids.assign(count, -1);
    for (std::size_t i = 0; i < count; ++i) {
        if (m_ids[i] >= 0)
            continue;
        std::array<int, 4> tuple {};
        std::size_t rest = i;
        for (int place = k - 1; place >= 0; --place, rest /= static_cast<std::size_t>(n))
            tuple[static_cast<std::size_t>(place)] = static_cast<int>(rest % static_cast<std::size_t>(n));
        m_ids[i] = m_ids[index(reversed(tuple, k))] = size();
        m_tuples.push_back(tuple);
    }
}

std::size_t LocalBlocks::index(const std::array<int, 4>& tuple) const
{
    int index = 0;
    for (int place = 0; place < m_k; ++place)
        index = index * m_n + tuple[static_cast<std::size_t>(place)];
    return static_cast<std::size_t>(index);
}

} // namespace mbtr
