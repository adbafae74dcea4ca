#pragma once

#include "widgets/render/scene/overlay.h"

namespace mbtr::gui {

class SitePlaces;
struct Mesh;

/// Adds two sites as a stick, three as two legs with the sector of the angle between them, four as the planes of the dihedral
/// angle and its sector about the middle bond. Sites where no atom is drawn (images in cells around) become small balls.
void addTuple(Mesh& mesh, const SitePlaces& places, const HighlightedTuple& tuple);

} // namespace mbtr::gui
