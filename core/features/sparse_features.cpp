#include "core/features/sparse_features.h"

#include "core/mbtr/mbtr.h"
#include "core/mbtr/truncation/grid_truncation.h"

#include <atomic>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

struct SparseRow {
    std::vector<std::int64_t> column;
    std::vector<double> values;
};

SparseRow sparse(const MbtrTensor& tensor)
{
    SparseRow row;
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        std::int64_t column = tensor.layout->blocks[tensor.blocks[i]].begin;
        for (const double value : tensor.blockValues(i)) {
            if (value != 0) {
                row.column.push_back(column);
                row.values.push_back(value);
            }
            ++column;
        }
    }
    return row;
}

SparseFeatures joinRows(const std::vector<SparseRow>& rows, std::int64_t columns)
{
    SparseFeatures features {.rows = static_cast<std::int64_t>(rows.size()), .columns = columns, .rowBegin = {0}};
    for (const SparseRow& row : rows) {
        features.column.insert(features.column.end(), row.column.begin(), row.column.end());
        features.values.insert(features.values.end(), row.values.begin(), row.values.end());
        features.rowBegin.push_back(static_cast<std::int64_t>(features.values.size()));
    }
    return features;
}

} // namespace

SparseFeatures buildSparseFeatures(const Dataset& dataset, std::shared_ptr<const Layout> layout, Progress& progress)
{
    std::vector<SparseRow> rows(dataset.structures.size());
    std::vector<std::vector<GridWeight>> weights(dataset.structures.size());
    std::atomic<int> done = 0;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, rows.size()), [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            progress.throwIfCancelled();
            MbtrTensor tensor = computeMbtr(dataset.structures[i], layout, progress);
            rows[i] = sparse(tensor);
            weights[i] = std::move(tensor.weights);
            progress.report(1.0 * ++done / static_cast<double>(rows.size()), "features");
        }
    });
    SparseFeatures features = joinRows(rows, layout->featureCount);
    features.weights = sumOf(weights);
    return features;
}

} // namespace mbtr
