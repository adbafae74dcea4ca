#include "core/chemistry/bonding/bond_changes.h"

#include <algorithm>
#include <map>

namespace mbtr {

namespace {

void erase(std::vector<Bond>& bonds, const Bond& bond)
{
    bonds.erase(std::remove(bonds.begin(), bonds.end(), bond), bonds.end());
}

std::vector<Bond> renumberBonds(const std::vector<Bond>& bonds, const std::vector<int>& gone)
{
    std::vector<Bond> kept;
    const auto isGone = [&](int atom) { return std::binary_search(gone.begin(), gone.end(), atom); };
    const auto newNumber = [&](int atom) { return atom - int(std::lower_bound(gone.begin(), gone.end(), atom) - gone.begin()); };
    for (const Bond& bond : bonds)
        if (!isGone(bond.i) && !isGone(bond.j))
            kept.push_back({newNumber(bond.i), newNumber(bond.j), bond.image});
    return kept;
}

std::vector<Bond> takeBondsAlong(const std::vector<Bond>& bonds, const Structure& structure,
                                 const std::function<Structure(const Structure&)>& change)
{
    if (bonds.empty())
        return {};
    Structure carrier = structure;
    carrier.bonds.clear();
    for (const Bond& bond : bonds)
        carrier.bonds.push_back({.i = bond.i, .j = bond.j, .image = bond.image});
    std::vector<Bond> taken;
    for (const GivenBond& bond : change(carrier).bonds)
        taken.push_back(inOrder({bond.i, bond.j, bond.image}));
    return taken;
}

} // namespace

std::vector<Bond> bondsOf(const Structure& structure, const BondChanges& changes)
{
    std::vector<Bond> found = bondsOf(structure, changes.rules);
    if (changes.added.empty() && changes.removed.empty())
        return found;
    for (const Bond& bond : changes.removed)
        erase(found, inOrder(bond));
    for (const Bond& bond : changes.added)
        found.push_back(inOrder(bond));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

Structure withStatedBonds(Structure structure, const BondChanges& changes)
{
    if (changes.isEmpty())
        return structure;
    std::map<Bond, GivenBond> asStated;
    for (const GivenBond& bond : structure.bonds)
        asStated.emplace(inOrder({bond.i, bond.j, bond.image}), bond);
    std::vector<GivenBond> stated;
    for (const Bond& bond : bondsOf(structure, changes)) {
        const auto given = asStated.find(bond);
        stated.push_back(given != asStated.end() ? given->second : GivenBond {.i = bond.i, .j = bond.j, .image = bond.image});
    }
    structure.bonds = std::move(stated);
    structure.someBondsOnly = false;
    return structure;
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
    return {changes.rules, renumberBonds(changes.added, gone), renumberBonds(changes.removed, gone)};
}

BondChanges takeBondsAlong(const BondChanges& changes, const Structure& structure,
                           const std::function<Structure(const Structure&)>& change)
{
    return {changes.rules, takeBondsAlong(changes.added, structure, change), takeBondsAlong(changes.removed, structure, change)};
}

} // namespace mbtr
