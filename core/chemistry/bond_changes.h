#pragma once

#include "core/chemistry/bonds.h"

namespace mbtr {

/// Bonds set by hand: what a person knows better than the file and the distances.
struct BondChanges {
    std::vector<Bond> added;
    std::vector<Bond> removed;

    bool isEmpty() const { return added.empty() && removed.empty(); }
    bool operator==(const BondChanges&) const = default;
};

/// Bonds as bondsOf() gives them, without the removed and with the added ones; ascending, each once.
std::vector<Bond> applied(const BondChanges& changes, std::vector<Bond> found);

/// The structure with its bonds, after the changes, as stated ones that keep their orders: for writing it. Unchanged where there is
/// no change. Throws as findBonds().
Structure withStatedBonds(Structure structure, const BondChanges& changes);

/// A bond more, or one less. A bond that is added takes back its removal, and the other way round.
BondChanges withBond(BondChanges changes, Bond bond);
BondChanges withoutBond(BondChanges changes, Bond bond);

/// For a structure without these atoms: their bonds are forgotten, the others keep their atoms under new numbers.
BondChanges withoutAtoms(const BondChanges& changes, const std::vector<int>& atoms);

} // namespace mbtr
