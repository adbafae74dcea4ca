#pragma once

#include "core/mbtr/sums/tuple_sums.h"

namespace mbtr {

/// For weightings that have no value at g = 0 (isUndefinedAtZero). Throws NumericalError naming structure and atoms where g of a
/// tuple of the batch is 0 to the accuracy that positions have.
void requireNoZeros(const TermContext& context, const TupleBatch& batch);

/// What tuples of the batch may weigh together whose value, and with it the weight, is 0 but for rounding.
double roundingOfZeros(const TermContext& context, const TupleBatch& batch);

} // namespace mbtr
