#include "widgets/render/opengl/impostors.h"

#include "widgets/render/opengl/impostor_shaders.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLShaderProgram>

#include <cstddef>
#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostQuickSticks = 40000; // of more, balls alone are drawn in motion on slow computers

VertexLayout sphereLayout()
{
    return {{{"sphere", GL_FLOAT, 4, false, offsetof(SphereVertex, centre)},
             {"color", GL_UNSIGNED_BYTE, 4, true, offsetof(SphereVertex, color)},
             {"shade", GL_BYTE, 4, true, offsetof(SphereVertex, shade)}},
            sizeof(SphereVertex)};
}

VertexLayout stickLayout()
{
    return {{{"begin", GL_FLOAT, 4, false, offsetof(StickVertex, begin)},
             {"end", GL_FLOAT, 4, false, offsetof(StickVertex, end)},
             {"color", GL_UNSIGNED_BYTE, 4, true, offsetof(StickVertex, first)},
             {"color2", GL_UNSIGNED_BYTE, 4, true, offsetof(StickVertex, second)},
             {"shade", GL_BYTE, 4, true, offsetof(StickVertex, shade)}},
            sizeof(StickVertex)};
}

/// Alpha decides how many samples of a pixel are written, and nothing is blended: right in any order of drawing.
class CoverageFromAlpha {
public:
    CoverageFromAlpha(vtkOpenGLState* state, bool smooth)
        : m_state(state)
        , m_blend(state, GL_BLEND)
        , m_cull(state, GL_CULL_FACE)
        , m_smooth(smooth)
    {
        m_state->vtkglDisable(GL_BLEND);
        m_state->vtkglDisable(GL_CULL_FACE);
        if (!m_smooth)
            return;
        auto* gl = QOpenGLContext::currentContext()->functions();
        gl->glEnable(GL_SAMPLE_ALPHA_TO_COVERAGE);
    }
    ~CoverageFromAlpha()
    {
        if (!m_smooth)
            return;
        auto* gl = QOpenGLContext::currentContext()->functions();
        gl->glDisable(GL_SAMPLE_ALPHA_TO_COVERAGE);
    }

private:
    vtkOpenGLState* m_state;
    vtkOpenGLState::ScopedglEnableDisable m_blend;
    vtkOpenGLState::ScopedglEnableDisable m_cull;
    bool m_smooth;
};

void setFrameUniforms(QOpenGLShaderProgram* program, const Frame& frame, float smallestRadius)
{
    program->setUniformValue("fogColor", frame.fog.color[0], frame.fog.color[1], frame.fog.color[2]);
    program->setUniformValue("fogRange", frame.fog.begin, frame.fog.end, frame.fog.strength);
    program->setUniformValue("pixelSize", frame.orthographic ? 0.0f : frame.pixel, frame.orthographic ? frame.pixel : 0.0f,
                             smallestRadius * frame.pixelRatio);
}

void setDepthRow(QOpenGLShaderProgram* program, vtkRenderer* renderer)
{
    vtkMatrix4x4* projection = renderer->GetActiveCamera()->GetProjectionTransformMatrix(renderer->GetTiledAspectRatio(), -1, 1);
    program->setUniformValue("depthRow", float(projection->GetElement(2, 2)), float(projection->GetElement(2, 3)),
                             float(projection->GetElement(3, 2)), float(projection->GetElement(3, 3)));
}

} // namespace

vtkStandardNewMacro(Impostors)

    Impostors::Impostors()
    : m_spheres(sphereLayout(), 3)
    , m_sticks(stickLayout(), 4)
{
}

Impostors::~Impostors() = default;

void Impostors::setSpheres(Vertices vertices)
{
    m_spheres.setVertices(std::move(vertices));
}

void Impostors::setSticks(Vertices vertices)
{
    m_sticks.setVertices(std::move(vertices));
}

int Impostors::RenderOpaqueGeometry(vtkViewport* viewport)
{
    if (m_onTop || (m_spheres.isEmpty() && m_sticks.isEmpty()))
        return 0;
    drawAll(viewport);
    return 1;
}

int Impostors::RenderOverlay(vtkViewport* viewport)
{
    if (!m_onTop || (m_spheres.isEmpty() && m_sticks.isEmpty()))
        return 0;
    vtkOpenGLState* state
        = static_cast<vtkOpenGLRenderWindow*>(static_cast<vtkRenderer*>(viewport)->GetRenderWindow())->GetState();
    const vtkOpenGLState::ScopedglEnableDisable depth(state, GL_DEPTH_TEST);
    state->vtkglDisable(GL_DEPTH_TEST);
    drawAll(viewport);
    return 1;
}

void Impostors::drawAll(vtkViewport* viewport)
{
    auto* renderer = static_cast<vtkRenderer*>(viewport);
    const OwnDrawing drawing(renderer);
    const bool smooth = drawing.window()->GetMultiSamples() > 1;
    const CoverageFromAlpha coverage(drawing.window()->GetState(), smooth);
    draw(drawing, m_spheres, kSphereVertexShader, kSphereFragmentShader, smooth);
    if (!m_frame->isQuick || m_sticks.pieces() <= kMostQuickSticks)
        draw(drawing, m_sticks, kStickVertexShader, kStickFragmentShader, smooth);
}

void Impostors::draw(const OwnDrawing& drawing, GlBatch& batch, const char* vertexShader, const char* fragmentShader, bool smooth)
{
    if (batch.isEmpty())
        return;
    QByteArray head = "#version 150\n";
    if (m_rings)
        head += "#define RINGS\n";
    if (smooth)
        head += "#define SMOOTH\n";
    if (m_frame->isQuick && !m_touching)
        head += "#define FLAT\n"; // depths are then compared before the light is computed
    QOpenGLShaderProgram* program = batch.program(head + vertexShader, head + fragmentShader);
    drawing.begin(program);
    setFrameUniforms(program, *m_frame, m_smallestRadius);
    setDepthRow(program, drawing.renderer());
    program->setUniformValue("finish", 0.3f, m_occlusion);
    batch.draw();
}

void Impostors::ReleaseGraphicsResources(vtkWindow* window)
{
    m_spheres.release();
    m_sticks.release();
    vtkProp::ReleaseGraphicsResources(window);
}

} // namespace mbtr::gui
