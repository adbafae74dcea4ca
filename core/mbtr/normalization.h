#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

namespace mbtr {

/// Applies settings.normalization in place (FORMULAS section 1). Throws SettingsError("normalization", ..) for
/// valle_oganov without three periodic directions.
void normalize(MbtrTensor& tensor, const Structure& structure);

} // namespace mbtr
