#include "widgets/render/opengl/screen_effects.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QOpenGLFramebufferObject>
#include <QOpenGLShaderProgram>

#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkTextureObject.h>

namespace mbtr::gui {

namespace {

constexpr auto kScreenVertexShader = R"(
uniform mat4 modelView;
uniform mat4 projection;
in vec2 corner;
void main()
{
    gl_Position = vec4(corner, 0.0, 1.0);
}
)";

// z along the line of sight, negative before the eye; 0 where there is nothing. SAMPLES: the picture has several a pixel.
constexpr auto kDepths = R"(
#ifdef SAMPLES
uniform sampler2DMS depths;
float rawDepth(ivec2 pixel) { return texelFetch(depths, pixel, 0).r; }
#else
uniform sampler2D depths;
float rawDepth(ivec2 pixel) { return texelFetch(depths, pixel, 0).r; }
#endif
uniform vec4 depthRow; // projection: z and w of the clip position from the depth
uniform vec4 sight;    // tangents of half the view (perspective) or half its size, pixels
uniform vec4 effect;   // orthographic, pixel ratio, outline, occlusion
uniform vec3 fogRange;

float sightDepth(ivec2 pixel)
{
    float d = rawDepth(clamp(pixel, ivec2(0), ivec2(sight.zw) - 1));
    if (d >= 1.0)
        return 0.0;
    float ndc = 2.0 * d - 1.0;
    return (depthRow.y - ndc * depthRow.w) / (ndc * depthRow.z - depthRow.x);
}
vec3 pointAt(ivec2 pixel)
{
    float z = sightDepth(pixel);
    vec2 ndc = (vec2(pixel) + 0.5) / sight.zw * 2.0 - 1.0;
    return vec3(ndc * sight.xy * (effect.x > 0.5 ? 1.0 : -z), z);
}
)";

constexpr auto kHollowShader = R"(
out vec4 fragment;
void main()
{
    ivec2 here = ivec2(gl_FragCoord.xy);
    vec3 p = pointAt(here);
    fragment = vec4(0.0, 0.0, 0.0, 1.0);
    if (p.z == 0.0)
        return;
    vec3 right = pointAt(here + ivec2(1, 0)) - p, left = p - pointAt(here - ivec2(1, 0));
    vec3 up = pointAt(here + ivec2(0, 1)) - p, down = p - pointAt(here - ivec2(0, 1));
    vec3 n = normalize(cross(abs(right.z) < abs(left.z) ? right : left, abs(up.z) < abs(down.z) ? up : down));
    float reach = 1.6; // angstrom
    float pixels = reach / (sight.y * (effect.x > 0.5 ? 1.0 : -p.z)) * 0.5 * sight.w;
    float turn = 6.2831853 * fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    float hidden = 0.0;
    const int count = 14;
    for (int k = 0; k < count; ++k) {
        float along = (float(k) + 0.5) / float(count);
        float angle = turn + 6.2831853 * 5.0 * along;
        vec3 q = pointAt(here + ivec2(along * pixels * vec2(cos(angle), sin(angle))));
        if (q.z == 0.0)
            continue;
        vec3 v = q - p;
        float squared = dot(v, v);
        if (squared < reach * reach)
            hidden += max(0.0, dot(v, n) - 0.02) / (squared + 0.05);
    }
    fragment = vec4(clamp(0.9 * hidden / float(count), 0.0, 1.0), 0.0, 0.0, 1.0);
}
)";

constexpr auto kFinalShader = R"(
uniform sampler2D hollows;
out vec4 fragment;
void main()
{
    ivec2 here = ivec2(gl_FragCoord.xy);
    float z = sightDepth(here);
    float dark = 0.0;
    if (effect.w > 0.5 && z < 0.0) {
        float sum = 0.0, weight = 0.0;
        for (int x = -2; x < 2; ++x)
            for (int y = -2; y < 2; ++y) {
                ivec2 there = here + ivec2(x, y);
                float near = exp(-abs(sightDepth(there) - z) * 4.0);
                sum += near * texelFetch(hollows, clamp(there, ivec2(0), ivec2(sight.zw) - 1), 0).r;
                weight += near;
            }
        dark = 0.75 * sum / max(weight, 1e-4);
    }
    if (effect.z > 0.5) {
        float own = z == 0.0 ? -1e6 : z;
        float nearest = own;
        int wide = int(ceil(effect.y));
        for (int k = 0; k < 8; ++k) {
            ivec2 step = ivec2[8](ivec2(1, 0), ivec2(-1, 0), ivec2(0, 1), ivec2(0, -1), ivec2(1, 1), ivec2(-1, 1), ivec2(1, -1),
                                  ivec2(-1, -1))[k] * wide;
            float there = sightDepth(here + step);
            if (there < 0.0)
                nearest = max(nearest, there);
        }
        float fog = fogRange.z * clamp((-nearest - fogRange.x) / (fogRange.y - fogRange.x), 0.0, 1.0);
        dark = max(dark, smoothstep(0.25, 0.6, nearest - own) * 0.8 * (1.0 - fog));
    }
    if (dark < 0.004)
        discard;
    fragment = vec4(0.02, 0.02, 0.04, dark);
}
)";

} // namespace

vtkStandardNewMacro(ScreenEffects)

    ScreenEffects::ScreenEffects()
    : m_screen({{{"corner", GL_FLOAT, 2, false, 0}}, 2 * sizeof(float)}, 4)
{
    const float corners[8] = {-1, -1, 1, -1, -1, 1, 1, 1};
    const auto* bytes = reinterpret_cast<const std::byte*>(corners);
    m_screen.setVertices(std::make_shared<const std::vector<std::byte>>(bytes, bytes + sizeof(corners)));
}

ScreenEffects::~ScreenEffects() = default;

void ScreenEffects::setUniforms(QOpenGLShaderProgram* program, vtkRenderer* renderer) const
{
    vtkMatrix4x4* projection = renderer->GetActiveCamera()->GetProjectionTransformMatrix(renderer->GetTiledAspectRatio(), -1, 1);
    program->setUniformValue("depths", 0);
    program->setUniformValue("hollows", 1);
    program->setUniformValue("depthRow", float(projection->GetElement(2, 2)), float(projection->GetElement(2, 3)),
                             float(projection->GetElement(3, 2)), float(projection->GetElement(3, 3)));
    program->setUniformValue("sight", float(1 / projection->GetElement(0, 0)), float(1 / projection->GetElement(1, 1)),
                             float(m_frame->width), float(m_frame->height));
    program->setUniformValue("effect", m_frame->orthographic ? 1.0f : 0.0f, m_frame->pixelRatio, m_outline ? 1.0f : 0.0f,
                             m_occlusion ? 1.0f : 0.0f);
    program->setUniformValue("fogRange", m_frame->fog.begin, m_frame->fog.end, m_frame->fog.strength);
}

void ScreenEffects::findHollows(const OwnDrawing& drawing, vtkTextureObject* depths, const QByteArray& head)
{
    const QSize size(m_frame->width, m_frame->height);
    auto* gl = QOpenGLContext::currentContext()->extraFunctions();
    GLint before = 0;
    gl->glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &before);
    if (!m_hollows || m_hollows->size() != size)
        m_hollows
            = std::make_unique<QOpenGLFramebufferObject>(size, QOpenGLFramebufferObject::NoAttachment, GL_TEXTURE_2D, GL_RGBA8);
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, m_hollows->handle());
    QOpenGLShaderProgram* program = m_screen.program(head + kScreenVertexShader, head + kDepths + kHollowShader);
    drawing.begin(program);
    setUniforms(program, drawing.renderer());
    gl->glBindTexture(depths->GetTarget(), depths->GetHandle());
    m_screen.draw();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, GLuint(before));
}

int ScreenEffects::RenderOpaqueGeometry(vtkViewport* viewport)
{
    auto* renderer = static_cast<vtkRenderer*>(viewport);
    const OwnDrawing drawing(renderer);
    vtkTextureObject* depths = drawing.window()->GetRenderFramebuffer()->GetDepthAttachmentAsTextureObject();
    if ((!m_outline && !m_occlusion) || !depths)
        return 0;
    vtkOpenGLState* state = drawing.window()->GetState();
    const vtkOpenGLState::ScopedglEnableDisable blend(state, GL_BLEND), depth(state, GL_DEPTH_TEST);
    const vtkOpenGLState::ScopedglDepthMask mask(state);
    const vtkOpenGLState::ScopedglBlendFuncSeparate function(state);
    const QByteArray head = depths->GetTarget() == GL_TEXTURE_2D ? "#version 150\n" : "#version 150\n#define SAMPLES\n";
    state->vtkglDisable(GL_DEPTH_TEST);
    state->vtkglDepthMask(GL_FALSE);
    state->vtkglDisable(GL_BLEND);
    state->vtkglActiveTexture(GL_TEXTURE0);
    auto* gl = QOpenGLContext::currentContext()->functions();
    if (m_occlusion) {
        findHollows(drawing, depths, head);
        state->vtkglActiveTexture(GL_TEXTURE1);
        gl->glBindTexture(GL_TEXTURE_2D, m_hollows->texture());
        state->vtkglActiveTexture(GL_TEXTURE0);
    }
    QOpenGLShaderProgram* program = m_screen.program(head + kScreenVertexShader, head + kDepths + kFinalShader);
    drawing.begin(program);
    setUniforms(program, renderer);
    gl->glBindTexture(depths->GetTarget(), depths->GetHandle());
    state->vtkglEnable(GL_BLEND);
    state->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_screen.draw();
    gl->glBindTexture(depths->GetTarget(), 0);
    return 1;
}

void ScreenEffects::ReleaseGraphicsResources(vtkWindow* window)
{
    m_screen.release();
    m_hollows.reset();
    vtkProp::ReleaseGraphicsResources(window);
}

} // namespace mbtr::gui
