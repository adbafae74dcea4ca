#pragma once

#include "core/chemistry/bonding/bonds.h"

namespace mbtr {

// Sets of atoms as ascending indices.

/// All of these elements (atomic numbers).
std::vector<int> atomsOfElements(const Structure& structure, const std::vector<int>& elements);
/// These and the atoms bonded to them.
std::vector<int> growSelection(const std::vector<int>& atoms, const std::vector<Bond>& bonds);
/// These and all that is connected to them by bonds.
std::vector<int> wholeFragments(const std::vector<int>& atoms, const std::vector<Bond>& bonds);
/// The others of 0 .. atomCount - 1.
std::vector<int> invertSelection(const std::vector<int>& atoms, int atomCount);

} // namespace mbtr
