#pragma once

#include "widgets/render/opengl/vtk_frames.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QOffscreenSurface;
class QOpenGLContext;

namespace mbtr::gui {

/// Before QApplication: the OpenGL format and sharing that GlSurface needs (OpenGL 3.2 core; contexts that survive a dock
/// being floated).
void setUpOpenGl();
/// Makes openGlWidgetsWork() false: for `--no-opengl`. Before the first view.
void disableOpenGl();
/// Can GlSurface be used here? Asked after QApplication exists; where not, creating one would crash (offscreen platform).
bool openGlWidgetsWork();

/// Shows a VTK render window inside Qt. VTK renders only in a paint, and only after scheduleRender(); a repaint for other
/// reasons copies the last picture. Where a frame takes long (software OpenGL, very many atoms) moving pictures are coarser,
/// and a full one follows when the motion ends. With a graphics card the picture stays on it; software OpenGL draws to
/// memory and Qt paints the picture like any other: putting the window together in software OpenGL would take five times as
/// long as the scene. The window is borrowed and must outlive the surface.
class GlSurface : public QWidget {
    Q_OBJECT

public:
    GlSurface(vtkGenericOpenGLRenderWindow* window, VtkFrames::PrepareFrame prepareFrame, QWidget* parent = nullptr);
    ~GlSurface() override;

    enum class Motion { Still, Moving };
    /// The next paint renders anew. Moving: more frames will follow soon, be quick rather than fine.
    void scheduleRender(Motion motion = Motion::Still);
    /// Samples a pixel of full pictures, 0 = edges are not smoothed.
    void setSamples(int samples);
    /// Was the last full picture quick enough for more beauty?
    bool isFast() const { return m_fineMilliseconds > 0 && m_fineMilliseconds < 25; }
    /// How often VTK has rendered.
    int renderCount() const { return m_frames.renderCount(); }
    /// A full picture as on the screen.
    QImage picture();
    /// A full picture of any size. Null where there is no memory on the card for it.
    QImage picture(const FrameRequest& request);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Card;
    void startMemory();
    void paintCard();
    void stopCard();
    void renderIfNeeded();
    void noteTime(double milliseconds, bool isFine);
    FrameRequest request() const;

    VtkFrames m_frames;
    Card* m_card = nullptr; ///< with a graphics card
    std::unique_ptr<QOffscreenSurface> m_memorySurface; ///< without
    std::unique_ptr<QOpenGLContext> m_memoryContext;
    QImage m_picture;
    int m_samples = 4;
    bool m_needsRender = true;
    bool m_moving = false;
    int m_coarseness = 1; ///< of moving pictures: device pixels, along x and y, to a pixel that is rendered
    double m_fineMilliseconds = 0; ///< which the last full picture took
    QTimer m_refine;
};

} // namespace mbtr::gui
