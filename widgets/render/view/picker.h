#pragma once

#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/displayed_atoms.h"

namespace mbtr::gui {

/// The displayed atom (index into shown.atoms) the ray meets first, -1 where it meets none. `slack` (angstrom) is added to
/// the radii, which makes small atoms easy to hit. Linear in the number of atoms: 100 000 take about a millisecond.
int pickAtom(const DisplayedAtoms& shown, const Ray& ray, double slack = 0.08);

/// Two corners of a rectangle of the view, x and y -1..1 as for rayThrough().
struct Band {
    Eigen::Vector2d low;
    Eigen::Vector2d high;
};

/// The atoms (indices into the structure, ascending, each once) of which a displayed copy has its centre inside the band.
std::vector<int> atomsInBand(const DisplayedAtoms& shown, const Camera& camera, const Band& band, double aspect);

} // namespace mbtr::gui
