#include "widgets/render/gl_surface.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QSurfaceFormat>

#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

namespace mbtr::gui {

namespace {

constexpr double kSlow = 40, kVerySlow = 200; // milliseconds a frame
constexpr int kRefineAfter = 180;             // milliseconds without motion

bool g_disabled = false; // one decision for the whole process, taken before the first view

bool canMakeContext()
{
    const QString platform = QGuiApplication::platformName();
    if (platform != "xcb" && platform != "wayland" && platform != "windows" && platform != "cocoa")
        return false; // offscreen makes contexts, yet showing any QOpenGLWidget there crashes inside Qt
    QOffscreenSurface surface;
    surface.setFormat(QSurfaceFormat::defaultFormat());
    surface.create();
    QOpenGLContext context;
    return context.create() && context.makeCurrent(&surface) && context.format().version() >= qMakePair(3, 2);
}

} // namespace

void setUpOpenGl()
{
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setSamples(0); // VTK's own framebuffer has the samples
    QSurfaceFormat::setDefaultFormat(format);
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

void disableOpenGl()
{
    g_disabled = true;
}

bool openGlWidgetsWork()
{
    static const bool works = !g_disabled && canMakeContext();
    return works && !g_disabled;
}

GlSurface::GlSurface(vtkGenericOpenGLRenderWindow* window, PrepareFrame prepareFrame, QWidget* parent)
    : QOpenGLWidget(parent)
    , m_window(window)
    , m_prepareFrame(std::move(prepareFrame))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setTextureFormat(0x8051); // GL_RGB8: VTK leaves alpha 0 in the background, and QWidget::grab() would lose it
    m_window->SetReadyForRendering(false);
    m_window->SetOwnContext(0);
    m_window->SetFrameBlitModeToNoBlit();
    m_observers[0] = m_window->AddObserver(vtkCommand::WindowMakeCurrentEvent, this, &GlSurface::makeVtkCurrent);
    m_observers[1] = m_window->AddObserver(vtkCommand::WindowIsCurrentEvent, this, &GlSurface::tellIsCurrent);
    // Unlike resizeGL() also sent when the window moves to a screen of other density.
    connect(this, &QOpenGLWidget::resized, this, &GlSurface::followSize);
    m_refine.setSingleShot(true);
    m_refine.setInterval(kRefineAfter);
    connect(&m_refine, &QTimer::timeout, this, [this] { scheduleRender(); });
}

GlSurface::~GlSurface()
{
    if (m_context) {
        disconnect(m_context, nullptr, this, nullptr); // else it calls a half-destroyed object
        releaseGraphics();
    }
    for (const unsigned long observer : m_observers)
        m_window->RemoveObserver(observer);
}

void GlSurface::scheduleRender(Motion motion)
{
    m_needsRender = true;
    m_moving = motion == Motion::Moving;
    update();
}

void GlSurface::setSamples(int samples)
{
    m_samples = samples;
    scheduleRender();
}

/// Device pixels, along x and y, to a pixel that is rendered.
int GlSurface::coarseness() const
{
    if (!m_moving || m_fineMilliseconds < kSlow)
        return 1;
    return m_fineMilliseconds < kVerySlow ? 2 : 3;
}

// Runs again when the widget moves into another top-level window.
void GlSurface::initializeGL()
{
    m_context = context();
    m_contextSurface = m_context->surface();
    connect(m_context, &QOpenGLContext::aboutToBeDestroyed, this, &GlSurface::releaseGraphics);
    m_window->SetReadyForRendering(true);
    m_window->SetForceMaximumHardwareLineWidth(1);
    m_window->OpenGLInitContext();
    followSize();
}

void GlSurface::paintGL()
{
    vtkOpenGLState* state = m_window->GetState();
    state->Reset(); // Qt has used this context since
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    state->vtkglEnable(GL_DEPTH_TEST);
    if (m_needsRender)
        render();
    copyToWidget();
    state->Pop();
}

void GlSurface::render()
{
    QElapsedTimer clock;
    clock.start();
    m_needsRender = false;
    const int coarse = coarseness();
    const double ratio = devicePixelRatioF() / coarse;
    const QSize pixels = (size() * ratio).expandedTo({1, 1});
    m_window->SetSize(pixels.width(), pixels.height());
    m_window->SetDPI(qRound(72 * ratio));
    m_window->SetMultiSamples(coarse > 1 ? 0 : m_samples);
    m_prepareFrame(pixels, ratio, coarse > 1);
    m_window->Render();
    makeCurrent();
    ++m_renderCount;
    if (coarse > 1) {
        m_refine.start();
        return;
    }
    m_refine.stop();
    context()->functions()->glFinish(); // or software OpenGL works on after the clock is read
    m_fineMilliseconds = double(clock.nsecsElapsed()) * 1e-6;
}

void GlSurface::copyToWidget()
{
    auto* gl = context()->extraFunctions();
    const GLenum target = GL_COLOR_ATTACHMENT0;
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    gl->glDrawBuffers(1, &target);
    const int* from = m_window->GetRenderFramebuffer()->GetLastSize();
    const QSize to = size() * devicePixelRatioF();
    m_window->BlitDisplayFramebuffer(0, 0, 0, from[0], from[1], 0, 0, to.width(), to.height(), GL_COLOR_BUFFER_BIT,
                                     GL_LINEAR);
}

void GlSurface::releaseGraphics()
{
    makeCurrent();
    m_window->Finalize();
    m_window->SetReadyForRendering(false);
    doneCurrent();
    m_context = nullptr;
    m_contextSurface = nullptr;
    m_needsRender = true;
}

void GlSurface::followSize()
{
    m_needsRender = true; // render() sets the size
}

void GlSurface::makeVtkCurrent(vtkObject*, unsigned long, void*)
{
    // Not QOpenGLWidget::makeCurrent(), which binds the widget's framebuffer in the middle of VTK's work.
    if (m_context)
        m_context->makeCurrent(m_contextSurface);
}

void GlSurface::tellIsCurrent(vtkObject*, unsigned long, void* isCurrent)
{
    *static_cast<bool*>(isCurrent)
        = m_context && QOpenGLContext::currentContext() == m_context && m_context->surface() == m_contextSurface;
}

} // namespace mbtr::gui
