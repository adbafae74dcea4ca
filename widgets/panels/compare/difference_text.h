#pragma once

#include "core/kernels/comparison.h"

#include <QString>

namespace mbtr::gui {

struct PairComparison;

/// The difference of a pair as it is shown: squares of what rounding alone leaves are zeros.
Comparison shownDifference(const PairComparison& pair);

/// Nothing is seen of this term, as all of its weight lies outside its grid: a zero would tell that A and B agree.
bool isOutside(const PairComparison& pair, int term);

/// "k = 1: 38 % of the weight of A or B lies outside its grid." for each term of which 1 % or more does.
QString outsideText(const PairComparison& pair);

} // namespace mbtr::gui
