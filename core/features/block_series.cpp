#include "core/features/block_series.h"

#include "core/base/memory.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/mbtr.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <tbb/parallel_for.h>
#include <utility>

namespace mbtr {

namespace {

std::pair<MbtrSettings, int> neededFor(MbtrSettings settings, int term)
{
    if (settings.normalization == Normalization::L2 || settings.normalization == Normalization::Sum)
        return {std::move(settings), term};
    settings.terms = {settings.terms[term]};
    return {std::move(settings), 0};
}

int blockOf(const Layout& layout, int term, const std::array<int, 4>& species)
{
    const auto found = std::find_if(layout.blocks.begin(), layout.blocks.end(),
                                    [&](const Block& block) { return block.term == term && block.species == species; });
    if (found == layout.blocks.end())
        throw SettingsError("block", "does not occur under these settings");
    return static_cast<int>(found - layout.blocks.begin());
}

} // namespace

BlockSeries blockSeries(const Dataset& dataset, std::vector<int> rows, const MbtrSettings& settings, int term,
                        const std::array<int, 4>& species, Progress& progress)
{
    const auto [needed, index] = neededFor(settings, term);
    BlockSeries series {.layout = layoutFor(dataset, needed), .rows = std::move(rows)};
    series.block = blockOf(*series.layout, index, species);
    const auto bins = static_cast<std::size_t>(series.bins());
    requireMemory(static_cast<std::int64_t>(sizeof(double) * bins * series.rows.size()), "rows", "the values of all structures");
    series.values.resize(bins * series.rows.size());
    std::atomic<std::size_t> done {0};
    tbb::parallel_for(std::size_t(0), series.rows.size(), [&](std::size_t row) {
        const Structure& structure = dataset.structures[series.rows[row]];
        const auto values = valuesOf(computeMbtr(structure, series.layout, progress), series.block);
        std::copy(values.begin(), values.end(), series.values.begin() + static_cast<std::ptrdiff_t>(row * bins));
        progress.report(double(++done) / double(series.rows.size()), "tensors along the structures");
    });
    return series;
}

std::vector<double> BlockSeries::valuesOfRow(int row) const
{
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row) * bins();
    return {begin, begin + bins()};
}

BlockSeries::MeanAndDeviation BlockSeries::meanAndDeviation() const
{
    const auto width = static_cast<std::size_t>(bins());
    const double count = static_cast<double>(rows.size());
    MeanAndDeviation result {std::vector<double>(width), std::vector<double>(width)};
    for (std::size_t i = 0; i < values.size(); ++i)
        result.mean[i % width] += values[i] / count;
    for (std::size_t i = 0; i < values.size(); ++i)
        result.deviation[i % width] += (values[i] - result.mean[i % width]) * (values[i] - result.mean[i % width]) / count;
    for (double& deviation : result.deviation)
        deviation = std::sqrt(deviation);
    return result;
}

} // namespace mbtr
