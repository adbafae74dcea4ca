#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

#include <vector>

namespace mbtr {

/// What the limits of each term leave out. In a molecule every tuple is counted (those of a sample of atoms where there are over
/// ten million); in a crystal the tuples of a few atoms somewhat beyond the limit, and the rest by an integral as if sites were
/// spread evenly. Takes milliseconds. Throws as computeMbtr.
std::vector<CutWeight> cutWeights(const Structure& structure, const Layout& layout, Progress& progress);

} // namespace mbtr
