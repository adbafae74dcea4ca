#pragma once

#include "core/chemistry/bonding/bonds.h"
#include "core/chemistry/structure.h"

#include <array>
#include <vector>

namespace mbtr::gui {

/// A ball: a copy of an atom, `image` cell vectors from where it is listed.
struct DisplayedAtom {
    Eigen::Vector3d position; ///< angstrom
    double radius = 0; ///< angstrom
    int atom = 0; ///< index into the structure
    std::array<int, 3> image {};
};

/// A stick between two displayed atoms, or half a one towards an atom that is not displayed.
struct DisplayedBond {
    int first = 0; ///< index into DisplayedAtoms::atoms
    int second = -1; ///< likewise; -1: not displayed
    int other = 0; ///< the second atom's index into the structure
    Eigen::Vector3d end; ///< angstrom: where the second atom is
};

/// What of a structure is drawn as balls and sticks.
struct DisplayedAtoms {
    std::vector<DisplayedAtom> atoms;
    std::vector<DisplayedBond> bonds;
    Eigen::Vector3d cellOrigin = Eigen::Vector3d::Zero(); ///< angstrom; other than zero where an atom is in the middle
    bool isReduced = false; ///< the ranges asked for more than kMostDisplayed atoms: this is one cell
};

inline constexpr double kBondRadius = 0.11; // angstrom
inline constexpr double kMostDisplayed = 2'000'000; // atoms

/// Which part of a crystal is displayed, in cell vectors from the origin of the cell. Directions that are not periodic have
/// no range.
struct CellRanges {
    std::array<double, 3> from {0, 0, 0};
    std::array<double, 3> to {1, 1, 1};
    bool boundaryAtoms = true; ///< atoms on faces, edges and corners are repeated on the opposite ones
    bool wholeMolecules = true; ///< molecules stay in one piece and are displayed where their centre is in the range
    std::vector<int> shellElements; ///< centres of polyhedra, atomic numbers; empty: chosen by polyhedronCentres()
    bool completeShells = false; ///< also all bonded neighbours of the centres of polyhedra (see polyhedronCentres())
    int centreAtom = -1; ///< this atom of the structure lies in the middle of the range; -1: the cell as it is

    bool operator==(const CellRanges&) const = default;
};

/// Radius of the ball of an element, angstrom.
double ballRadius(int atomicNumber);

/// Molecules as they are listed. Crystals: copies within the ranges. Where molecules stay whole, chains and layers do across
/// themselves. Single atoms, networks and layers on a face, edge or corner are repeated on the opposite ones; molecules and
/// chains are not: one in the corner of a large box must not appear eight times. A bond to an atom that is not displayed is
/// drawn half, except from repeated atoms and between metals. Radii: ballRadius().
DisplayedAtoms displayedAtoms(const Structure& structure, const std::vector<Bond>& bonds, const CellRanges& ranges = {});

/// About how many atoms these ranges display.
double displayedCount(const Structure& structure, const CellRanges& ranges);

/// For each atom of the structure the number of its fragment (atoms joined by bonds), 0.. in the order of their first atoms.
std::vector<int> fragmentNumbers(int atomCount, const std::vector<Bond>& bonds);

} // namespace mbtr::gui
