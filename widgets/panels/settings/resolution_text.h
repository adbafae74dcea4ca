#pragma once

#include "core/mbtr/resolution.h"

#include <QStringList>

namespace mbtr::gui {

/// A sentence for each warning, with the numbers as they are shown on screen.
QStringList resolutionText(const TermSettings& term, Discretization discretization, std::span<const int> species);

} // namespace mbtr::gui
