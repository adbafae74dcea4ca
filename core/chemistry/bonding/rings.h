#pragma once

#include "core/base/progress.h"
#include "core/chemistry/bonding/molecular_graph.h"

#include <vector>

namespace mbtr {

/// Atoms of a ring in the order of its bonds.
using Ring = std::vector<int>;

/// A smallest set of smallest rings, ascending by size: as many as there are bonds - atoms + fragments, each as small as can be,
/// and together a basis of all cycles. Candidates are the cycles made of two shortest paths from an atom to the two ends of a
/// bond; from the smallest on, those that are no sum of smaller ones are kept. Horton, SIAM J. Comput. 16, 358 (1987),
/// doi:10.1137/0216026. Only fragments that are molecules are searched: chains, layers and networks have cycles around the whole
/// cell, which are no rings. Throws Cancelled, and NumericalError where so many atoms and bonds make one network of rings that
/// the search would take minutes and gigabytes: some thousand atoms of a cluster, or atoms on top of one another.
std::vector<Ring> smallestRings(const MolecularGraph& graph, const std::vector<Fragment>& fragments, const Progress& progress);

} // namespace mbtr
