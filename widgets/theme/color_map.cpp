#include "widgets/theme/color_map.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace mbtr::gui {

namespace {

// At equal steps from 0 to 1.
constexpr unsigned kViridis[]
    = {0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151, 0xbddf26, 0xfde725};
constexpr unsigned kCividis[]
    = {0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838};
constexpr unsigned kBlueRed[] = {0x1f4e9e, 0x4077bf, 0x74a4d6, 0xb0cce6, 0xe9e9e7, 0xecc0ac, 0xdf8d76, 0xc4564b, 0x9a2230};

std::span<const unsigned> stopsOf(ColorMap map)
{
    switch (map) {
    case ColorMap::Cividis:
        return kCividis;
    case ColorMap::BlueRed:
        return kBlueRed;
    default:
        return kViridis;
    }
}

} // namespace

std::array<unsigned char, 3> colorAt(ColorMap map, double share)
{
    if (std::isnan(share))
        return {150, 150, 150};
    const auto stops = stopsOf(map);
    const double place = std::clamp(share, 0.0, 1.0) * double(stops.size() - 1);
    const auto index = std::min(std::size_t(place), stops.size() - 2);
    std::array<unsigned char, 3> color {};
    for (int k = 0; k < 3; ++k) {
        const int shift = 16 - 8 * k;
        const double from = stops[index] >> shift & 0xff, to = stops[index + 1] >> shift & 0xff;
        color[k] = static_cast<unsigned char>(std::lround(from + (place - double(index)) * (to - from)));
    }
    return color;
}

} // namespace mbtr::gui
