#pragma once

#include "core/chemistry/structure.h"

namespace mbtr {

/// The same crystal turned so that a lies along x and b in the xy plane, for formats that hold lengths and angles only; of a
/// left-handed cell all vectors are reversed first, which is the same lattice.
Structure inStandardOrientation(Structure structure);

/// What writers say where a structure was turned.
inline constexpr const char* kTurned = "holds no orientation: read back, vector a lies along x and b in the xy plane";

/// True where inStandardOrientation changes the structure by more than rounding.
bool isTurned(const Structure& structure);

} // namespace mbtr
