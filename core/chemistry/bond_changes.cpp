#include "core/chemistry/bond_changes.h"

#include <algorithm>

namespace mbtr {

namespace {

void erase(std::vector<Bond>& bonds, const Bond& bond)
{
    bonds.erase(std::remove(bonds.begin(), bonds.end(), bond), bonds.end());
}

std::vector<Bond> renumbered(const std::vector<Bond>& bonds, const std::vector<int>& gone)
{
    std::vector<Bond> kept;
    const auto isGone = [&](int atom) { return std::binary_search(gone.begin(), gone.end(), atom); };
    const auto newNumber = [&](int atom) { return atom - int(std::lower_bound(gone.begin(), gone.end(), atom) - gone.begin()); };
    for (const Bond& bond : bonds)
        if (!isGone(bond.i) && !isGone(bond.j))
            kept.push_back({newNumber(bond.i), newNumber(bond.j), bond.image});
    return kept;
}

} // namespace

std::vector<Bond> applied(const BondChanges& changes, std::vector<Bond> found)
{
    if (changes.isEmpty())
        return found;
    for (const Bond& bond : changes.removed)
        erase(found, inOrder(bond));
    for (const Bond& bond : changes.added)
        found.push_back(inOrder(bond));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

BondChanges withBond(BondChanges changes, Bond bond)
{
    bond = inOrder(bond);
    erase(changes.removed, bond);
    erase(changes.added, bond);
    changes.added.push_back(bond);
    return changes;
}

BondChanges withoutBond(BondChanges changes, Bond bond)
{
    bond = inOrder(bond);
    erase(changes.added, bond);
    erase(changes.removed, bond);
    changes.removed.push_back(bond);
    return changes;
}

BondChanges withoutAtoms(const BondChanges& changes, const std::vector<int>& atoms)
{
    std::vector<int> gone = atoms;
    std::sort(gone.begin(), gone.end());
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    return {renumbered(changes.added, gone), renumbered(changes.removed, gone)};
}

} // namespace mbtr
