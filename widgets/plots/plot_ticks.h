#pragma once

#include <QSharedPointer>
#include <QString>

class QCPAxisTicker;

namespace mbtr::gui {

/// Free: 1, 2, 2.5 or 5 times a power of ten. Whole: no fractions. Degrees: 15, 30, 45, 60 or 90 where the range is wide.
enum class Ticks { Free, Whole, Degrees };

QSharedPointer<QCPAxisTicker> makeTicker(Ticks ticks);

/// What is taken off the numbers of an axis, so that labels of six digits differ: a round number in a range that is narrow for
/// its size, else 0.
double axisOffset(double lower, double upper);

/// "reference + 291230" for the offset -291230: what the labels show then.
QString withOffset(const QString& label, double offset);

/// A value of an axis with as many digits as tell it from its neighbours on the screen.
QString readoutNumber(double value, double rangeSize, int leastDigits);

} // namespace mbtr::gui
