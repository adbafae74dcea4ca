#pragma once

#include "core/base/progress.h"
#include "core/features/sparse_features.h"

#include <functional>
#include <vector>

namespace mbtr {

struct ClosePair {
    int a = 0, b = 0; ///< rows, a < b
    double distance = 0; ///< Euclidean, of the features
    double difference = 0; ///< |property of a - property of b|; 0 without a property
};

/// What a pair has to be to come first: near, or far apart in the property for how near it is (difference / distance).
enum class PairRanking { SmallestDistance, LargestSlope };

struct ClosestPairsSettings {
    int count = 100; ///< pairs that are wanted
    PairRanking ranking = PairRanking::SmallestDistance;
    std::vector<double>
        property; ///< one number for each row, or none; pairs with a missing one (NaN) are left out where they are ranked by it
    /// False for a pair that must not be listed; called from several threads; empty: all may.
    std::function<bool(int a, int b, double distance)> accept;
};

/// The first `count` of all pairs of rows, best first; of equal ones those of smaller rows. The rows are cut into tiles, and the
/// squared distances between two tiles come from one matrix product, |x|^2 + |y|^2 - 2 <x, y>, which is quick but loses digits
/// where rows are alike. They only choose what is looked at: the distances of the pairs that are listed are sums of squared
/// differences, exact to rounding. Each thread needs two tiles of at most 32 MB beside the features. Throws
/// SettingsError("property", ..) where its size is not that of the rows or there is none to rank by; Cancelled.
std::vector<ClosePair> closestPairs(const SparseFeatures& features, const ClosestPairsSettings& settings, Progress& progress);

} // namespace mbtr
