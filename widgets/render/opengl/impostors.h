#pragma once

#include "widgets/render/opengl/frame.h"
#include "widgets/render/opengl/gl_batch.h"
#include "widgets/render/scene/vertices.h"

#include <vtkProp.h>

class QByteArray;

namespace mbtr::gui {

/// Spheres and sticks drawn as flat pieces that look round: exact at every zoom, with depth and light for each pixel.
/// Their outlines are smooth where the framebuffer has several samples a pixel.
class Impostors : public vtkProp {
public:
    static Impostors* New();
    vtkTypeMacro(Impostors, vtkProp)

        /// Read at each frame; must outlive the prop.
        void setFrame(const Frame* frame)
    {
        m_frame = frame;
    }
    /// Draws the far half of the spheres, without light: behind a smaller sphere only a ring of it is seen.
    void drawRings() { m_rings = true; }
    /// SphereVertex x 3 a sphere, StickVertex x 4 a stick; nullptr: none.
    void setSpheres(Vertices vertices);
    void setSticks(Vertices vertices);
    /// Nothing is drawn thinner than this radius, device-independent pixels.
    void setSmallestRadius(float pixels) { m_smallestRadius = pixels; }
    /// Do spheres run into one another? If not, quick frames draw them as discs.
    void setTouching(bool touching) { m_touching = touching; }
    /// 0..1: how strongly the shade darkens.
    void setOcclusion(float strength) { m_occlusion = strength; }

    /// Nothing hides them.
    void setOnTop() { m_onTop = true; }

    int RenderOpaqueGeometry(vtkViewport* viewport) override;
    int RenderOverlay(vtkViewport* viewport) override;
    vtkTypeBool HasTranslucentPolygonalGeometry() override { return 0; }
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    Impostors();
    ~Impostors() override;

private:
    Impostors(const Impostors&) = delete;
    void operator=(const Impostors&) = delete;
    void drawAll(vtkViewport* viewport);
    void draw(const OwnDrawing& drawing, GlBatch& batch, const char* vertexShader, const char* fragmentShader, bool smooth);

    const Frame* m_frame = nullptr;
    bool m_rings = false;
    bool m_touching = true;
    bool m_onTop = false;
    float m_smallestRadius = 0.7f;
    float m_occlusion = 0;
    GlBatch m_spheres;
    GlBatch m_sticks;
};

} // namespace mbtr::gui
