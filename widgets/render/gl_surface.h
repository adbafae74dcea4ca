#pragma once

#include <QOpenGLWidget>
#include <QPointer>
#include <QTimer>

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
/// reasons copies the last picture. Where a frame takes long (software OpenGL, very many atoms) moving pictures have fewer
/// pixels, and a full one follows when the motion ends. The window is borrowed and must outlive the surface.
class GlSurface : public QOpenGLWidget {
    Q_OBJECT

public:
    /// Called before each rendering with the size and the number of these pixels to a device-independent one. isQuick: in
    /// motion on a slow computer.
    using PrepareFrame = std::function<void(QSize pixels, double ratio, bool isQuick)>;

    GlSurface(vtkGenericOpenGLRenderWindow* window, PrepareFrame prepareFrame, QWidget* parent = nullptr);
    ~GlSurface() override;

    enum class Motion { Still, Moving };
    /// The next paint renders anew. Moving: more frames will follow soon, be quick rather than fine.
    void scheduleRender(Motion motion = Motion::Still);
    /// Samples a pixel of full pictures, 0 = edges are not smoothed.
    void setSamples(int samples);
    /// Was the last full picture quick enough for more beauty?
    bool isFast() const { return m_fineMilliseconds > 0 && m_fineMilliseconds < 25; }
    /// How often VTK has rendered.
    int renderCount() const { return m_renderCount; }

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void render();
    int coarseness() const;
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
    int m_samples = 4;
    bool m_needsRender = true;
    bool m_moving = false;
    double m_fineMilliseconds = 0; ///< which the last full picture took
    QTimer m_refine;
    int m_renderCount = 0;
};

} // namespace mbtr::gui
