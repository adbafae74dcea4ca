#pragma once

#include "widgets/render/camera.h"

#include <QObject>
#include <QPointF>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace mbtr::gui {

/// Mouse and keyboard of the 3-D view: moves a camera and says what was clicked. Positions in widget coordinates.
/// Left drag turns, middle or Shift+left drag moves, right drag and wheel zoom; arrows turn, + and - zoom.
class ViewControls : public QObject {
    Q_OBJECT

public:
    ViewControls(QWidget* surface, Camera* camera);

signals:
    void cameraMoved();
    void clicked(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void doubleClicked(const QPointF& position);
    /// The mouse rests or moves here without a button.
    void hovered(const QPointF& position);
    void left();
    /// Home, F
    void fitWanted();
    /// axis 0..2: X, Y, Z; back: from the other side (Alt).
    void axisWanted(int axis, bool back);
    /// vector 0..2: 1, 2, 3 for a, b, c.
    void cellVectorWanted(int vector, bool back);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void drag(const QPointF& step, const QMouseEvent& event);
    void wheel(const QWheelEvent& event);
    bool key(const QKeyEvent& event);
    bool turnOrZoomKey(const QKeyEvent& event);

    QWidget* m_surface;
    Camera* m_camera;
    QPointF m_pressedAt;
    QPointF m_lastAt;
    bool m_dragging = false;
};

} // namespace mbtr::gui
