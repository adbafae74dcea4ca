#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/tensor.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mbtr {

/// Features of a dataset in compressed sparse rows: only what is not zero.
struct SparseFeatures {
    std::int64_t rows = 0, columns = 0;
    std::vector<std::int64_t> rowBegin; ///< rows + 1
    std::vector<std::int64_t> column; ///< ascending inside a row
    std::vector<double> values;
    std::vector<GridWeight> weights; ///< one for each term, of all structures together
};

/// As buildFeatures, for vectors with millions of columns.
SparseFeatures buildSparseFeatures(const Dataset& dataset, std::shared_ptr<const Layout> layout, Progress& progress);

} // namespace mbtr
