#pragma once

#include "widgets/render/pictures/scene_picture.h"

#include <QImage>
#include <QSize>

#include <memory>

namespace mbtr::gui {

/// Draws scenes into pictures of any size, apart from what is on the screen. GUI thread; only where openGlWidgetsWork().
class PictureMaker {
public:
    PictureMaker();
    ~PictureMaker();

    /// ratio: pixels to a device-independent one: how large letters and how thick lines are. Premultiplied where transparent.
    /// Null where OpenGL fails.
    QImage draw(const ScenePicture& picture, SceneContent content, const QSize& pixels, double ratio, bool isTransparent);

private:
    struct Graphics;
    std::unique_ptr<Graphics> m_graphics;
};

} // namespace mbtr::gui
