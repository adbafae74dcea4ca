#include "widgets/render/opengl/vtk_frames.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <algorithm>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

namespace mbtr::gui {

VtkFrames::VtkFrames(vtkGenericOpenGLRenderWindow* window, PrepareFrame prepareFrame)
    : m_window(window)
    , m_prepareFrame(std::move(prepareFrame))
{
    m_window->SetReadyForRendering(false);
    m_window->SetOwnContext(0);
    m_window->SetFrameBlitModeToNoBlit();
    m_observers[0] = m_window->AddObserver(vtkCommand::WindowMakeCurrentEvent, this, &VtkFrames::makeVtkCurrent);
    m_observers[1] = m_window->AddObserver(vtkCommand::WindowIsCurrentEvent, this, &VtkFrames::tellIsCurrent);
}

VtkFrames::~VtkFrames()
{
    for (const unsigned long observer : m_observers)
        m_window->RemoveObserver(observer);
}

void VtkFrames::attach(QOpenGLContext* context, QSurface* surface)
{
    m_context = context;
    m_surface = surface;
    m_window->SetReadyForRendering(true);
    m_window->SetForceMaximumHardwareLineWidth(1);
    m_window->OpenGLInitContext();
}

bool VtkFrames::isAttached() const
{
    return !m_context.isNull();
}

QOpenGLContext* VtkFrames::context() const
{
    return m_context;
}

void VtkFrames::release()
{
    m_window->Finalize();
    m_window->SetReadyForRendering(false);
    m_context = nullptr;
    m_surface = nullptr;
}

void VtkFrames::begin()
{
    vtkOpenGLState* state = m_window->GetState();
    state->Reset(); // Qt has used this context since
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    state->vtkglEnable(GL_DEPTH_TEST);
}

void VtkFrames::end()
{
    m_window->GetState()->Pop();
}

void VtkFrames::render(const FrameRequest& request)
{
    m_window->SetSize(request.pixels.width(), request.pixels.height());
    m_window->SetDPI(qRound(72 * request.ratio));
    m_window->SetMultiSamples(request.samples);
    m_prepareFrame(request);
    m_window->Render();
    ++m_renderCount;
}

void VtkFrames::copyTo(unsigned framebuffer, const QSize& size)
{
    auto* gl = m_context->extraFunctions();
    const GLenum target = GL_COLOR_ATTACHMENT0;
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    gl->glDrawBuffers(1, &target);
    const int* from = m_window->GetRenderFramebuffer()->GetLastSize();
    m_window->BlitDisplayFramebuffer(0, 0, 0, from[0], from[1], 0, 0, size.width(), size.height(), GL_COLOR_BUFFER_BIT,
                                     GL_LINEAR);
}

QImage VtkFrames::read() const
{
    const int* size = m_window->GetRenderFramebuffer()->GetLastSize();
    QImage upsideDown(size[0], size[1], QImage::Format_RGB32);
    auto* gl = m_context->extraFunctions();
    m_window->GetDisplayFramebuffer()->Bind(GL_READ_FRAMEBUFFER);
    gl->glReadBuffer(GL_COLOR_ATTACHMENT0);
    gl->glPixelStorei(GL_PACK_ALIGNMENT, 4);
    gl->glReadPixels(0, 0, size[0], size[1], 0x80E1, 0x8367, upsideDown.bits()); // GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV: as QRgb
    return upsideDown.mirrored();
}

void VtkFrames::makeVtkCurrent(vtkObject*, unsigned long, void*)
{
    // Not QOpenGLWidget::makeCurrent(), which binds the widget's framebuffer in the middle of VTK's work.
    if (m_context)
        m_context->makeCurrent(m_surface);
}

void VtkFrames::tellIsCurrent(vtkObject*, unsigned long, void* isCurrent)
{
    *static_cast<bool*>(isCurrent)
        = m_context && QOpenGLContext::currentContext() == m_context && m_context->surface() == m_surface;
}

} // namespace mbtr::gui
