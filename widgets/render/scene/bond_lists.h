#pragma once

#include "core/chemistry/bonding/bonds.h"

#include <array>
#include <vector>

namespace mbtr::gui {

/// The other end of a bond, `image` cell vectors from where that atom is listed.
struct BondedNeighbour {
    int atom = 0;
    std::array<int, 3> image {};
};

/// For each atom of a structure its bonds, each of them seen from both ends.
using BondLists = std::vector<std::vector<BondedNeighbour>>;

inline BondLists bondLists(int atomCount, const std::vector<Bond>& bonds)
{
    BondLists lists(static_cast<std::size_t>(atomCount));
    for (const Bond& bond : bonds) {
        lists[std::size_t(bond.i)].push_back({bond.j, bond.image});
        lists[std::size_t(bond.j)].push_back({bond.i, {-bond.image[0], -bond.image[1], -bond.image[2]}});
    }
    return lists;
}

} // namespace mbtr::gui
