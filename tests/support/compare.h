#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace mbtr::test {

/// The largest difference between a and scale times b, number by number; infinite where their sizes differ.
inline double largestDifference(const std::vector<double>& a, const std::vector<double>& b, double scale = 1)
{
    if (a.size() != b.size())
        return std::numeric_limits<double>::infinity();
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - scale * b[i]));
    return largest;
}

/// largestDifference, as a part of the largest value of a.
inline double relativeDifference(const std::vector<double>& a, const std::vector<double>& b, double scale = 1)
{
    return largestDifference(a, b, scale) / largestDifference(a, std::vector<double>(a.size()));
}

} // namespace mbtr::test
