#pragma once

#include "core/base/progress.h"
#include "core/chemistry/bonding/molecular_graph.h"

#include <vector>

namespace mbtr {

/// Atoms of a ring in the order of its bonds.
using Ring = std::vector<int>;

/// A smallest set of smallest rings: bonds - atoms + fragments of them, each as small as can be, together a basis of all cycles.
/// Horton, SIAM J. Comput. 16, 358 (1987). Ascending by size. Of the fragments that are molecules; chains, layers and networks
/// have cycles around the whole cell, which are no rings, and are left out. Throws Cancelled.
std::vector<Ring> smallestRings(const MolecularGraph& graph, const std::vector<Fragment>& fragments, const Progress& progress);

} // namespace mbtr
