#pragma once

#include "widgets/render/opengl/frame.h"
#include "widgets/render/opengl/gl_batch.h"
#include "widgets/render/scene/scene_text.h"

#include <QFont>
#include <QImage>
#include <vtkProp.h>

class QOpenGLTexture;

namespace mbtr::gui {

/// Many short texts of one size: letters with a halo in the colour of the ground, drawn once into a picture and copied from
/// it. Atoms in front hide them (see setOnTop()).
class TextLabels : public vtkProp {
public:
    static TextLabels* New();
    vtkTypeMacro(TextLabels, vtkProp)

        void setFrame(const Frame* frame)
    {
        m_frame = frame;
    }
    /// size: device-independent pixels; halo: sRGB.
    void setTexts(std::vector<SceneText> texts, int size, const Rgb& halo);

    /// Nothing hides them.
    void setOnTop() { m_onTop = true; }

    int RenderOverlay(vtkViewport* viewport) override;
    vtkTypeBool HasTranslucentPolygonalGeometry() override { return 0; }
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    TextLabels();
    ~TextLabels() override;

private:
    TextLabels(const TextLabels&) = delete;
    void operator=(const TextLabels&) = delete;
    void layOut();

    const Frame* m_frame = nullptr;
    std::vector<SceneText> m_texts;
    bool m_onTop = false;
    int m_size = 12;
    Rgb m_halo {255, 255, 255};
    float m_laidOutFor = 0; ///< pixel ratio; 0: not yet
    QImage m_letters; ///< red: letter, green: its halo
    GlBatch m_quads;
    std::unique_ptr<QOpenGLTexture> m_texture;
};

} // namespace mbtr::gui
