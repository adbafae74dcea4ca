#pragma once

#include "core/base/log.h"
#include "core/mbtr/tensor.h"

#include <vector>

namespace mbtr {

/// Share of a term's weight; what is left out is only told where it is more than that.
inline constexpr double kWorthMentioning = 1e-3;

/// The sums over all structures, term by term; empty where there is no structure.
std::vector<GridWeight> sumOf(const std::vector<std::vector<GridWeight>>& weights);

/// Share of a term's weight that lies outside its grid, 0..1; 0 where weights of both signs leave no sensible share.
double truncatedShare(const GridWeight& weight);

/// A warning for each term of which more than 0.1 % of the weight lies outside its grid.
Messages gridTruncationMessages(const Layout& layout, const std::vector<GridWeight>& weights);

} // namespace mbtr
