#include "core/base/chebyshev.h"

#include <cmath>
#include <cstddef>
#include <numbers>

namespace mbtr {

std::vector<double> chebyshevNodes(int count)
{
    std::vector<double> nodes;
    for (int j = 0; j < count; ++j)
        nodes.push_back(std::cos(std::numbers::pi * (j + 0.5) / count));
    return nodes;
}

std::vector<std::vector<double>> powersFromNodes(int count)
{
    const auto size = static_cast<std::size_t>(count);
    std::vector<std::vector<double>> chebyshev(size,
                                               std::vector<double>(size, 0.0)); // T_n in powers: T_n = 2 x T_(n-1) - T_(n-2)
    chebyshev[0][0] = 1;
    if (count > 1)
        chebyshev[1][1] = 1;
    for (std::size_t n = 2; n < size; ++n)
        for (std::size_t power = 0; power <= n; ++power)
            chebyshev[n][power] = (power ? 2 * chebyshev[n - 1][power - 1] : 0) - chebyshev[n - 2][power];
    std::vector<std::vector<double>> matrix(size, std::vector<double>(size, 0.0));
    for (std::size_t power = 0; power < size; ++power)
        for (std::size_t j = 0; j < size; ++j)
            for (std::size_t n = 0; n < size; ++n)
                matrix[power][j] += (n ? 2.0 : 1.0) / count * chebyshev[n][power]
                    * std::cos(static_cast<double>(n) * std::numbers::pi * (static_cast<double>(j) + 0.5) / count);
    return matrix;
}

} // namespace mbtr
