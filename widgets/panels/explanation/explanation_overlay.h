#pragma once

#include "core/models/explanation.h"
#include "widgets/render/scene/overlay.h"

namespace mbtr::gui {

struct CurrentPrediction;

/// Atoms coloured by their parts of a prediction, blue below and red above 0.
AtomScalars partsOfAtoms(const CurrentPrediction& current, const std::string& unit);

/// Some tuples of a block, red where they raise the prediction and blue where they lower it, the strongest most opaque; a single
/// one with its part as a label. k = 1: rings around atoms.
void addTuples(Overlay& overlay, const std::vector<TuplePart>& tuples, int k, const std::string& unit);

} // namespace mbtr::gui
