#pragma once

#include "widgets/render/opengl/frame.h"
#include "widgets/render/opengl/gl_batch.h"
#include "widgets/render/scene/scene_colors.h"
#include "widgets/render/scene/scene_content.h"

#include <QImage>
#include <vtkProp.h>

class QOpenGLTexture;

namespace mbtr::gui {

/// At the right edge of the view: which colour stands for which number, with name and unit.
class ColorBar : public vtkProp {
public:
    static ColorBar* New();
    vtkTypeMacro(ColorBar, vtkProp)

        void setFrame(const Frame* frame)
    {
        m_frame = frame;
    }
    void show(std::optional<ColorBarContent> content, const SceneColors& colors);

    int RenderOverlay(vtkViewport* viewport) override;
    vtkTypeBool HasTranslucentPolygonalGeometry() override { return 0; }
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    ColorBar();
    ~ColorBar() override;

private:
    ColorBar(const ColorBar&) = delete;
    void operator=(const ColorBar&) = delete;
    void paint();

    const Frame* m_frame = nullptr;
    std::optional<ColorBarContent> m_content;
    SceneColors m_colors;
    float m_paintedFor = 0; ///< pixel ratio; 0: not yet
    QImage m_picture;
    GlBatch m_quad;
    std::unique_ptr<QOpenGLTexture> m_texture;
};

/// All ticks with the same number of digits: as many as tell them apart.
QString tickText(double value, const ValueRange& limits);

/// The picture: premultiplied, `ratio` pixels to a device-independent one.
QImage colorBarImage(const ColorBarContent& content, const SceneColors& colors, double ratio);

} // namespace mbtr::gui
