#pragma once

#include "widgets/plots/plot_style.h"
#include "widgets/plots/plot_ticks.h"

#include <QRectF>
#include <QWidget>
#include <optional>
#include <string>

class QCPAxis;
class QCPItemStraightLine;
class QCPLayer;
class QCPTextElement;
class QCustomPlot;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace mbtr::gui {

/// What an axis shows: label "1/d", unit "angstrom^-1" as shown on screen; empty = a pure number.
struct AxisText {
    QString label;
    QString unit;
    Ticks ticks = Ticks::Free;
    /// "1/d (Å⁻¹)"
    QString text() const { return unit.isEmpty() ? label : label + QStringLiteral(" (") + unit + QLatin1Char(')'); }

    bool operator==(const AxisText&) const = default;
};

inline constexpr char kPlotOrigin[] = "plotOrigin";
inline constexpr char kPlotCommand[] = "plotCommand";
inline constexpr char kPlotGroup[] = "plotGroup";

/// What all plots have in common: a read-out of the value at the cursor, mouse (drag = zoom, Shift + drag = pan,
/// wheel = zoom at the cursor, double click = reset), keyboard (arrows, + and -, Home), a menu with copies and exports.
/// An exported picture shows what the screen shows, and says what it was made from: the property kPlotOrigin of the plot or of
/// the nearest widget around it. kPlotCommand likewise is what "Copy command" copies. Plots with equal x axes inside one widget
/// that has the property kPlotGroup share a cross-hair.
class Plot : public QWidget {
    Q_OBJECT

public:
    explicit Plot(QWidget* parent = nullptr);
    ~Plot() override;

    void setTitle(const QString& title);
    QString title() const;
    void setAxes(const AxisText& x, const AxisText& y);
    const AxisText& xText() const { return m_x; }
    const AxisText& yText() const { return m_y; }
    /// Greys what is shown: it belongs to older settings.
    void setStale(bool stale);
    bool isStale() const { return m_stale; }

    /// Where it makes sense: offersLogarithm().
    void setLogarithmic(bool on);
    /// A vertical line at x, in axis units; nothing: none.
    void showCrossHair(std::optional<double> x);
    bool showsCrossHair() const;

    /// The text at the top right: values under the cursor; empty where the cursor is elsewhere.
    QString readout() const;
    /// Visible part of the plane, in axis units.
    QRectF visibleRange() const;
    /// With as many digits as tell values apart in the range that is shown.
    QString xNumber(double value, int least = 4) const;
    QString yNumber(double value, int least = 4) const;
    bool isZoomed() const { return m_zoomed; }
    /// The axis rectangle, in pixels of canvas().
    QRect plotArea() const;
    QCustomPlot* canvas() const { return m_canvas; }

    /// Tabular text of what is visible; numbers with a dot. Units stand in the header.
    virtual QString csv() const = 0;
    /// By suffix: .png (at twice the screen's resolution), .svg, .pdf, .csv. Written whole or not at all. Throws FileError.
    void writeTo(const QString& path);

public slots:
    /// Everything in view again.
    void reset();
    void copyPicture();
    void copyData();
    void copyCommand();
    void saveAs();

signals:
    /// A file could not be written: one sentence.
    void failed(const QString& problem);

protected:
    /// Sets the ranges so that everything is in view.
    virtual void fitRanges() = 0;
    /// At a point of the plane; pixel: the same on the canvas.
    virtual QString readoutAt(const QPointF& point, const QPointF& pixel) = 0;
    /// The cursor has left the axes.
    virtual void forgetCursor() { }
    /// Do the values stand on zero, so that zooming keeps it in sight?
    virtual bool standsOnZero() const { return false; }
    /// Can the values be shown on a logarithmic axis?
    virtual bool offersLogarithm() const { return false; }
    virtual void clickedAt(const QPointF& /*pixel*/) { }
    /// Colours and fonts of what the subclass shows; called after every change of palette, font or staleness.
    virtual void restyle() { }
    virtual void addActionsTo(QMenu& /*menu*/) { }
    /// What is beside the canvas on the screen has to be part of the exported picture.
    virtual QSize exportSize() const;
    virtual void beginExport() { }
    virtual void endExport() { }

    const PlotStyle& style() const { return m_style; }
    QHBoxLayout* row() const { return m_row; }
    /// Drawn apart from the rest, so that moving a marker does not repaint the data.
    QCPLayer* cursorLayer() const;
    void labelAxes();
    void applyStyle();
    void replotSoon();

    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void connectMouse();
    QString inherited(const char* property) const;
    void showMenu(const QPoint& place);
    void shareCursor(std::optional<double> x);
    void hideCursor();
    void startDrag(Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers, const QPoint& position);
    void zoomTo(const QRect& pixels);
    void zoomBy(double factor);
    void zoomByWheel(const QWheelEvent& event);
    static constexpr double kWheelFactor = 0.85; ///< of the range, for a step of the wheel
    bool keepsZero() const { return standsOnZero() && !m_logarithmic; }
    void keepInSight(QCPAxis* axis, QPointF& full);
    void panBy(double x, double y);
    void moveCursor(const QPointF& pixel);
    void showReadout(const QString& text);
    void placeReadout();
    void spaceTicks();

    QCustomPlot* m_canvas;
    QCPTextElement* m_title;
    QLabel* m_readout;
    QToolButton* m_menuButton;
    QCPItemStraightLine* m_crossHair;
    QHBoxLayout* m_row;
    AxisText m_x, m_y;
    PlotStyle m_style;
    QPoint m_pressed;
    QPointF m_fullX, m_fullY; ///< lower and upper end of the axes while all is in view
    bool m_stale = false;
    bool m_logarithmic = false;
    bool m_zoomed = false;
    bool m_styling = false;
};

} // namespace mbtr::gui
