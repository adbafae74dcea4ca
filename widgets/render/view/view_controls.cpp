#include "widgets/render/view/view_controls.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QRubberBand>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>
#include <utility>

namespace mbtr::gui {

namespace {

constexpr double kDegreesPerHeight = 220; // a drag over the whole height
constexpr double kKeyTurn = 10; // degrees
constexpr double kKeyZoom = 1.15;
constexpr double kNotchZoom = 1.12; // per 120 units of the wheel

} // namespace

ViewControls::ViewControls(QWidget* surface, Camera* camera)
    : QObject(surface)
    , m_surface(surface)
    , m_camera(camera)
    , m_band(new QRubberBand(QRubberBand::Rectangle, surface))
{
    surface->installEventFilter(this);
}

void ViewControls::setMode(MouseMode mode)
{
    m_mode = mode;
    m_surface->setCursor(mode == MouseMode::Select ? Qt::CrossCursor : Qt::ArrowCursor);
}

bool ViewControls::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(static_cast<QMouseEvent&>(*event));
        return true;
    case QEvent::MouseMove:
        move(static_cast<QMouseEvent&>(*event));
        return true;
    case QEvent::MouseButtonRelease:
        release(static_cast<QMouseEvent&>(*event));
        return true;
    case QEvent::MouseButtonDblClick:
        if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton)
            emit doubleClicked(static_cast<QMouseEvent*>(event)->position());
        return true;
    case QEvent::Wheel:
        wheel(static_cast<QWheelEvent&>(*event));
        return true;
    case QEvent::KeyPress:
        return key(static_cast<QKeyEvent&>(*event));
    case QEvent::Leave:
        emit left();
        return false;
    default:
        return false;
    }
}

void ViewControls::press(const QMouseEvent& event)
{
    if (m_drag != Drag::None)
        return; // another button while one drags
    emit touched();
    m_pressedAt = m_lastAt = event.position();
    m_surface->setFocus(Qt::MouseFocusReason);
}

void ViewControls::move(const QMouseEvent& event)
{
    if (event.buttons() == Qt::NoButton) {
        emit hovered(event.position());
        return;
    }
    // A hand is never quite still: a click may move a little.
    const bool isClick = (event.position() - m_pressedAt).manhattanLength() < QApplication::startDragDistance() / 2;
    if (m_drag == Drag::None && isClick)
        return;
    if (m_drag == Drag::None)
        m_drag = dragFor(event);
    drag(event);
    m_lastAt = event.position();
}

ViewControls::Drag ViewControls::dragFor(const QMouseEvent& event) const
{
    if (!(event.buttons() & Qt::LeftButton))
        return Drag::Camera;
    const auto modifiers = event.modifiers();
    if (m_mode == MouseMode::Select || modifiers.testFlag(Qt::ControlModifier))
        return Drag::Band;
    if (m_mode == MouseMode::Move && !modifiers.testFlag(Qt::ShiftModifier) && m_grab && m_grab(m_pressedAt))
        return Drag::Grab;
    return Drag::Camera;
}

void ViewControls::drag(const QMouseEvent& event)
{
    switch (m_drag) {
    case Drag::Camera:
        dragCamera(event.position() - m_lastAt, event);
        break;
    case Drag::Band:
        m_band->setGeometry(QRect(m_pressedAt.toPoint(), event.position().toPoint()).normalized());
        m_band->show();
        break;
    case Drag::Grab:
        emit grabMoved(event.position() - m_pressedAt);
        break;
    case Drag::None:
    case Drag::Cancelled:
        break;
    }
}

void ViewControls::dragCamera(const QPointF& step, const QMouseEvent& event)
{
    const double height = std::max(m_surface->height(), 1);
    const double right = step.x() / height, down = step.y() / height;
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    if (event.buttons() & Qt::MiddleButton || (event.buttons() & Qt::LeftButton && shift))
        pan(*m_camera, right, -down);
    else if (event.buttons() & Qt::LeftButton)
        turn(*m_camera, right * kDegreesPerHeight, down * kDegreesPerHeight);
    else if (event.buttons() & Qt::RightButton)
        zoom(*m_camera, std::exp(-3 * down));
    emit cameraMoved();
}

void ViewControls::release(const QMouseEvent& event)
{
    if (event.buttons() != Qt::NoButton)
        return;
    const Drag ended = std::exchange(m_drag, Drag::None);
    m_band->hide();
    if (ended == Drag::None && event.button() == Qt::LeftButton)
        emit clicked(event.position(), event.modifiers());
    else if (ended == Drag::Band)
        emit bandDrawn(QRect(m_pressedAt.toPoint(), event.position().toPoint()).normalized(), event.modifiers());
    else if (ended == Drag::Grab)
        emit grabEnded();
}

void ViewControls::cancelDrag()
{
    m_band->hide();
    if (std::exchange(m_drag, Drag::Cancelled) == Drag::Grab)
        emit grabCancelled();
}

void ViewControls::wheel(const QWheelEvent& event)
{
    emit touched();
    // Alt turns the wheel sideways on some systems.
    const QPoint delta = event.angleDelta();
    zoom(*m_camera, std::pow(kNotchZoom, (delta.y() != 0 ? delta.y() : delta.x()) / 120.0));
    emit cameraMoved();
}

bool ViewControls::key(const QKeyEvent& event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Home:
    case Qt::Key_F:
        emit fitWanted();
        return true;
    case Qt::Key_C:
        emit centreWanted();
        return true;
    case Qt::Key_Escape:
        if (m_drag != Drag::Band && m_drag != Drag::Grab)
            return false;
        cancelDrag();
        return true;
    default:
        return axisKey(event) || turnOrZoomKey(event);
    }
}

bool ViewControls::axisKey(const QKeyEvent& event)
{
    int axis = -1;
    if (event.key() >= Qt::Key_X && event.key() <= Qt::Key_Z)
        axis = event.key() - Qt::Key_X;
    else if (event.key() >= Qt::Key_1 && event.key() <= Qt::Key_6)
        axis = 3 + event.key() - Qt::Key_1;
    if (axis < 0)
        return false;
    emit axisWanted(Axis(axis), event.modifiers().testFlag(Qt::AltModifier) ? AxisEnd::Foot : AxisEnd::Tip);
    return true;
}

bool ViewControls::turnOrZoomKey(const QKeyEvent& event)
{
    emit touched();
    switch (event.key()) {
    case Qt::Key_Left:
        turn(*m_camera, -kKeyTurn, 0);
        break;
    case Qt::Key_Right:
        turn(*m_camera, kKeyTurn, 0);
        break;
    case Qt::Key_Up:
        turn(*m_camera, 0, -kKeyTurn);
        break;
    case Qt::Key_Down:
        turn(*m_camera, 0, kKeyTurn);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(*m_camera, kKeyZoom);
        break;
    case Qt::Key_Minus:
        zoom(*m_camera, 1 / kKeyZoom);
        break;
    default:
        return false;
    }
    emit cameraMoved();
    return true;
}

} // namespace mbtr::gui
