#include "widgets/render/opengl/color_bar.h"

#include "widgets/render/scene/tick_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vtkObjectFactory.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

namespace {

constexpr double kBarWidth = 14, kBarHeight = 170, kGap = 7, kMargin = 12; // device-independent pixels

constexpr auto kBarVertexShader = R"(#version 150
uniform vec4 place; // left, bottom, width, height in clip coordinates
uniform mat4 modelView;
uniform mat4 projection;
in vec2 corner;
out vec2 at;
void main()
{
    at = vec2(corner.x, 1.0 - corner.y);
    gl_Position = vec4(place.xy + corner * place.zw, 0.0, 1.0);
}
)";

constexpr auto kBarFragmentShader = R"(#version 150
uniform sampler2D picture;
in vec2 at;
out vec4 fragment;
void main()
{
    fragment = texture(picture, at);
}
)";

QColor asQt(const Rgb& color)
{
    return {color[0], color[1], color[2]};
}

void drawBar(QPainter& painter, const QRectF& bar, const ColorBarContent& content, const SceneColors& colors)
{
    for (int row = 0; row < int(bar.height()); ++row) {
        const double share = 1 - (row + 0.5) / bar.height();
        painter.fillRect(QRectF(bar.left(), bar.top() + row, bar.width(), 1.5), asQt(colorAt(content.map, share)));
    }
    painter.setPen(QPen(asQt(colors.lines), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
}

void drawTicks(QPainter& painter, const QRectF& bar, const ColorBarContent& content, const SceneColors& colors)
{
    const double height = QFontMetricsF(painter.font()).height();
    for (int n = 0; n < kColorBarTicks; ++n) {
        const double share = double(n) / (kColorBarTicks - 1), y = bar.bottom() - share * bar.height();
        const double value = content.limits.low + share * (content.limits.high - content.limits.low);
        painter.setPen(QPen(asQt(colors.lines), 1));
        painter.drawLine(QPointF(bar.left() - 4, y), QPointF(bar.left(), y));
        painter.setPen(asQt(colors.text));
        painter.drawText(QRectF(0, y - height / 2, bar.left() - kGap, height), Qt::AlignRight | Qt::AlignVCenter,
                         tickText(value, content.limits));
    }
}

} // namespace

QImage colorBarImage(const ColorBarContent& content, const SceneColors& colors, double ratio)
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(12);
    const QFontMetricsF metrics(font);
    const QString name = QString::fromStdString(content.name), unit = QString::fromStdString(content.unit);
    const QString title = unit.isEmpty() ? name : QCoreApplication::translate("ColorBar", "%1 / %2").arg(name, unit);
    double tickWidth = 0;
    for (int n = 0; n < kColorBarTicks; ++n)
        tickWidth = std::max(
            tickWidth,
            metrics.horizontalAdvance(tickText(
                content.limits.low + n * (content.limits.high - content.limits.low) / (kColorBarTicks - 1), content.limits)));
    const double width = std::max(std::ceil(tickWidth) + kGap + kBarWidth, std::ceil(metrics.horizontalAdvance(title))) + 2;
    const double top = metrics.height() + 8, height = top + kBarHeight + metrics.height() / 2 + 2;
    QImage image(int(std::ceil(width * ratio)), int(std::ceil(height * ratio)), QImage::Format_RGBA8888_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    painter.setPen(asQt(colors.text));
    painter.drawText(QRectF(0, 0, width - 1, metrics.height()), Qt::AlignRight, title);
    const QRectF bar(width - kBarWidth - 1, top, kBarWidth, kBarHeight);
    drawBar(painter, bar, content, colors);
    drawTicks(painter, bar, content, colors);
    return image;
}

vtkStandardNewMacro(ColorBar)

    ColorBar::ColorBar()
    : m_quad({{{"corner", GL_FLOAT, 2, false, 0}}, 2 * sizeof(float)}, 4)
{
    const float corners[8] = {0, 0, 1, 0, 0, 1, 1, 1};
    const auto* bytes = reinterpret_cast<const std::byte*>(corners);
    m_quad.setVertices(std::make_shared<const std::vector<std::byte>>(bytes, bytes + sizeof(corners)));
}

ColorBar::~ColorBar() = default;

void ColorBar::show(std::optional<ColorBarContent> content, const SceneColors& colors)
{
    m_content = std::move(content);
    m_colors = colors;
    m_paintedFor = 0;
}

int ColorBar::RenderOverlay(vtkViewport* viewport)
{
    if (!m_content)
        return 0;
    if (m_paintedFor != m_frame->pixelRatio) {
        m_picture = colorBarImage(*m_content, m_colors, double(m_frame->pixelRatio));
        m_texture.reset();
        m_paintedFor = m_frame->pixelRatio;
    }
    auto* renderer = static_cast<vtkRenderer*>(viewport);
    const OwnDrawing drawing(renderer);
    vtkOpenGLState* state = drawing.window()->GetState();
    const vtkOpenGLState::ScopedglEnableDisable blend(state, GL_BLEND), depth(state, GL_DEPTH_TEST);
    const vtkOpenGLState::ScopedglBlendFuncSeparate function(state);
    state->vtkglEnable(GL_BLEND);
    state->vtkglDisable(GL_DEPTH_TEST);
    state->vtkglBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    QOpenGLShaderProgram* program = m_quad.program(kBarVertexShader, kBarFragmentShader);
    drawing.begin(program);
    state->vtkglActiveTexture(GL_TEXTURE0);
    if (!m_texture) {
        m_texture = std::make_unique<QOpenGLTexture>(m_picture, QOpenGLTexture::DontGenerateMipMaps);
        m_texture->setMinMagFilters(QOpenGLTexture::Nearest, QOpenGLTexture::Nearest);
    }
    m_texture->bind();
    program->setUniformValue("picture", 0);
    const float width = float(std::max(m_frame->width, 1)), height = float(std::max(m_frame->height, 1));
    const float margin = float(kMargin) * m_frame->pixelRatio;
    const float left = std::round(width - float(m_picture.width()) - margin);
    const float bottom = std::round(height - float(m_picture.height()) - margin);
    program->setUniformValue("place", 2 * left / width - 1, 2 * bottom / height - 1, 2 * float(m_picture.width()) / width,
                             2 * float(m_picture.height()) / height);
    m_quad.draw();
    m_texture->release();
    return 1;
}

void ColorBar::ReleaseGraphicsResources(vtkWindow* window)
{
    m_quad.release();
    m_texture.reset();
    vtkProp::ReleaseGraphicsResources(window);
}

} // namespace mbtr::gui
