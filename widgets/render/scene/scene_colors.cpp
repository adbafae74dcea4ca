#include "widgets/render/scene/scene_colors.h"

namespace mbtr::gui {

SceneColors sceneColors(const QPalette& palette)
{
    const bool isDark = palette.color(QPalette::Window).lightness() < 128;
    if (isDark)
        return {{38, 40, 44},   {150, 154, 162}, {222, 224, 230},
                {255, 200, 60}, {96, 206, 255},  {{{232, 104, 96}, {112, 196, 112}, {112, 160, 244}}}};
    return {{250, 250, 251}, {120, 124, 132}, {44, 46, 52},
            {240, 150, 0},   {0, 84, 166},    {{{200, 60, 52}, {44, 140, 60}, {48, 96, 204}}}};
}

} // namespace mbtr::gui
