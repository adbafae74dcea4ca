#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

#include <optional>

namespace mbtr {

/// Applies settings.normalization in place (core/mbtr/README.md, section 7).
void normalize(MbtrTensor& tensor, const Structure& structure);

/// Multiplies every block by its blockFactor and divides by `norm`, the wholeNorm of the vector these values are (part) of.
void scaleBlocks(MbtrTensor& tensor, const Structure& structure, double norm);

/// What every value of a block is multiplied by, apart from wholeNorm. Throws SettingsError("normalization", ..) for
/// valle_oganov without three periodic directions.
double blockFactor(const Layout& layout, const Block& block, const Structure& structure);

/// What every value is divided by where the normalisation sees the whole vector: the Euclidean norm (l2) or the sum of the
/// values before; 1 for the others. Nothing where the norm is zero but for rounding (a millionth of what it was summed from, see
/// MbtrTensor::rounding): such a vector has no direction and stays as it is summed.
std::optional<double> wholeNorm(const MbtrTensor& sums);

/// Does the normalisation divide by the norm of the whole vector?
bool dividesByNorm(const MbtrSettings& settings);

} // namespace mbtr
