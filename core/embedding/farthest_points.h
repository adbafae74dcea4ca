#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/settings.h"

#include <Eigen/Core>
#include <span>
#include <vector>

namespace mbtr {

/// Features in single precision, so that many structures fit into memory; distances need no more.
using CompactFeatures = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Rows that are as different as can be, in the order they are chosen: min(count, n) of them. The first is the row nearest to the
/// mean of all, each further one the row that is farthest (Euclidean) from those chosen before, of equally far ones the first. No
/// row is then more than twice as far from a chosen one as with the best choice there is: Gonzalez, Theor. Comput. Sci. 38, 293
/// (1985), doi:10.1016/0304-3975(85)90224-5. Every choice takes one pass over the features (n x d). Throws Cancelled.
std::vector<int> farthestPoints(const CompactFeatures& features, int count, Progress& progress);

/// A coarse MBTR (elements, and inverse distances on 50 bins) that tells structures apart and stays small.
MbtrSettings settingsForDistances();

/// The tensors of `rows`, one row each, divided by the root of the number of atoms so that large structures are not far for their
/// size alone. Throws SettingsError("memory", ..) where they do not fit into memory; as computeMbtr.
CompactFeatures compactFeatures(const Dataset& dataset, std::span<const int> rows, const MbtrSettings& settings,
                                Progress& progress);

} // namespace mbtr
