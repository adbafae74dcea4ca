#include "widgets/render/opengl/gl_surface.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLWidget>
#include <QPainter>
#include <QSurfaceFormat>

#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr double kQuickEnough = 12, kSlow = 30; // milliseconds a moving frame
constexpr double kTooSlow = 400; // milliseconds a still one
constexpr int kCoarsest = 3;
constexpr int kRefineAfter = 180; // milliseconds without motion

struct OpenGl {
    bool works = false;
    bool isSoftware = false;
};

bool g_disabled = false; // one decision for the whole process, taken before the first view

OpenGl tryOpenGl()
{
    const QString platform = QGuiApplication::platformName();
    if (platform != "xcb" && platform != "wayland" && platform != "windows" && platform != "cocoa")
        return {}; // offscreen makes contexts, yet showing any QOpenGLWidget there crashes inside Qt
    QOffscreenSurface surface;
    surface.setFormat(QSurfaceFormat::defaultFormat());
    surface.create();
    QOpenGLContext context;
    if (!context.create() || !context.makeCurrent(&surface) || context.format().version() < qMakePair(3, 2))
        return {};
    const QByteArray renderer = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    const auto isNamed = [&](const char* name) { return renderer.contains(name); };
    return {true, isNamed("llvmpipe") || isNamed("softpipe") || isNamed("SWR") || isNamed("Software")};
}

const OpenGl& openGl()
{
    static const OpenGl found = g_disabled ? OpenGl() : tryOpenGl();
    return found;
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
    return openGl().works && !g_disabled;
}

/// Fills the surface; all events go to the surface.
class GlSurface::Card : public QOpenGLWidget {
public:
    explicit Card(GlSurface* surface)
        : QOpenGLWidget(surface)
        , m_surface(surface)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        setTextureFormat(0x8051); // GL_RGB8: VTK leaves alpha 0 in the background, and QWidget::grab() would lose it
        // Unlike resizeGL() also sent when the window moves to a screen of other density.
        connect(this, &QOpenGLWidget::resized, surface, [surface] { surface->m_needsRender = true; });
    }

protected:
    // Runs again when the widget moves into another top-level window.
    void initializeGL() override
    {
        connect(context(), &QOpenGLContext::aboutToBeDestroyed, m_surface, &GlSurface::stopCard);
        m_surface->m_frames.attach(context(), context()->surface());
        m_surface->m_needsRender = true;
    }
    void paintGL() override { m_surface->paintCard(); }

private:
    GlSurface* m_surface;
};

GlSurface::GlSurface(vtkGenericOpenGLRenderWindow* window, VtkFrames::PrepareFrame prepareFrame, QWidget* parent)
    : QWidget(parent)
    , m_frames(window, std::move(prepareFrame))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    if (openGl().isSoftware)
        setAttribute(Qt::WA_OpaquePaintEvent);
    else
        m_card = new Card(this);
    m_refine.setSingleShot(true);
    m_refine.setInterval(kRefineAfter);
    connect(&m_refine, &QTimer::timeout, this, [this] { scheduleRender(); });
}

GlSurface::~GlSurface()
{
    if (m_frames.isAttached()) {
        disconnect(m_frames.context(), nullptr, this, nullptr); // else it calls a half-destroyed object
        stopCard();
    }
    delete m_card; // it paints with what is destroyed next
}

void GlSurface::scheduleRender(Motion motion)
{
    m_needsRender = true;
    m_moving = motion == Motion::Moving;
    m_card ? m_card->update() : update();
}

void GlSurface::setSamples(int samples)
{
    m_samples = samples;
    scheduleRender();
}

FrameRequest GlSurface::request() const
{
    const bool isSlow = m_moving && m_fineMilliseconds >= kQuickEnough;
    const double ratio = devicePixelRatioF() / (isSlow ? m_coarseness : 1);
    const int affordable = m_fineMilliseconds < kTooSlow ? m_samples : std::min(m_samples, 2);
    return {(size() * ratio).expandedTo({1, 1}), ratio, isSlow ? 0 : affordable, isSlow};
}

void GlSurface::renderIfNeeded()
{
    if (!std::exchange(m_needsRender, false))
        return;
    QElapsedTimer clock;
    clock.start();
    const FrameRequest now = request();
    m_frames.render(now);
    m_frames.context()->functions()->glFinish(); // or software OpenGL works on after the clock is read
    noteTime(double(clock.nsecsElapsed()) * 1e-6, !now.isQuick);
}

/// Moving pictures become as fine as they can be in time.
void GlSurface::noteTime(double milliseconds, bool isFine)
{
    if (isFine) {
        m_fineMilliseconds = milliseconds;
        m_refine.stop();
        return;
    }
    if (milliseconds > kSlow)
        m_coarseness = std::min(m_coarseness + 1, kCoarsest);
    else if (milliseconds < kQuickEnough / 2)
        m_coarseness = std::max(m_coarseness - 1, 1);
    m_refine.start();
}

void GlSurface::startMemory()
{
    m_memorySurface = std::make_unique<QOffscreenSurface>();
    m_memorySurface->setFormat(QSurfaceFormat::defaultFormat());
    m_memorySurface->create();
    m_memoryContext = std::make_unique<QOpenGLContext>();
    m_memoryContext->create();
    m_memoryContext->makeCurrent(m_memorySurface.get());
    m_frames.attach(m_memoryContext.get(), m_memorySurface.get());
}

void GlSurface::paintEvent(QPaintEvent*)
{
    if (m_card)
        return;
    if (!m_memoryContext)
        startMemory();
    if (m_needsRender) {
        m_memoryContext->makeCurrent(m_memorySurface.get());
        m_frames.begin();
        renderIfNeeded();
        m_picture = m_frames.read();
        m_frames.end();
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(rect(), m_picture);
}

void GlSurface::resizeEvent(QResizeEvent*)
{
    if (m_card)
        m_card->setGeometry(rect());
    m_needsRender = true;
}

void GlSurface::paintCard()
{
    m_frames.begin();
    renderIfNeeded();
    m_card->makeCurrent(); // an observer may have changed the context
    m_frames.copyTo(m_card->defaultFramebufferObject(), size() * devicePixelRatioF());
    m_frames.end();
}

void GlSurface::stopCard()
{
    if (m_card)
        m_card->makeCurrent();
    else
        m_memoryContext->makeCurrent(m_memorySurface.get());
    m_frames.release();
    m_needsRender = true;
    if (m_card)
        m_card->doneCurrent();
    else
        m_memoryContext->doneCurrent();
}

QImage GlSurface::picture()
{
    m_moving = false;
    QImage image = picture(request());
    image.setDevicePixelRatio(devicePixelRatioF());
    return image;
}

QImage GlSurface::picture(const FrameRequest& request)
{
    if (m_card) {
        m_card->grabFramebuffer(); // starts OpenGL where it has not been painted yet
        m_card->makeCurrent();
    } else {
        if (!m_memoryContext)
            startMemory();
        m_memoryContext->makeCurrent(m_memorySurface.get());
    }
    if (!m_frames.isAttached())
        return {};
    m_frames.begin();
    m_frames.render(request);
    QImage image = m_frames.read();
    m_frames.end();
    m_needsRender = true; // the window has another size now
    m_card ? m_card->update() : update();
    return image;
}

} // namespace mbtr::gui

#include "moc_gl_surface.cpp"
