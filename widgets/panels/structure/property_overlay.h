#pragma once

#include "widgets/render/scene/display_options.h"

#include <QStringList>

namespace mbtr {
struct Dataset;
struct Property;
}

namespace mbtr::gui {

/// What the options show of the dataset's properties: colours, arrows and labels. Properties the dataset does not have, and
/// structures without a value of them, show nothing.
Overlay propertyOverlay(const Dataset& dataset, int structure, const DisplayOptions& options);

/// Names of the properties per atom; onlyVectors: of those with three numbers.
QStringList atomProperties(const Dataset& dataset, bool onlyVectors);

} // namespace mbtr::gui
