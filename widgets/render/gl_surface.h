#pragma once

#include <QOpenGLWidget>
#include <QPointer>

#include <functional>

class QOpenGLContext;
class QSurface;
class vtkGenericOpenGLRenderWindow;
class vtkObject;

namespace mbtr::gui {

/// Before QApplication: the OpenGL format and sharing that GlSurface needs (OpenGL 3.2 core; contexts that survive a dock
/// being floated).
void setUpOpenGl();
/// Makes openGlWidgetsWork() false: for `--no-opengl`. Before the first view.
void disableOpenGl();
/// Can GlSurface be used here? Asked after QApplication exists; where not, creating one would crash (offscreen platform).
bool openGlWidgetsWork();

/// Shows a VTK render window inside Qt. VTK renders only in paintGL(), and only after scheduleRender(); a repaint for other
/// reasons copies the last picture. The window is borrowed and must outlive the surface.
class GlSurface : public QOpenGLWidget {
    Q_OBJECT

public:
    /// prepareFrame: called before each rendering with the size in device pixels and the device pixel ratio.
    using PrepareFrame = std::function<void(QSize pixels, double ratio)>;

    GlSurface(vtkGenericOpenGLRenderWindow* window, PrepareFrame prepareFrame, QWidget* parent = nullptr);
    ~GlSurface() override;

    /// The next paint renders anew.
    void scheduleRender();
    /// How often VTK has rendered.
    int renderCount() const { return m_renderCount; }

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void render();
    void copyToWidget();
    void releaseGraphics();
    void followSize();
    void makeVtkCurrent(vtkObject*, unsigned long, void*);
    void tellIsCurrent(vtkObject*, unsigned long, void* isCurrent);

    vtkGenericOpenGLRenderWindow* m_window;
    PrepareFrame m_prepareFrame;
    QPointer<QOpenGLContext> m_context;
    QSurface* m_contextSurface = nullptr;
    unsigned long m_observers[2] {};
    bool m_needsRender = true;
    int m_renderCount = 0;
};

} // namespace mbtr::gui
