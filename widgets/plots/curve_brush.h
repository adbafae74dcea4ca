#pragma once

#include <QObject>
#include <QPointF>
#include <optional>

class QCPCurve;
class QCPItemRect;
class QKeyEvent;
class QMouseEvent;

namespace mbtr::gui {

class CurvePlot;

/// Points first..last of a curve of a plot.
struct CurveRange {
    int curve = 0;
    int first = 0;
    int last = 0;
    bool kept = true; ///< false: pointed at, gone with the cursor

    bool operator==(const CurveRange&) const = default;
};

/// Chooses points of a curve of a plot by hand: pointing shows one, a click keeps it, a drag keeps several, of the curve that it
/// begins on or else of the one that is highest there; where dragging is off only with Ctrl, and where it is on Ctrl zooms as the
/// plot else does. Keys: left and right move, with Shift extend, up and down go to the next curve, Escape forgets.
class CurveBrush : public QObject {
    Q_OBJECT

public:
    explicit CurveBrush(CurvePlot* plot);

    /// Do a plain drag and the arrow keys brush? Else they zoom and pan.
    void setDragging(bool on) { m_dragging = on; }
    /// What is drawn; chosen() tells of changes by hand only.
    void show(const std::optional<CurveRange>& range);
    const std::optional<CurveRange>& shown() const { return m_shown; }

signals:
    void chosen(const std::optional<mbtr::gui::CurveRange>& range);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    bool key(const QKeyEvent& event);
    void pointAt(const QPointF& pixel);
    void choose(const std::optional<CurveRange>& range);
    int pointNear(int curve, double pixel) const;
    std::optional<CurveRange> highest(double fromPixel, double toPixel) const;
    bool standsOut(const CurveRange& range) const;
    std::optional<CurveRange> under(const QPointF& pixel, double reach) const;
    CurveRange startOfKeys() const;
    void draw();
    void style();

    CurvePlot* m_plot;
    QCPItemRect* m_band; ///< the bins
    QCPCurve* m_filled; ///< the curve in them
    std::optional<CurveRange> m_shown;
    bool m_pressing = false;
    std::optional<CurveRange> m_pressed; ///< what a drag began on; nothing: the highest curve is meant
    std::optional<CurveRange> m_beforeClick; ///< what was shown before a click that may become a double one
    std::optional<CurveRange> m_before; ///< what was kept then
    QPointF m_pressedAt;
    bool m_dragging = true;
    bool m_moved = false;
};

} // namespace mbtr::gui
