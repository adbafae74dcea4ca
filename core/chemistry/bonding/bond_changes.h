#pragma once

#include "core/chemistry/bonding/bonds.h"

#include <functional>

namespace mbtr {

/// What a person knows better of bonds than the file and the radii: the distances that count, and bonds set by hand.
struct BondChanges {
    BondRules rules;
    std::vector<Bond> added;
    std::vector<Bond> removed;

    bool isEmpty() const { return added.empty() && removed.empty() && rules == BondRules(); }
    bool operator==(const BondChanges&) const = default;
};

/// Bonds as bondsOf() gives them by the rules, without the removed and with the added ones; ascending, each once. Throws as
/// findBonds().
std::vector<Bond> bondsOf(const Structure& structure, const BondChanges& changes);

/// The structure with its bonds, after the changes, as stated ones that keep their orders: for writing it. Unchanged where there
/// is no change. Throws as findBonds().
Structure withStatedBonds(Structure structure, const BondChanges& changes);

/// A bond more, or one less. A bond that is added takes back its removal, and the other way round.
BondChanges withBond(BondChanges changes, Bond bond);
BondChanges withoutBond(BondChanges changes, Bond bond);

/// For a structure without these atoms: their bonds are forgotten, the others keep their atoms under new numbers.
BondChanges withoutAtoms(const BondChanges& changes, const std::vector<int>& atoms);

/// After a change of the structure that takes stated bonds along (supercell(), wrapAtoms(), unwrapAtoms()): bonds set by hand go
/// along too.
BondChanges takeBondsAlong(const BondChanges& changes, const Structure& structure,
                           const std::function<Structure(const Structure&)>& change);

} // namespace mbtr
