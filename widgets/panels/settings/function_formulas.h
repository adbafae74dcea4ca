#pragma once

#include "core/mbtr/settings.h"

#include <QString>

namespace mbtr::gui {

/// Rich text: "1/<i>d</i>", and what its letters are: "<i>d</i> the distance of the two atoms".
struct Formula {
    QString symbols;
    QString words;
};

/// g of a tuple.
Formula geometryFormula(Geometry geometry);
/// w of a tuple, with the values of its parameters.
Formula weightingFormula(const TermSettings& term);

/// One line of plain text for lists: "Inverse distance 1/d", "Exponential exp(−s d)".
QString geometryChoice(Geometry geometry);
QString weightingChoice(WeightingFunction function, int k);

} // namespace mbtr::gui
