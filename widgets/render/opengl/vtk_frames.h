#pragma once

#include <QImage>
#include <QPointer>
#include <QSize>

#include <functional>

class QOpenGLContext;
class QSurface;
class vtkGenericOpenGLRenderWindow;
class vtkObject;

namespace mbtr::gui {

/// What is rendered.
struct FrameRequest {
    QSize pixels {1, 1};
    double ratio = 1; ///< pixels to a device-independent one
    int samples = 4; ///< a pixel; 0: edges are not smoothed
    bool isQuick = false; ///< leave out what costs much
};

/// Renders a VTK window in a context of Qt's. The window is borrowed and must outlive this.
class VtkFrames {
public:
    /// Called before each rendering.
    using PrepareFrame = std::function<void(const FrameRequest&)>;

    VtkFrames(vtkGenericOpenGLRenderWindow* window, PrepareFrame prepareFrame);
    ~VtkFrames();
    VtkFrames(const VtkFrames&) = delete;
    VtkFrames& operator=(const VtkFrames&) = delete;

    /// Both current and alive until release(). Once for each context.
    void attach(QOpenGLContext* context, QSurface* surface);
    bool isAttached() const;
    QOpenGLContext* context() const;
    /// With the context current.
    void release();

    /// The following calls with the context current, between begin() and end(): Qt and VTK share its state.
    void begin();
    void render(const FrameRequest& request);
    /// What was rendered last, stretched to a framebuffer of this size.
    void copyTo(unsigned framebuffer, const QSize& size);
    /// What was rendered last.
    QImage read() const;
    void end();
    /// How often VTK has rendered.
    int renderCount() const { return m_renderCount; }

private:
    void makeVtkCurrent(vtkObject*, unsigned long, void*);
    void tellIsCurrent(vtkObject*, unsigned long, void* isCurrent);

    vtkGenericOpenGLRenderWindow* m_window;
    PrepareFrame m_prepareFrame;
    QPointer<QOpenGLContext> m_context;
    QSurface* m_surface = nullptr;
    unsigned long m_observers[2] {};
    int m_renderCount = 0;
};

} // namespace mbtr::gui
