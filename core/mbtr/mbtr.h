#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

#include <memory>

namespace mbtr {

/// The many-body tensor representation of one structure, Huo & Rupp 2022, Eq. (3).
/// Throws SettingsError where an element of the structure is not in the layout, or where a weighting does not decay in a
/// crystal; Cancelled within 100 ms of cancelling. Thread-safe.
MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress);

} // namespace mbtr
