#pragma once

#include "widgets/render/scene/bond_lists.h"
#include "widgets/render/scene/displayed_atoms.h"

namespace mbtr::gui {

/// The convex hull of the neighbours of an atom. Corners in angstrom; faces turn left seen from outside.
struct Polyhedron {
    int atom = 0; ///< the centre's index into the structure
    std::vector<Eigen::Vector3d> corners;
    std::vector<std::vector<int>> faces; ///< plane polygons: indices of corners, in order
};

/// One flag an atom: has it four or more neighbours to draw a polyhedron of? In compounds these are the metals and those
/// with oxygen or another more electronegative element around them, in elements all; hydrogen is no corner.
/// elements: where given, these atomic numbers are the centres instead.
std::vector<char> polyhedronCentres(const Structure& structure, const BondLists& neighbours,
                                    const std::vector<int>& elements = {});

/// The polyhedra around those displayed centres whose neighbours are all displayed.
std::vector<Polyhedron> polyhedraOf(const Structure& structure, const std::vector<Bond>& bonds, const DisplayedAtoms& shown,
                                    const std::vector<int>& elements = {});

/// Faces of the convex hull of points; empty for fewer than four points and where all lie in one plane. For a few points:
/// the time grows with the fourth power of their number.
std::vector<std::vector<int>> hullFaces(const std::vector<Eigen::Vector3d>& points);

} // namespace mbtr::gui
