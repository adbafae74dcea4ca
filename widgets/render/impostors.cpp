#include "widgets/render/impostors.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>

#include <vtkObjectFactory.h>
#include <vtkOpenGLHelper.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkShaderProgram.h>

namespace mbtr::gui {

namespace {

using Shaders = std::map<vtkShader::Type, vtkShader*>;

void substitute(vtkShader* shader, const std::string& from, const std::string& to)
{
    std::string source = shader->GetSource();
    vtkShaderProgram::Substitute(source, from, to);
    shader->SetSource(source);
}

/// After light: a darker rim, fog, and the share of the pixel that is covered as alpha. `d`, negative outside, is the
/// discriminant of the intersection of VTK's own shader; over its change within a pixel it is the distance to the outline.
void addFinish(const Shaders& shaders)
{
    vtkShader* fragment = shaders.at(vtkShader::Fragment);
    substitute(fragment, "//VTK::Normal::Dec",
               "uniform vec3 fogColor;\nuniform vec3 fogRange;\nuniform float rim;\n//VTK::Normal::Dec\n");
    substitute(fragment, "//VTK::Light::Impl",
               "//VTK::Light::Impl\n"
               "  gl_FragData[0].rgb *= 1.0 - rim*(1.0 - smoothstep(0.0, 0.55, normalVCVSOutput.z));\n"
               "  float fog = fogRange.z*clamp((-vertexVC.z - fogRange.x)/(fogRange.y - fogRange.x), 0.0, 1.0);\n"
               "  gl_FragData[0].rgb = mix(gl_FragData[0].rgb, fogColor, fog);\n"
               "  gl_FragData[0].a = max(coverage, 0.01);\n");
}

void addCoverage(const Shaders& shaders)
{
    substitute(shaders.at(vtkShader::Fragment), "  if (d < 0.0) { discard; }",
               "  float coverage = clamp(d/max(fwidth(d), 1e-20), 0.0, 1.0);\n  if (d < 0.0) { discard; }");
}

/// VTK's triangle just holds the sphere as seen from far away; from near its outline is larger.
void enlargeTriangle(const Shaders& shaders)
{
    vtkShader* geometry = shaders.at(vtkShader::Geometry);
    substitute(geometry, "1.73205*radiusVCGSOutput, -radiusVCGSOutput", "2.0785*radiusVCGSOutput, -1.2*radiusVCGSOutput");
    substitute(geometry, "2.0*radiusVCGSOutput", "2.4*radiusVCGSOutput");
}

void setFinish(vtkShaderProgram* program, const Fog* fog, float rim)
{
    const Fog used = fog ? *fog : Fog {};
    program->SetUniform3f("fogColor", used.color.data());
    const float range[3] = {used.begin, used.end, used.strength};
    program->SetUniform3f("fogRange", range);
    program->SetUniformf("rim", rim);
}

/// Alpha decides how many samples of a pixel are written, and nothing is blended: right in any order of drawing.
class CoverageFromAlpha {
public:
    explicit CoverageFromAlpha(vtkRenderer* renderer)
        : m_state(static_cast<vtkOpenGLRenderWindow*>(renderer->GetRenderWindow())->GetState())
        , m_blend(m_state, GL_BLEND)
    {
        m_state->vtkglDisable(GL_BLEND);
        QOpenGLContext::currentContext()->functions()->glEnable(GL_SAMPLE_ALPHA_TO_COVERAGE);
    }
    ~CoverageFromAlpha()
    {
        QOpenGLContext::currentContext()->functions()->glDisable(GL_SAMPLE_ALPHA_TO_COVERAGE);
    }

private:
    vtkOpenGLState* m_state;
    vtkOpenGLState::ScopedglEnableDisable m_blend;
};

} // namespace

vtkStandardNewMacro(SphereImpostors)
vtkStandardNewMacro(StickImpostors)

SphereImpostors::SphereImpostors()
{
    SetScaleArray("radius");
}

SphereImpostors::~SphereImpostors() = default;

void SphereImpostors::Render(vtkRenderer* renderer, vtkActor* actor)
{
    Invert = m_rings;
    vtkOpenGLPolyDataMapper::Render(renderer, actor);
}

void SphereImpostors::ReplaceShaderValues(Shaders shaders, vtkRenderer* renderer, vtkActor* actor)
{
    addFinish(shaders);
    Superclass::ReplaceShaderValues(shaders, renderer, actor);
    addCoverage(shaders);
    enlargeTriangle(shaders);
}

void SphereImpostors::SetCameraShaderParameters(vtkOpenGLHelper& helper, vtkRenderer* renderer, vtkActor* actor)
{
    Superclass::SetCameraShaderParameters(helper, renderer, actor);
    setFinish(helper.Program, m_fog, m_rings ? 0.0f : 0.3f);
}

void SphereImpostors::RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor)
{
    const CoverageFromAlpha coverage(renderer);
    Superclass::RenderPieceDraw(renderer, actor);
}

StickImpostors::StickImpostors()
{
    SetScaleArray("size");
    SetOrientationArray("direction");
}

StickImpostors::~StickImpostors() = default;

void StickImpostors::ReplaceShaderValues(Shaders shaders, vtkRenderer* renderer, vtkActor* actor)
{
    addFinish(shaders);
    Superclass::ReplaceShaderValues(shaders, renderer, actor);
    addCoverage(shaders);
}

void StickImpostors::SetCameraShaderParameters(vtkOpenGLHelper& helper, vtkRenderer* renderer, vtkActor* actor)
{
    Superclass::SetCameraShaderParameters(helper, renderer, actor);
    setFinish(helper.Program, m_fog, 0.3f);
}

void StickImpostors::RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor)
{
    const CoverageFromAlpha coverage(renderer);
    Superclass::RenderPieceDraw(renderer, actor);
}

} // namespace mbtr::gui
