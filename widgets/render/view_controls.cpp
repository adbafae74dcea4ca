#include "widgets/render/view_controls.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kDegreesPerHeight = 220; // a drag over the whole height
constexpr double kKeyTurn = 10;           // degrees
constexpr double kKeyZoom = 1.15;
constexpr double kNotchZoom = 1.12;       // per 120 units of the wheel

} // namespace

ViewControls::ViewControls(QWidget* surface, Camera* camera)
    : QObject(surface)
    , m_surface(surface)
    , m_camera(camera)
{
    surface->installEventFilter(this);
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
    m_pressedAt = m_lastAt = event.position();
    m_dragging = false;
    m_surface->setFocus(Qt::MouseFocusReason);
}

void ViewControls::move(const QMouseEvent& event)
{
    if (event.buttons() == Qt::NoButton) {
        emit hovered(event.position());
        return;
    }
    // A hand is never quite still: a click may move a little.
    if (!m_dragging && (event.position() - m_pressedAt).manhattanLength() < QApplication::startDragDistance() / 2)
        return;
    m_dragging = true;
    drag(event.position() - m_lastAt, event);
    m_lastAt = event.position();
}

void ViewControls::drag(const QPointF& step, const QMouseEvent& event)
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
    if (!m_dragging && event.button() == Qt::LeftButton)
        emit clicked(event.position(), event.modifiers());
    m_dragging = false;
}

void ViewControls::wheel(const QWheelEvent& event)
{
    // Alt turns the wheel sideways on some systems.
    const QPoint delta = event.angleDelta();
    zoom(*m_camera, std::pow(kNotchZoom, (delta.y() != 0 ? delta.y() : delta.x()) / 120.0));
    emit cameraMoved();
}

bool ViewControls::key(const QKeyEvent& event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier))
        return false;
    const bool back = event.modifiers().testFlag(Qt::AltModifier);
    switch (event.key()) {
    case Qt::Key_Home:
    case Qt::Key_F:
        emit fitWanted();
        return true;
    case Qt::Key_X:
    case Qt::Key_Y:
    case Qt::Key_Z:
        emit axisWanted(event.key() - Qt::Key_X, back);
        return true;
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
        emit cellVectorWanted(event.key() - Qt::Key_1, back);
        return true;
    default:
        return turnOrZoomKey(event);
    }
}

bool ViewControls::turnOrZoomKey(const QKeyEvent& event)
{
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
