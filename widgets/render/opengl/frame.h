#pragma once

#include <array>

namespace mbtr::gui {

/// Lets what is far away fade into the background.
struct Fog {
    std::array<float, 3> color {1, 1, 1};
    float begin = 0; ///< distance from the eye, angstrom
    float end = 1; ///< distance from the eye, angstrom
    float strength = 0; ///< share of the background colour at `end`, 0..1
};

/// What all props of a scene need to know of the frame that is drawn.
struct Frame {
    Fog fog;
    float pixelRatio = 1; ///< pixels to a device-independent one
    float pixel = 0.01f; ///< height of a pixel at distance 1 (perspective) or anywhere (orthographic), angstrom
    bool orthographic = false;
    bool isQuick = false; ///< in motion on a slow computer: leave out what costs much
    int width = 1; ///< pixels
    int height = 1;
};

} // namespace mbtr::gui
