#pragma once

#include <functional>

namespace mbtr {

// What lies beyond the reach of a sum over a crystal, where sites are spread evenly: the number of tuples of length L (distance
// of a pair, perimeter of a triple, length of a chain) grows as L^(m - 1), m = (k - 1) times the number of periodic directions.

/// Weight of all tuples longer than `length`, divided by that of those from kShell * length to it. weight: of a tuple of this
/// length. Infinite where the sum has no end.
double tailOverShell(const std::function<double(double)>& weight, int m, double length);
inline constexpr double kShell = 0.75;

/// Share of the tuples longer than `length` in the weight of all, for weights exp(-scale L): Q(m, scale * length), the
/// regularised incomplete gamma function.
double tailOfExponential(double scale, int m, double length);

} // namespace mbtr
