#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

namespace gemmi {
struct Op;
}

namespace mbtr {

/// An operation of the library, whose numbers are whole multiples of 1/24.
SymmetryOperation operationFrom(const gemmi::Op& op);

} // namespace mbtr
