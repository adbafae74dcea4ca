#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/tensor.h"

#include <array>
#include <memory>
#include <vector>

namespace mbtr {

/// Values of one block of the tensor along structures.
struct BlockSeries {
    std::shared_ptr<const Layout> layout; ///< perhaps of one term only
    int block = 0; ///< index into the layout
    std::vector<int> rows; ///< indices into the dataset
    std::vector<double> values; ///< rows x bins

    int bins() const { return layout->binCount(layout->blocks[block]); }
    std::vector<double> valuesOfRow(int row) const;
    /// Mean over the rows, and standard deviation (of the rows themselves, not of a sample): one number for each bin. There must
    /// be a row.
    struct MeanAndDeviation {
        std::vector<double> mean, deviation;
    };
    MeanAndDeviation meanAndDeviation() const;
};

/// term: index into settings.terms; species: as in Block. Only this term is computed, unless the others are part of the
/// normalisation. Throws SettingsError("block", ..) where there is no such block, ("rows", ..) where memory is too small; as
/// computeMbtr; Cancelled.
BlockSeries blockSeries(const Dataset& dataset, std::vector<int> rows, const MbtrSettings& settings, int term,
                        const std::array<int, 4>& species, Progress& progress);

} // namespace mbtr
