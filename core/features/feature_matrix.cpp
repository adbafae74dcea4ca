#include "core/features/feature_matrix.h"

#include "core/base/memory.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/sums/block_sums.h"
#include "core/mbtr/truncation/grid_truncation.h"

#include <algorithm>
#include <atomic>
#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

void copyRow(const MbtrTensor& tensor, double* row)
{
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i)
        std::ranges::copy(tensor.blockValues(i), row + tensor.layout->blocks[tensor.blocks[i]].begin);
}

} // namespace

std::shared_ptr<const Layout> layoutFor(const Dataset& dataset, const MbtrSettings& settings)
{
    return layoutFor(settings.species ? *settings.species : elementsOf(dataset), settings);
}

std::shared_ptr<const Layout> layoutFor(const std::vector<int>& elements, const MbtrSettings& settings)
{
    return std::make_shared<Layout>(layoutOf(settings, settings.species ? *settings.species : elements));
}

std::int64_t featureBytes(const Dataset& dataset, const Layout& layout)
{
    return static_cast<std::int64_t>(sizeof(double)) * dataset.size() * layout.featureCount;
}

FeatureMatrix buildFeatures(const Dataset& dataset, std::shared_ptr<const Layout> layout, Progress& progress)
{
    requireMemory(featureBytes(dataset, *layout), "memory",
                  "features (" + std::to_string(dataset.size()) + " structures x " + std::to_string(layout->featureCount) + ")");
    FeatureMatrix features {.values = RowMatrix(dataset.size(), layout->featureCount), .layout = layout};
    preferLargePages(features.values.data(), static_cast<std::size_t>(featureBytes(dataset, *layout)));
    std::vector<std::vector<GridWeight>> weights(dataset.structures.size());
    std::atomic<int> done = 0;
    tbb::enumerable_thread_specific<SumsWorkspace> workspaces;
    tbb::parallel_for(tbb::blocked_range<int>(0, dataset.size()), [&](const tbb::blocked_range<int>& range) {
        SumsWorkspace& workspace = workspaces.local();
        for (int i = range.begin(); i < range.end(); ++i) {
            progress.throwIfCancelled();
            features.values.row(i).setZero();
            MbtrTensor tensor = computeMbtr(dataset.structures[i], layout, workspace, progress);
            copyRow(tensor, features.values.row(i).data());
            weights[i] = std::move(tensor.weights);
            if (const int count = ++done; count % 16 == 0)
                progress.report(1.0 * count / dataset.size(), "features");
        }
    });
    features.weights = sumOf(weights);
    return features;
}

} // namespace mbtr
