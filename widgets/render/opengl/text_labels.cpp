#include "widgets/render/opengl/text_labels.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QMap>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <cstddef>
#include <vtkObjectFactory.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

namespace {

struct LetterVertex {
    std::array<float, 3> anchor;
    float lift;
    std::array<float, 2> offset; ///< pixels from the anchor
    std::array<float, 2> texture; ///< 0..1
    std::array<unsigned char, 4> color;
};

VertexLayout letterLayout()
{
    return {{{"anchor", GL_FLOAT, 4, false, offsetof(LetterVertex, anchor)},
             {"offset", GL_FLOAT, 4, false, offsetof(LetterVertex, offset)},
             {"color", GL_UNSIGNED_BYTE, 4, true, offsetof(LetterVertex, color)}},
            sizeof(LetterVertex)};
}

// The anchor falls on a whole pixel: letters stay crisp.
constexpr auto kLabelVertexShader = R"(#version 150
uniform mat4 modelView;
uniform mat4 projection;
uniform vec2 viewSize;
in vec4 anchor; // and lift
in vec4 offset; // and place in the picture of letters
in vec4 color;
out vec2 place;
flat out vec3 ink;
void main()
{
    vec4 eye = modelView * vec4(anchor.xyz, 1.0);
    vec3 towards = projection[3][3] > 0.5 ? vec3(0.0, 0.0, 1.0) : -normalize(eye.xyz);
    vec4 clip = projection * vec4(eye.xyz + anchor.w * towards, 1.0);
    vec2 pixel = floor((clip.xy / clip.w * 0.5 + 0.5) * viewSize) + offset.xy;
    place = offset.zw;
    ink = color.rgb;
    gl_Position = vec4((pixel / viewSize * 2.0 - 1.0) * clip.w, clip.zw);
}
)";

constexpr auto kLabelFragmentShader = R"(#version 150
uniform sampler2D letters;
uniform vec3 halo;
in vec2 place;
flat in vec3 ink;
out vec4 fragment;
void main()
{
    vec2 cover = texture(letters, place).rg;
    float alpha = max(cover.r, 0.8 * cover.g);
    if (alpha < 0.02)
        discard;
    fragment = vec4(mix(halo, ink, cover.r), alpha);
}
)";

struct Letter {
    QRectF cell; ///< pixels in the picture
    double advance = 0;
};

/// The picture of all letters that occur, in one row.
struct Alphabet {
    QMap<char32_t, Letter> letters;
    QImage picture;
    double height = 0;
};

Alphabet drawAlphabet(const std::vector<SceneText>& texts, const QFont& font)
{
    Alphabet alphabet;
    const QFontMetricsF metrics(font);
    const double margin = std::ceil(0.2 * metrics.height());
    for (const SceneText& text : texts)
        for (const char32_t letter : QString::fromStdString(text.text).toUcs4())
            alphabet.letters[letter] = {};
    double x = 0;
    alphabet.height = std::ceil(metrics.ascent() + metrics.descent()) + 2 * margin;
    for (auto letter = alphabet.letters.begin(); letter != alphabet.letters.end(); ++letter) {
        const char32_t code = letter.key();
        letter->advance = metrics.horizontalAdvance(QString::fromUcs4(&code, 1));
        letter->cell = {x, 0, std::ceil(letter->advance) + 2 * margin, alphabet.height};
        x += letter->cell.width();
    }
    alphabet.picture = QImage(std::max(int(x), 1), std::max(int(alphabet.height), 1), QImage::Format_RGBA8888);
    alphabet.picture.fill(Qt::black);
    QPainter painter(&alphabet.picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_Plus);
    for (auto letter = alphabet.letters.begin(); letter != alphabet.letters.end(); ++letter) {
        const char32_t code = letter.key();
        QPainterPath path;
        path.addText(letter->cell.left() + margin, margin + metrics.ascent(), font, QString::fromUcs4(&code, 1));
        painter.strokePath(path, QPen(QColor(0, 255, 0), 0.24 * font.pixelSize(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(path, QColor(255, 0, 0));
    }
    return alphabet;
}

void appendLetter(std::vector<std::byte>& vertices, const SceneText& text, const Alphabet& alphabet, const Letter& letter,
                  double x, double rise)
{
    const double width = alphabet.picture.width();
    for (int corner = 0; corner < 4; ++corner) {
        const double right = corner & 1, up = corner >> 1;
        const LetterVertex vertex {{float(text.position[0]), float(text.position[1]), float(text.position[2])},
                                   float(text.lift),
                                   {float(std::round(x) + right * letter.cell.width()),
                                    float(std::round(rise - alphabet.height / 2) + up * alphabet.height)},
                                   {float((letter.cell.left() + right * letter.cell.width()) / width), float(1 - up)},
                                   {text.color[0], text.color[1], text.color[2], 255}};
        const auto* bytes = reinterpret_cast<const std::byte*>(&vertex);
        vertices.insert(vertices.end(), bytes, bytes + sizeof(vertex));
    }
}

/// ratio: pixels to a device-independent one.
void appendText(std::vector<std::byte>& vertices, const SceneText& text, const Alphabet& alphabet, double ratio)
{
    const auto letters = QString::fromStdString(text.text).toUcs4();
    double width = 0;
    for (const char32_t letter : letters)
        width += alphabet.letters[letter].advance;
    double x = -width / 2;
    for (const char32_t code : letters) {
        const Letter letter = alphabet.letters[code];
        appendLetter(vertices, text, alphabet, letter, x - (letter.cell.width() - letter.advance) / 2, text.rise * ratio);
        x += letter.advance;
    }
}

} // namespace

vtkStandardNewMacro(TextLabels)

    TextLabels::TextLabels()
    : m_quads(letterLayout(), 4)
{
}

TextLabels::~TextLabels() = default;

void TextLabels::setTexts(std::vector<SceneText> texts, int size, const Rgb& halo)
{
    m_texts = std::move(texts);
    m_size = size;
    m_halo = halo;
    m_laidOutFor = 0;
}

void TextLabels::layOut()
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(std::max(int(std::lround(double(m_size) * double(m_frame->pixelRatio))), 5));
    font.setWeight(QFont::DemiBold);
    const Alphabet alphabet = drawAlphabet(m_texts, font);
    auto vertices = std::make_shared<std::vector<std::byte>>();
    for (const SceneText& text : m_texts)
        if (text.position.allFinite())
            appendText(*vertices, text, alphabet, double(m_frame->pixelRatio));
    m_quads.setVertices(std::move(vertices));
    m_letters = alphabet.picture;
    m_texture.reset();
    m_laidOutFor = m_frame->pixelRatio;
}

int TextLabels::RenderOverlay(vtkViewport* viewport)
{
    if (m_texts.empty())
        return 0;
    if (m_laidOutFor != m_frame->pixelRatio)
        layOut();
    auto* renderer = static_cast<vtkRenderer*>(viewport);
    const OwnDrawing drawing(renderer);
    vtkOpenGLState* state = drawing.window()->GetState();
    const vtkOpenGLState::ScopedglEnableDisable blend(state, GL_BLEND), depth(state, GL_DEPTH_TEST);
    const vtkOpenGLState::ScopedglDepthMask mask(state);
    const vtkOpenGLState::ScopedglBlendFuncSeparate function(state);
    state->vtkglEnable(GL_BLEND);
    state->SetEnumState(GL_DEPTH_TEST, !m_onTop);
    state->vtkglDepthMask(GL_FALSE);
    state->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    if (!m_texture) {
        m_texture = std::make_unique<QOpenGLTexture>(m_letters, QOpenGLTexture::DontGenerateMipMaps);
        m_texture->setMinMagFilters(QOpenGLTexture::Nearest, QOpenGLTexture::Nearest);
        m_texture->setWrapMode(QOpenGLTexture::ClampToEdge);
    }
    QOpenGLShaderProgram* program = m_quads.program(kLabelVertexShader, kLabelFragmentShader);
    drawing.begin(program);
    state->vtkglActiveTexture(GL_TEXTURE0);
    m_texture->bind();
    program->setUniformValue("letters", 0);
    const int* size = renderer->GetSize();
    program->setUniformValue("viewSize", float(size[0]), float(size[1]));
    program->setUniformValue("halo", float(m_halo[0]) / 255, float(m_halo[1]) / 255, float(m_halo[2]) / 255);
    m_quads.draw();
    m_texture->release();
    return 1;
}

void TextLabels::ReleaseGraphicsResources(vtkWindow* window)
{
    m_quads.release();
    m_texture.reset();
    vtkProp::ReleaseGraphicsResources(window);
}

} // namespace mbtr::gui
