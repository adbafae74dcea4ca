#pragma once

#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/scene/vertices.h"

namespace mbtr::gui {

/// For each displayed atom how much of the sky its neighbours hide, seen from a point of its surface with normal n:
/// shade[0] + (shade[1..3] . n), 1 = 127. The solid angles of all balls up to 5 angstrom away, to first order in n (two
/// spherical harmonics); costs nothing when drawn, and looks the same from everywhere. Shade {} for all above a million.
std::vector<Shade> occlusionOf(const DisplayedAtoms& shown);

} // namespace mbtr::gui
