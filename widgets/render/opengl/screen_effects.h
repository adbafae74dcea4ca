#pragma once

#include "widgets/render/opengl/frame.h"
#include "widgets/render/opengl/gl_batch.h"

#include <vtkProp.h>

class QOpenGLFramebufferObject;
class vtkTextureObject;

namespace mbtr::gui {

/// What is seen from the depths of the finished picture of all opaque things: a dark line around what stands in front of
/// something, and darker hollows (McGuire et al., "The Alchemy screen-space ambient obscurance algorithm", HPG 2011).
/// To be added to the renderer after them.
class ScreenEffects : public vtkProp {
public:
    static ScreenEffects* New();
    vtkTypeMacro(ScreenEffects, vtkProp)

        void setFrame(const Frame* frame)
    {
        m_frame = frame;
    }
    void setOutline(bool on) { m_outline = on; }
    void setOcclusion(bool on) { m_occlusion = on; }

    int RenderOpaqueGeometry(vtkViewport* viewport) override;
    vtkTypeBool HasTranslucentPolygonalGeometry() override { return 0; }
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    ScreenEffects();
    ~ScreenEffects() override;

private:
    ScreenEffects(const ScreenEffects&) = delete;
    void operator=(const ScreenEffects&) = delete;
    void setUniforms(QOpenGLShaderProgram* program, vtkRenderer* renderer) const;
    void findHollows(const OwnDrawing& drawing, vtkTextureObject* depths, const QByteArray& head);

    const Frame* m_frame = nullptr;
    bool m_outline = false;
    bool m_occlusion = false;
    GlBatch m_screen;
    std::unique_ptr<QOpenGLFramebufferObject> m_hollows;
};

} // namespace mbtr::gui
