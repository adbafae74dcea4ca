#include "widgets/render/opengl/gl_batch.h"

#include <QMatrix4x4>
#include <QOpenGLBuffer>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>

#include <algorithm>
#include <map>
#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

namespace {

std::vector<unsigned> quadIndices(std::size_t count)
{
    std::vector<unsigned> indices(6 * count);
    for (std::size_t n = 0; n < count; ++n) {
        const auto first = unsigned(4 * n);
        const unsigned corners[6] = {first, first + 1, first + 2, first + 2, first + 1, first + 3};
        std::copy(std::begin(corners), std::end(corners), indices.begin() + std::ptrdiff_t(6 * n));
    }
    return indices;
}

QMatrix4x4 asQt(vtkMatrix4x4* matrix)
{
    QMatrix4x4 result;
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 4; ++column)
            result(row, column) = float(matrix->GetElement(row, column));
    return result;
}

} // namespace

struct GlBatch::Graphics {
    QOpenGLVertexArrayObject fields;
    QOpenGLBuffer vertices {QOpenGLBuffer::VertexBuffer};
    QOpenGLBuffer indices {QOpenGLBuffer::IndexBuffer};
    std::map<QByteArray, std::unique_ptr<QOpenGLShaderProgram>> programs;
    std::size_t pieces = 0;
};

GlBatch::GlBatch(VertexLayout layout, int cornersOfAPiece)
    : m_layout(std::move(layout))
    , m_corners(cornersOfAPiece)
{
}

GlBatch::~GlBatch() = default;

void GlBatch::setVertices(std::shared_ptr<const std::vector<std::byte>> vertices)
{
    m_vertices = std::move(vertices);
    m_isStale = true;
}

bool GlBatch::isEmpty() const
{
    return !m_vertices || m_vertices->empty();
}

std::size_t GlBatch::pieces() const
{
    return m_vertices ? m_vertices->size() / m_layout.stride / std::size_t(m_corners) : 0;
}

QOpenGLShaderProgram* GlBatch::program(const QByteArray& vertexShader, const QByteArray& fragmentShader)
{
    if (!m_graphics)
        m_graphics = std::make_unique<Graphics>();
    auto& program = m_graphics->programs[vertexShader + fragmentShader];
    if (!program) {
        program = std::make_unique<QOpenGLShaderProgram>();
        program->addShaderFromSourceCode(QOpenGLShader::Vertex, vertexShader);
        program->addShaderFromSourceCode(QOpenGLShader::Fragment, fragmentShader);
        for (std::size_t n = 0; n < m_layout.fields.size(); ++n)
            program->bindAttributeLocation(m_layout.fields[n].name, int(n));
        program->link();
    }
    return program.get();
}

void GlBatch::setUpFields()
{
    auto* gl = QOpenGLContext::currentContext()->functions();
    for (std::size_t n = 0; n < m_layout.fields.size(); ++n) {
        const VertexField& field = m_layout.fields[n];
        gl->glEnableVertexAttribArray(unsigned(n));
        gl->glVertexAttribPointer(unsigned(n), field.components, field.type, field.normalised, int(m_layout.stride),
                                  reinterpret_cast<const void*>(field.offset));
    }
}

void GlBatch::upload()
{
    Graphics& graphics = *m_graphics;
    const std::size_t count = pieces();
    if (!graphics.fields.isCreated()) {
        graphics.fields.create();
        graphics.vertices.create();
        graphics.indices.create();
    }
    graphics.fields.bind();
    graphics.vertices.bind();
    graphics.vertices.allocate(m_vertices->data(), int(m_vertices->size()));
    setUpFields();
    if (m_corners == 4) {
        graphics.indices.bind();
        if (count != graphics.pieces) {
            const auto indices = quadIndices(count);
            graphics.indices.allocate(indices.data(), int(indices.size() * sizeof(unsigned)));
        }
    }
    graphics.fields.release();
    graphics.vertices.release();
    graphics.pieces = count;
    m_isStale = false;
}

void GlBatch::draw()
{
    if (isEmpty() || !m_graphics)
        return;
    if (m_isStale)
        upload();
    const int pieces = int(m_graphics->pieces);
    auto* gl = QOpenGLContext::currentContext()->functions();
    m_graphics->fields.bind();
    if (m_corners == 4)
        gl->glDrawElements(GL_TRIANGLES, 6 * pieces, GL_UNSIGNED_INT, nullptr);
    else
        gl->glDrawArrays(GL_TRIANGLES, 0, m_corners * pieces);
    m_graphics->fields.release();
}

void GlBatch::release()
{
    m_graphics.reset();
    m_isStale = true;
}

OwnDrawing::OwnDrawing(vtkRenderer* renderer)
    : m_renderer(renderer)
    , m_window(static_cast<vtkOpenGLRenderWindow*>(renderer->GetRenderWindow()))
{
    m_window->GetShaderCache()->ReleaseCurrentShader();
}

OwnDrawing::~OwnDrawing()
{
    auto* gl = QOpenGLContext::currentContext()->functions();
    gl->glUseProgram(0);
    gl->glBindBuffer(GL_ARRAY_BUFFER, 0);
}

void OwnDrawing::begin(QOpenGLShaderProgram* program) const
{
    vtkCamera* camera = m_renderer->GetActiveCamera();
    program->bind();
    program->setUniformValue("modelView", asQt(camera->GetModelViewTransformMatrix()));
    program->setUniformValue("projection", asQt(camera->GetProjectionTransformMatrix(m_renderer->GetTiledAspectRatio(), -1, 1)));
}

} // namespace mbtr::gui
