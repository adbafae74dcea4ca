#pragma once

#include <cmath>
#include <numbers>

namespace mbtr {

/// The density at x of a normal distribution of width 1 around 0.
inline double normalDensity(double x)
{
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

/// The mass of a normal distribution left of an edge, at x = (edge - centre)/sigma.
inline double massLeftOf(double x)
{
    return std::erfc(-x / std::numbers::sqrt2) / 2;
}

} // namespace mbtr
