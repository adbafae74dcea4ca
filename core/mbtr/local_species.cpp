#include "core/mbtr/local_species.h"

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

} // namespace mbtr
