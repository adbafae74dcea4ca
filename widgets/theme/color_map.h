#pragma once

#include <array>

namespace mbtr::gui {

/// Colours for numbers. Viridis (Smith & van der Walt 2015) and Cividis (Nunez et al., PLoS ONE 13, e0199239 (2018)): even steps
/// of perceived lightness, safe for colour-blind eyes. BlueRed: for values of either sign, pale in the middle.
enum class ColorMap { Viridis, Cividis, BlueRed };

/// share: 0..1 along the map, beyond it the colour of the end; NaN: grey. sRGB, 0..255.
std::array<unsigned char, 3> colorAt(ColorMap map, double share);

} // namespace mbtr::gui
