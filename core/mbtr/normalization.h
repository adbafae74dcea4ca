#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

namespace mbtr {

/// Applies settings.normalization in place (core/mbtr/README.md, section 7).
void normalize(MbtrTensor& tensor, const Structure& structure);

/// Multiplies every block by its blockFactor and divides by `norm`, the wholeNorm of the vector these values are (part) of.
void scaleBlocks(MbtrTensor& tensor, const Structure& structure, double norm);

/// What every value of a block is multiplied by, apart from wholeNorm. Throws SettingsError("normalization", ..) for
/// valle_oganov without three periodic directions.
double blockFactor(const Layout& layout, const Block& block, const Structure& structure);

/// What every value is divided by where the normalisation sees the whole vector: the Euclidean norm (l2) or the sum of the
/// values before; 1 for the others, and for a vector of zeros.
double wholeNorm(const MbtrSettings& settings, const std::vector<double>& values);

} // namespace mbtr
