#pragma once

#include "widgets/render/scene/overlay.h"

namespace mbtr {
struct TupleContribution;
}

namespace mbtr::gui {

/// Adds a tuple of k atoms: an atom alone as a ring of light, more as they are joined. relative: its share of the strongest
/// one's, 0..1, seen as opacity (width of the ring). firstAtom: index of the structure's first atom where it is drawn behind
/// another one.
void addTuple(Overlay& overlay, const TupleContribution& tuple, int k, double relative, const Rgb& color, int firstAtom = 0);

} // namespace mbtr::gui
