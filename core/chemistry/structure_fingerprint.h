#pragma once

#include "core/base/fingerprint.h"
#include "core/chemistry/structure.h"

namespace mbtr {

/// Takes in what a representation depends on: elements, positions and, where there is one, the cell with its periodic directions.
/// Name and stated bonds do not count.
void addStructure(Fingerprint& fingerprint, const Structure& structure);

} // namespace mbtr
