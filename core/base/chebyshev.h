#pragma once

#include <vector>

namespace mbtr {

/// Chebyshev's nodes in -1..1.
std::vector<double> chebyshevNodes(int count);

/// [power][node]: turns values at Chebyshev's nodes in -1..1 into the coefficients of the powers of the polynomial through them.
std::vector<std::vector<double>> powersFromNodes(int count);

} // namespace mbtr
