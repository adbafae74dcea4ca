#pragma once

#include "core/chemistry/bonding/bonds.h"

#include <array>
#include <string>
#include <vector>

namespace mbtr {

/// Atoms as nodes and bonds as edges, of a molecule or a crystal.
struct MolecularGraph {
    struct Neighbour {
        int atom = 0;
        std::array<int, 3> image {}; ///< of the neighbour, seen from the atom as listed
        int bond = 0; ///< index of the bond
    };
    std::vector<Bond> bonds; ///< ascending
    std::vector<BondOrder> orders; ///< one for each bond
    std::vector<std::vector<Neighbour>> neighbours; ///< of each atom

    int atomCount() const { return static_cast<int>(neighbours.size()); }
};

/// Bonds as bondsOf() gives them, with the orders the file states. Throws as findBonds().
MolecularGraph molecularGraph(const Structure& structure, const BondRules& rules = {});

/// The graph of bonds that are known already; all orders are unstated.
MolecularGraph graphOf(std::vector<Bond> bonds, int atomCount);

/// Atoms that are bonded together.
struct Fragment {
    std::vector<int> atoms; ///< ascending
    std::vector<std::array<int, 3>> images; ///< one for each atom: shifted by so many cell vectors, the atoms hang together
    int dimension = 0; ///< directions in which it goes on for ever: 0 molecule, 1 chain, 2 layer, 3 network
};

/// In the order of their first atoms.
std::vector<Fragment> findFragments(const MolecularGraph& graph);

/// Hill formula of the atoms of one fragment (of one cell where it is periodic).
std::string formula(const Structure& structure, const Fragment& fragment);

} // namespace mbtr
