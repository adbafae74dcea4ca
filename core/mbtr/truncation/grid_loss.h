#pragma once

#include "core/base/log.h"
#include "core/mbtr/tensor.h"

#include <vector>

namespace mbtr {

/// Share of a term's weight; less than that is lost without a word.
inline constexpr double kWorthMentioning = 1e-3;

/// Term by term over all structures; empty for none.
std::vector<GridWeight> sumOf(const std::vector<std::vector<GridWeight>>& weights);

/// Share of a term's weight that lies outside its grid, 0..1; 0 where weights of both signs leave no sensible share.
double lossOf(const GridWeight& weight);

/// A warning for each term of which more than 0.1 % of the weight lies outside its grid.
Messages lossMessages(const Layout& layout, const std::vector<GridWeight>& weights);

} // namespace mbtr
