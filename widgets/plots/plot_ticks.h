#pragma once

#include <QSharedPointer>

class QCPAxisTicker;

namespace mbtr::gui {

/// Free: 1, 2, 2.5 or 5 times a power of ten. Whole: no fractions. Degrees: 15, 30, 45, 60 or 90 where the range is wide.
enum class Ticks { Free, Whole, Degrees };

QSharedPointer<QCPAxisTicker> makeTicker(Ticks ticks);

} // namespace mbtr::gui
