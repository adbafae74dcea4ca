#include "core/mbtr/sums/local_blocks.h"

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
            throw SettingsError("species",
                                "lacks " + std::string(elementSymbol(z)) + ", which structure " + inQuotes(structure.name)
                                    + " contains");
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

std::array<int, 4> reverseTuple(std::array<int, 4> tuple, int k)
{
    std::reverse(tuple.begin(), tuple.begin() + k);
    return tuple;
}

namespace {

/// Number of an unordered pair among all with a smaller larger member, then a smaller other.
int pairNumber(int i, int j)
{
    const auto [first, last] = std::minmax(i, j);
    return last * (last + 1) / 2 + first;
}

} // namespace

int LocalBlocks::size() const
{
    const int pairs = endCount() * (endCount() + 1) / 2;
    return m_k == 1 ? m_n : m_k == 3 ? m_n * pairs : pairs;
}

int LocalBlocks::id(const std::array<int, 4>& tuple) const
{
    const auto [a, b, c, d] = tuple;
    switch (m_k) {
    case 1:
        return a;
    case 2:
        return pairNumber(a, b);
    case 3:
        return b * (m_n * (m_n + 1) / 2) + pairNumber(a, c);
    default:
        return pairNumber(b * m_n + a, c * m_n + d);
    }
}

std::array<int, 4> LocalBlocks::tuple(int first, int middle, int last) const
{
    switch (m_k) {
    case 1:
        return {first, 0, 0, 0};
    case 2:
        return {first, last, 0, 0};
    case 3:
        return {first, middle, last, 0};
    default:
        return {first % m_n, first / m_n, last / m_n, last % m_n};
    }
}

} // namespace mbtr
