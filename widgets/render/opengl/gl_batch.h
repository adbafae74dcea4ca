#pragma once

#include <QByteArray>

#include <cstddef>
#include <memory>
#include <vector>

class QOpenGLShaderProgram;
class vtkOpenGLRenderWindow;
class vtkRenderer;

namespace mbtr::gui {

/// One number or vector of a vertex.
struct VertexField {
    const char* name; ///< of the shader's input
    unsigned type; ///< GL_FLOAT, GL_BYTE, GL_UNSIGNED_BYTE
    int components;
    bool normalised; ///< whole numbers to 0..1 or -1..1
    std::size_t offset;
};

struct VertexLayout {
    std::vector<VertexField> fields;
    std::size_t stride = 0;
};

/// Vertices on the graphics card with the shader that draws them, besides VTK's own pipeline: VTK's impostors go through a
/// geometry shader, which software OpenGL runs ten times slower than plain triangles. All calls with a current context.
class GlBatch {
public:
    /// cornersOfAPiece: 3 draws triangles, 4 draws quads (corners 0 1 2 and 2 1 3).
    GlBatch(VertexLayout layout, int cornersOfAPiece);
    ~GlBatch();

    /// Copied to the card at the next draw.
    void setVertices(std::shared_ptr<const std::vector<std::byte>> vertices);
    bool isEmpty() const;
    /// Triangles or quads.
    std::size_t pieces() const;
    /// Shared by draws with the same sources.
    QOpenGLShaderProgram* program(const QByteArray& vertexShader, const QByteArray& fragmentShader);
    /// With a bound program made by this batch.
    void draw();
    void release();

private:
    struct Graphics;
    void upload();
    void setUpFields();

    VertexLayout m_layout;
    int m_corners;
    std::shared_ptr<const std::vector<std::byte>> m_vertices;
    bool m_isStale = true;
    std::unique_ptr<Graphics> m_graphics;
};

/// Within a VTK pass: leaves VTK's program, remembers nothing VTK would miss. Sets what every batch needs: the matrices
/// `modelView` and `projection` of the renderer's camera.
class OwnDrawing {
public:
    explicit OwnDrawing(vtkRenderer* renderer);
    ~OwnDrawing();
    void begin(QOpenGLShaderProgram* program) const;
    vtkOpenGLRenderWindow* window() const { return m_window; }
    vtkRenderer* renderer() const { return m_renderer; }

private:
    vtkRenderer* m_renderer;
    vtkOpenGLRenderWindow* m_window;
};

} // namespace mbtr::gui
