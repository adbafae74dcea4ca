#pragma once

#include <QString>
#include <optional>

namespace mbtr::gui {

/// A number as people type it: "0.02", "1e-9", "2^-4.5". Also with a decimal comma,
/// "0,02"; a comma that groups digits makes no number ("1,000,000", "1,000.5"). Nothing where it is none, or not finite.
std::optional<double> numberFrom(const QString& text);

/// Up to seven digits: "0.3333333", "1e-09".
QString shortText(double value);

/// "0.3333"; "–" where it is not finite.
QString numberOrDash(double value, int digits = 4);
/// "−0.3333", with the minus sign of mathematics: to be read, not to be copied.
QString typesetNumber(double value, int digits = 4);

/// With as many digits as tell it from one that differs by `resolution`, at least `least` and at most 15: "-291230.0012".
QString distinctText(double value, double resolution, int least = 7);

/// "0.42 ± 0.03"; "0.42 (spread unknown)" where the spread is NaN.
QString valueWithSpread(double value, double spread);
QString withSpread(const QString& value, double spread);

/// "2^-4.5" where the exponent is a multiple of 1/4, "2^3.17" otherwise; empty unless value > 0.
QString powerOfTwo(double value);

/// "210 MB"
QString byteText(std::int64_t bytes);

} // namespace mbtr::gui
