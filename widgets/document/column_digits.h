#pragma once

#include <QString>
#include <span>

namespace mbtr::gui {

/// How the numbers of a column are written, all alike: so many decimal places that they can be told apart.
class ColumnDigits {
public:
    ColumnDigits() = default;
    /// NaN = missing.
    explicit ColumnDigits(std::span<const double> values);
    /// Empty for NaN.
    QString text(double value) const;

private:
    int m_decimals = -1; ///< -1: numbers too large or too small for that; seven digits each
};

} // namespace mbtr::gui
