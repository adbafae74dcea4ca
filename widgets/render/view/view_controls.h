#pragma once

#include "widgets/render/scene/camera.h"

#include <QObject>
#include <QPointF>
#include <QRect>

#include <functional>

class QKeyEvent;
class QMouseEvent;
class QRubberBand;
class QWheelEvent;
class QWidget;

namespace mbtr::gui {

/// What dragging with the left button does.
enum class MouseMode {
    Turn, ///< the camera
    Select, ///< a rubber band
    Move, ///< the atom under the mouse; beside atoms the camera
};

/// Mouse and keyboard of the 3-D view: moves a camera and says what was clicked. Positions in widget coordinates.
/// Left drag as MouseMode says, Ctrl+left drag a rubber band, middle or Shift+left drag moves, right drag and wheel zoom;
/// arrows turn, + and - zoom.
class ViewControls : public QObject {
    Q_OBJECT

public:
    ViewControls(QWidget* surface, Camera* camera);

    MouseMode mode() const { return m_mode; }
    void setMode(MouseMode mode);
    /// Asked in MouseMode::Move when a drag begins: is there something to move?
    void setGrab(std::function<bool(const QPointF&)> grab) { m_grab = std::move(grab); }

signals:
    /// A button goes down, the wheel or a key turns: what moves by itself has to stop.
    void touched();
    void cameraMoved();
    void clicked(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void doubleClicked(const QPointF& position);
    /// The mouse rests or moves here without a button.
    void hovered(const QPointF& position);
    void left();
    /// A rubber band was drawn.
    void bandDrawn(const QRect& band, Qt::KeyboardModifiers modifiers);
    /// What was grabbed, this far from where it was taken up.
    void grabMoved(const QPointF& by);
    void grabEnded();
    /// Escape
    void grabCancelled();
    /// Home, F
    void fitWanted();
    /// C
    void centreWanted();
    /// X, Y, Z; 1, 2, 3 for a, b, c; 4, 5, 6 for a*, b*, c*. Foot: Alt.
    void axisWanted(mbtr::gui::Axis axis, mbtr::gui::AxisEnd end);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Drag { None, Camera, Band, Grab, Cancelled };
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    Drag dragFor(const QMouseEvent& event) const;
    void drag(const QMouseEvent& event);
    void dragCamera(const QPointF& step, const QMouseEvent& event);
    void cancelDrag();
    void wheel(const QWheelEvent& event);
    bool key(const QKeyEvent& event);
    bool axisKey(const QKeyEvent& event);
    bool turnOrZoomKey(const QKeyEvent& event);

    QWidget* m_surface;
    Camera* m_camera;
    MouseMode m_mode = MouseMode::Turn;
    std::function<bool(const QPointF&)> m_grab;
    QRubberBand* m_band;
    QPointF m_pressedAt;
    QPointF m_lastAt;
    Drag m_drag = Drag::None;
};

} // namespace mbtr::gui
