#include "widgets/plots/curve_brush.h"

#include "widgets/plots/curve_plot.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <qcustomplot.h>
#include <utility>

namespace mbtr::gui {

namespace {

constexpr double kBrushReach = 30; // pixels between the cursor and the curve it points at
constexpr double kOnCurve = 8; // pixels between a press and the curve it is on
constexpr double kTie = 3; // pixels: of curves as near as that the higher one is meant
constexpr double kNothing = 1e-9; // of the highest value: no tuple is there
const QColor kColor(240, 150, 0); // as tuples are highlighted in 3-D

/// Half the way to the neighbour; x ascending.
double edgeBefore(const std::vector<double>& x, int point)
{
    const auto i = static_cast<std::size_t>(point);
    if (x.size() < 2)
        return x[i] - 0.5;
    return i > 0 ? (x[i - 1] + x[i]) / 2 : x[0] - (x[1] - x[0]) / 2;
}

double edgeAfter(const std::vector<double>& x, int point)
{
    const auto i = static_cast<std::size_t>(point);
    if (x.size() < 2)
        return x[i] + 0.5;
    return i + 1 < x.size() ? (x[i] + x[i + 1]) / 2 : x[i] + (x[i] - x[i - 1]) / 2;
}

double largestOf(const std::vector<double>& y)
{
    double largest = 0;
    for (const double value : y)
        largest = std::max(largest, std::abs(value));
    return largest;
}

} // namespace

CurveBrush::CurveBrush(CurvePlot* plot)
    : QObject(plot)
    , m_plot(plot)
    , m_band(new QCPItemRect(plot->canvas()))
    , m_filled(new QCPCurve(plot->canvas()->xAxis, plot->canvas()->yAxis))
{
    QCustomPlot* canvas = plot->canvas();
    canvas->addLayer("brush", canvas->layer("grid"), QCustomPlot::limAbove);
    canvas->layer("brush")->setMode(QCPLayer::lmBuffered);
    m_band->setLayer("brush");
    m_band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_band->setClipToAxisRect(true);
    m_band->setSelectable(false);
    m_filled->setLayer("brush");
    m_filled->setSelectable(QCP::stNone);
    m_filled->setPen(Qt::NoPen);
    style();
    draw();
    canvas->installEventFilter(this); // the last one installed is asked first: before the plot's own mouse
    plot->installEventFilter(this);
}

void CurveBrush::style()
{
    QColor band = kColor;
    const bool kept = !m_shown || m_shown->kept;
    band.setAlpha(kept ? 46 : 26);
    QColor edge = kColor;
    edge.setAlpha(kept ? 190 : 90);
    QColor filled = kColor;
    filled.setAlpha(kept ? 150 : 100);
    m_band->setBrush(band);
    m_band->setPen(QPen(edge, 1));
    m_filled->setBrush(filled);
}

void CurveBrush::show(const std::optional<CurveRange>& range)
{
    m_shown = range;
    style();
    draw();
}

void CurveBrush::draw()
{
    const bool there = m_shown && m_shown->curve < static_cast<int>(m_plot->curves().size())
        && m_shown->last < static_cast<int>(m_plot->curves()[static_cast<std::size_t>(m_shown->curve)].x.size());
    m_band->setVisible(there);
    m_filled->setVisible(there);
    if (there) {
        const Curve& curve = m_plot->curves()[static_cast<std::size_t>(m_shown->curve)];
        const double left = edgeBefore(curve.x, m_shown->first), right = edgeAfter(curve.x, m_shown->last);
        m_band->topLeft->setCoords(left, 0);
        m_band->bottomRight->setCoords(right, 1);
        QVector<double> x {left}, y {0};
        for (int i = m_shown->first; i <= m_shown->last; ++i) { // a step a bin: the area is what adds up
            const double value = curve.y[static_cast<std::size_t>(i)];
            x << edgeBefore(curve.x, i) << edgeAfter(curve.x, i);
            y << value << value;
        }
        x << right;
        y << 0;
        m_filled->setData(x, y);
    }
    m_plot->canvas()->layer("brush")->replot();
}

void CurveBrush::choose(const std::optional<CurveRange>& range)
{
    if (range == m_shown)
        return;
    show(range);
    emit chosen(range);
}

int CurveBrush::pointNear(int curve, double pixel) const
{
    const auto& x = m_plot->curves()[static_cast<std::size_t>(curve)].x;
    const double at = m_plot->canvas()->xAxis->pixelToCoord(pixel);
    const auto right = std::lower_bound(x.begin(), x.end(), at);
    int point = static_cast<int>(right - x.begin());
    if (point == static_cast<int>(x.size()) || (point > 0 && at < edgeBefore(x, point)))
        --point;
    return point;
}

std::optional<CurveRange> CurveBrush::under(const QPointF& pixel, double reach) const
{
    std::optional<CurveRange> found;
    double nearest = reach, height = 0;
    for (int c = 0; c < static_cast<int>(m_plot->curves().size()); ++c) {
        const Curve& curve = m_plot->curves()[static_cast<std::size_t>(c)];
        if (curve.x.empty() || !m_plot->isShown(curve.name))
            continue;
        const int point = pointNear(c, pixel.x());
        const double y = curve.y[static_cast<std::size_t>(point)];
        const double distance = std::abs(m_plot->canvas()->yAxis->coordToPixel(y) - pixel.y());
        const bool higher = std::abs(y) > height;
        if (std::abs(y) <= kNothing * largestOf(curve.y) || distance > nearest + kTie
            || (distance > nearest - kTie && !higher && found))
            continue;
        nearest = std::min(nearest, distance);
        height = std::abs(y);
        found = CurveRange {c, point, point, false};
    }
    return found;
}

/// Of the curves that are shown, the one with the highest value between two places.
std::optional<CurveRange> CurveBrush::highest(double fromPixel, double toPixel) const
{
    std::optional<CurveRange> found;
    double height = 0;
    for (int c = 0; c < static_cast<int>(m_plot->curves().size()); ++c) {
        const Curve& curve = m_plot->curves()[static_cast<std::size_t>(c)];
        if (curve.x.empty() || !m_plot->isShown(curve.name))
            continue;
        const auto [first, last] = std::minmax({pointNear(c, fromPixel), pointNear(c, toPixel)});
        const double largest = largestOf({curve.y.begin() + first, curve.y.begin() + last + 1});
        if (largest <= height || largest <= kNothing * largestOf(curve.y))
            continue;
        height = largest;
        found = CurveRange {c, first, last, true};
    }
    return found;
}

/// Can a hand have meant it? Many curves lie on the axis.
bool CurveBrush::standsOut(const CurveRange& range) const
{
    const QCPAxis* axis = m_plot->canvas()->yAxis;
    const double y = m_plot->curves()[static_cast<std::size_t>(range.curve)].y[static_cast<std::size_t>(range.first)];
    return std::abs(axis->coordToPixel(y) - axis->coordToPixel(0)) > kOnCurve;
}

bool CurveBrush::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_plot)
        return event->type() == QEvent::KeyPress && key(*static_cast<QKeyEvent*>(event));
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonDblClick: // the first click of it is none: the plot is reset, what was kept stays
        if (!m_moved)
            choose(m_beforeClick);
        return false;
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent*>(event));
    case QEvent::Leave:
        if (m_shown && !m_shown->kept)
            choose(std::nullopt);
        return false;
    default:
        return false;
    }
}

bool CurveBrush::press(const QMouseEvent& event)
{
    const bool wanted = m_dragging != event.modifiers().testFlag(Qt::ControlModifier) && !(event.modifiers() & Qt::ShiftModifier);
    if (event.button() != Qt::LeftButton || !wanted || !m_plot->plotArea().contains(event.pos()) || m_plot->curves().empty())
        return false;
    m_pressing = true;
    m_pressed = under(event.position(), kOnCurve);
    if (m_pressed && !standsOut(*m_pressed))
        m_pressed.reset();
    m_plot->setFocus(Qt::MouseFocusReason);
    m_before = m_shown && m_shown->kept ? m_shown : std::nullopt;
    m_beforeClick = m_before;
    m_pressedAt = event.position();
    m_moved = false;
    return true;
}

bool CurveBrush::move(const QMouseEvent& event)
{
    if (!m_pressing) {
        if (event.buttons() == Qt::NoButton)
            pointAt(event.position());
        return false; // the plot shows its read-out
    }
    m_moved = m_moved || (event.position() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (m_moved && m_pressed) {
        const int point = pointNear(m_pressed->curve, event.position().x());
        choose(CurveRange {m_pressed->curve, std::min(m_pressed->first, point), std::max(m_pressed->first, point), true});
    } else if (m_moved) {
        if (const auto range = highest(m_pressedAt.x(), event.position().x()))
            choose(range);
    }
    return true;
}

/// A click keeps what it points at, a second one on it lets go.
bool CurveBrush::release(const QMouseEvent& event)
{
    if (!m_pressing || event.button() != Qt::LeftButton)
        return false;
    m_pressing = false;
    auto start = std::exchange(m_pressed, std::nullopt);
    if (m_moved)
        return true;
    if (!start)
        start = highest(m_pressedAt.x(), m_pressedAt.x());
    const bool again = start && m_before && m_before->curve == start->curve && m_before->first <= start->first
        && start->last <= m_before->last;
    if (again || !start)
        choose(std::nullopt);
    else
        choose(CurveRange {start->curve, start->first, start->last, true});
    return true;
}

void CurveBrush::pointAt(const QPointF& pixel)
{
    if (m_shown && m_shown->kept)
        return;
    choose(m_plot->plotArea().contains(pixel.toPoint()) ? under(pixel, kBrushReach) : std::nullopt);
}

/// The highest point of the first curve that is shown.
CurveRange CurveBrush::startOfKeys() const
{
    for (int c = 0; c < static_cast<int>(m_plot->curves().size()); ++c) {
        const Curve& curve = m_plot->curves()[static_cast<std::size_t>(c)];
        if (curve.y.empty() || !m_plot->isShown(curve.name))
            continue;
        const int top = static_cast<int>(std::max_element(curve.y.begin(), curve.y.end()) - curve.y.begin());
        return {c, top, top, true};
    }
    return {};
}

bool CurveBrush::key(const QKeyEvent& event)
{
    if (event.key() == Qt::Key_Escape && m_shown) {
        choose(std::nullopt);
        return true;
    }
    const bool sideways = event.key() == Qt::Key_Left || event.key() == Qt::Key_Right;
    const bool between = event.key() == Qt::Key_Up || event.key() == Qt::Key_Down;
    if (!m_dragging || (!sideways && !between) || m_plot->curves().empty())
        return false;
    CurveRange range = m_shown.value_or(startOfKeys());
    const int by = event.key() == Qt::Key_Left || event.key() == Qt::Key_Up ? -1 : 1;
    const int curves = static_cast<int>(m_plot->curves().size());
    if (m_shown && between)
        do
            range.curve = (range.curve + by + curves) % curves;
        while (range.curve != m_shown->curve && !m_plot->isShown(m_plot->curves()[static_cast<std::size_t>(range.curve)].name));
    const int points = static_cast<int>(m_plot->curves()[static_cast<std::size_t>(range.curve)].x.size());
    if (m_shown && sideways) {
        const int more = range.last - range.first;
        if (event.modifiers() & Qt::ShiftModifier) {
            range.last = std::clamp(range.last + by, range.first, points - 1);
        } else {
            range.first = std::clamp(range.first + by, 0, points - 1 - more);
            range.last = range.first + more;
        }
    }
    range.kept = true;
    choose(range);
    return true;
}

} // namespace mbtr::gui

#include "moc_curve_brush.cpp"
