#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/tensor.h"

#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <vector>

namespace mbtr {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct Representation;

/// Numbers to learn from: one row for each structure, one column for each feature.
struct FeatureMatrix {
    RowMatrix values; ///< n_structures x n_features
    std::shared_ptr<const Layout> layout; ///< what the columns mean
    std::vector<GridWeight> weights; ///< one for each term, of all structures together
    std::shared_ptr<const Representation> representation; ///< how to make such rows of other structures; nullptr: not known
};

/// The layout of `settings` for a dataset: species "auto" become the dataset's elements.
std::shared_ptr<const Layout> layoutFor(const Dataset& dataset, const MbtrSettings& settings);
/// The same from the elements of the dataset, where they are known.
std::shared_ptr<const Layout> layoutFor(const std::vector<int>& elements, const MbtrSettings& settings);

/// Bytes that buildFeatures will need.
std::int64_t featureBytes(const Dataset& dataset, const Layout& layout);

/// The flat tensors of all structures, rows in parallel. Throws as computeMbtr, the sentence names the structure; and
/// SettingsError where the matrix is larger than the machine's memory.
FeatureMatrix buildFeatures(const Dataset& dataset, std::shared_ptr<const Layout> layout, Progress& progress);

} // namespace mbtr
