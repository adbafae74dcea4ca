#pragma once

#include "core/features/feature_matrix.h"

#include <numeric>
#include <random>
#include <vector>

namespace mbtr::test {

/// Numbers between 0 and 1, the same at every run.
inline RowMatrix randomFeatures(int rows, int columns, unsigned seed = 1)
{
    std::mt19937 engine(seed);
    RowMatrix features(rows, columns);
    for (double& value : features.reshaped())
        value = static_cast<double>(engine()) / 4294967296.0;
    return features;
}

inline std::vector<int> firstRows(int count)
{
    std::vector<int> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

} // namespace mbtr::test
