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

} // namespace mbtr::gui
