#pragma once

#include "core/dataset/dataset.h"
#include "core/mbtr/layout.h"

#include <memory>
#include <string>

namespace mbtr::cli {

/// Writes derivatives of all structures, as `mbtr compute --derivatives` and `--strain` document them; an empty path is not
/// written. Files appear whole, structure by structure: only one is in memory. Throws as computeMbtrGradient; FileError.
void writeDerivatives(const Dataset& dataset, const std::shared_ptr<const Layout>& layout, const std::string& positionsPath,
                      const std::string& strainPath);

} // namespace mbtr::cli
