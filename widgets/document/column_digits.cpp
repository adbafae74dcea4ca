#include "widgets/document/column_digits.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

constexpr int kMostDigits = 9;

bool areWritten(std::span<const double> values, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::all_of(values.begin(), values.end(), [scale](double value) {
        return !std::isfinite(value) || std::abs(value * scale - std::round(value * scale)) < 1e-6;
    });
}

} // namespace

ColumnDigits::ColumnDigits(std::span<const double> values)
{
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (double value : values)
        if (std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    const double largest = std::max(std::abs(least), std::abs(most));
    if (!(most > least) || largest >= 1e9 || most - least < 1e-5)
        return;
    const int before = std::max(1, 1 + static_cast<int>(std::floor(std::log10(largest))));
    const int wanted = 3 - static_cast<int>(std::floor(std::log10(most - least)));
    m_decimals = std::clamp(wanted, 2, std::max(2, kMostDigits - before));
    for (int fewer = 0; fewer < m_decimals; ++fewer)
        if (areWritten(values, fewer))
            m_decimals = fewer;
}

QString ColumnDigits::text(double value) const
{
    if (std::isnan(value))
        return {};
    return m_decimals < 0 ? QString::number(value, 'g', 7) : QString::number(value, 'f', m_decimals);
}

} // namespace mbtr::gui
