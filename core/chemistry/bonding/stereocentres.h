#pragma once

#include "core/chemistry/bonding/molecular_graph.h"

#include <vector>

namespace mbtr {

/// An atom with four different neighbours, and its handedness by Cahn, Ingold and Prelog.
struct Stereocentre {
    int atom = 0;
    bool isR = false; ///< else S
};

/// Tetrahedral stereocentres C, Si, N and P with four neighbours (carbon also with three and one hydrogen left out, where orders
/// are stated), ascending. Neighbours are ranked by atomic numbers sphere by sphere (rule 1a; IUPAC Recommendations 2013, P-92),
/// multiple bonds counted as stated; what differs only by rules further down, or beyond 2000 atoms of the tree, is left out.
/// Flat atoms (drawings) have no handedness.
std::vector<Stereocentre> findStereocentres(const Structure& structure, const MolecularGraph& graph);

} // namespace mbtr
