#pragma once

#include "core/dataset/dataset.h"

#include <string_view>

namespace mbtr {

/// The atoms (ascending) for which a condition is true, such as `element == "O" and z > 2` or `not charge <= 0.1 or index < 3`.
///
/// Numbers: index (from 0), x, y, z (angstrom), a, b, c (fractional; crystals only), every property with one number for each
/// atom; of one with three also its parts and length: force.x, force.norm. Text: element. Otherwise as a Filter of structures:
/// the same comparisons, arithmetic, functions of numbers, and, or, not, in. A missing value fulfils nothing. index: which
/// structure of `dataset` the properties belong to; -1: without properties (an edited structure has none). Throws
/// SettingsError("condition", ..) that names what was found and what was expected.
std::vector<int> atomsWhere(const Structure& structure, const Dataset* dataset, int index, std::string_view condition);

} // namespace mbtr
