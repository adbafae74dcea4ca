#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/layout.h"

#include <vector>

namespace mbtr::test {

/// The formulas of the representation written down plainly: every tuple of the structure, the difference of two erf at every
/// bin of every tuple. To check and to time the program against.
///
/// Knows k = 1..3 with the functions of the presets, reversals removed, no normalisation. reach: angstrom, largest distance
/// (k = 2) or leg (k = 3) in a crystal; tuples lighter than the weighting's threshold or accuracy are left out.
/// Returns layout.featureCount values.
std::vector<double> plainMbtr(const Structure& structure, const Layout& layout, double reach);

} // namespace mbtr::test
