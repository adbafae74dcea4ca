#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"

#include <array>
#include <functional>
#include <vector>

namespace mbtr {

/// Two atoms near each other: atom i as listed, and the copy of atom j that lies `image` cell vectors from where j is listed.
struct NeighbourPair {
    int i = 0;
    int j = 0;
    std::array<int, 3> image {};
    double distance = 0; ///< angstrom
};

/// Calls `visit` for each pair of atoms at most `cutoff` (angstrom) apart, once a pair: i < j, or i == j and the first
/// nonzero number of `image` positive. Linear in the number of atoms. Any cell: small, skewed, partly periodic; atoms may lie
/// outside it. Atoms whose coordinates are not finite have no neighbours. A cell that spans no volume counts as none.
/// Throws NumericalError where a cell so small asks for more than 50 million copies of atoms.
void visitPairs(const Structure& structure, double cutoff, const std::function<void(const NeighbourPair&)>& visit);

/// A copy of an atom, `image` cell vectors from where it is listed.
struct NeighbourSite {
    int atom = 0;
    std::array<int, 3> image {};
};

/// The same pairs as lists, one for each atom: every pair stands in the lists of both its atoms. On several threads; the lists do
/// not depend on their number. progress: may be nullptr. Throws Cancelled, too.
std::vector<std::vector<NeighbourSite>> listNeighbours(const Structure& structure, double cutoff, const Progress* progress);

} // namespace mbtr
