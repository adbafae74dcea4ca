#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/settings.h"

#include <Eigen/Core>
#include <span>
#include <vector>

namespace mbtr {

/// Single precision: many structures fit, and distances need no more.
using CompactFeatures = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Rows chosen greedily, each the one farthest (Euclidean) from those chosen before; of equally far ones the first. The first is
/// the row nearest to the mean of all. At most twice as far from any row as the best choice: Gonzalez, Theor. Comput. Sci. 38,
/// 293 (1985). features: n x d. In the order they were chosen; min(count, n) of them. One pass over the features a choice, n
/// numbers kept. Throws Cancelled.
std::vector<int> farthestPoints(const CompactFeatures& features, int count, Progress& progress);

/// A coarse MBTR (elements, and inverse distances on 50 bins) that tells structures apart and stays small.
MbtrSettings settingsForDistances();

/// The tensors of `rows`, one row each, divided by the root of the number of atoms so that large structures are not far for their
/// size alone. Throws SettingsError("memory", ..) where they do not fit into memory; as computeMbtr.
CompactFeatures compactFeatures(const Dataset& dataset, std::span<const int> rows, const MbtrSettings& settings,
                                Progress& progress);

} // namespace mbtr
