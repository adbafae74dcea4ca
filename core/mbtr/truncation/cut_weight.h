#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

#include <vector>

namespace mbtr {

/// One a term. Molecules: every tuple (a sample of atoms where there are over ten million). Crystals: the tuples somewhat beyond
/// the limit of a few atoms, and the rest by the integral over evenly spread sites. Takes milliseconds. Throws as computeMbtr.
std::vector<CutWeight> cutWeights(const Structure& structure, const Layout& layout, Progress& progress);

} // namespace mbtr
