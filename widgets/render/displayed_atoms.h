#pragma once

#include "core/chemistry/bonds.h"
#include "core/chemistry/structure.h"

#include <array>
#include <vector>

namespace mbtr::gui {

/// A ball: a copy of an atom, `image` cell vectors from where it is listed.
struct DisplayedAtom {
    Eigen::Vector3d position; ///< angstrom
    double radius = 0;        ///< angstrom
    int atom = 0;             ///< index into the structure
    std::array<int, 3> image {};
};

/// Half a stick: from an atom to the middle of the visible part of its bond.
struct HalfBond {
    Eigen::Vector3d begin;
    Eigen::Vector3d end;
    int atom = 0; ///< index into the structure: whose colour it has
};

/// What of a structure is drawn as balls and sticks.
struct DisplayedAtoms {
    std::vector<DisplayedAtom> atoms;
    std::vector<HalfBond> halfBonds;
};

inline constexpr double kBondRadius = 0.11; // angstrom

/// Radius of the ball of an element, angstrom.
double ballRadius(int atomicNumber);

/// Molecules as they are listed. Crystals fill their cell: molecules (and chains, layers across themselves) stay whole and
/// have their centre in the cell; atoms of networks lie in the cell; single atoms, networks and layers on a face, edge or
/// corner are repeated on the opposite ones. A bond to an atom that is not drawn is drawn half, except from repeated atoms and between metals.
DisplayedAtoms displayedAtoms(const Structure& structure, const std::vector<Bond>& bonds);

} // namespace mbtr::gui
