#include "widgets/render/scene/tick_text.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

QString tickText(double value, const ValueRange& limits)
{
    const double step = (limits.high - limits.low) / (kColorBarTicks - 1);
    const double largest = std::max(std::abs(limits.low), std::abs(limits.high));
    const int digits = step > 0 ? int(std::ceil(1 - std::log10(step))) : 0; // after the dot
    if ((largest >= 1e5 && digits < 1) || largest < 1e-3) {
        const int more = step > 0 ? int(std::ceil(std::log10(largest / step))) : 1;
        return QString::number(std::abs(value) < 1e-9 * largest ? 0 : value, 'e', std::clamp(more, 1, 12));
    }
    const int shownDigits = std::clamp(digits, 0, 12);
    const double shown = std::abs(value) < 0.5 * std::pow(10.0, -shownDigits) ? 0 : value;
    return QString::number(shown, 'f', shownDigits).replace('-', QChar(0x2212));
}

} // namespace mbtr::gui
