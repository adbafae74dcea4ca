#pragma once

#include "core/chemistry/bonding/given_bond.h"
#include "core/chemistry/cell.h"

#include <Eigen/Core>
#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// Atoms in space: a molecule, or with a cell a crystal, slab or chain.
struct Structure {
    std::string name;
    std::vector<int> species; ///< atomic numbers, one for each atom
    Eigen::Matrix3Xd positions; ///< 3 x n_atoms, angstrom; atoms of a crystal may lie outside the cell
    std::optional<Cell> cell;
    std::vector<GivenBond> bonds; ///< as the file states them, in its order; empty where it states none
    bool someBondsOnly = false; ///< the file need not list all bonds (CONECT of PDB); the others go by distance

    int atomCount() const { return static_cast<int>(species.size()); }
    bool isPeriodic() const { return cell && cell->isPeriodic(); }
};

/// Distinct atomic numbers, ascending.
std::vector<int> elementsOf(const Structure& structure);

/// Hill formula: C, H, then the others by alphabet ("C2H6O"); counts as they are in the cell.
std::string formula(const Structure& structure);

} // namespace mbtr
