#pragma once

#include <limits>

namespace mbtr {

/// Stands where a table or a property has no number.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

} // namespace mbtr
