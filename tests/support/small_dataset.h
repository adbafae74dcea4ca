#pragma once

#include "core/dataset/dataset.h"

#include <memory>

namespace mbtr::test {

/// Eight water molecules whose bonds grow from 0.9 angstrom in steps of 0.02, "energy" = 0..7 eV; then, where asked for, a
/// methane carbon atom alone ("carbon", energy 8), which brings another element.
std::shared_ptr<const Dataset> smallDataset(bool withCarbon = false);

} // namespace mbtr::test
