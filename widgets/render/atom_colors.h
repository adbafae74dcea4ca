#pragma once

#include <array>

namespace mbtr::gui {

/// sRGB, 0..255.
using Rgb = std::array<unsigned char, 3>;

/// The colour by which chemists know an element (Jmol's table), adjusted where it would vanish on a white or dark grey ground.
/// atomicNumber: 1..118.
Rgb atomColor(int atomicNumber);

} // namespace mbtr::gui
