#pragma once

#include "widgets/render/scene/overlay.h"

#include <QString>

namespace mbtr::gui {

inline constexpr int kColorBarTicks = 5;

/// A number beside the colour bar. All ticks have the same number of digits: as many as tell them apart.
QString tickText(double value, const ValueRange& limits);

} // namespace mbtr::gui
