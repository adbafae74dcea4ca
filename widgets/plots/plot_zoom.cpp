// How a Plot zooms and pans.
#include "widgets/plots/plot.h"

#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr int kSmallestZoom = 6; // pixels; a thinner rectangle zooms along its long side only

} // namespace

/// The axis rectangle zooms too: where zero stays, along x only.
void Plot::zoomByWheel(const QWheelEvent& event)
{
    m_zoomed = true;
    m_canvas->axisRect()->setRangeZoom(keepsZero() ? Qt::Horizontal : Qt::Horizontal | Qt::Vertical);
    if (keepsZero() && plotArea().contains(event.position().toPoint()))
        m_canvas->yAxis->scaleRange(std::pow(kWheelFactor, event.angleDelta().y() / 120.0), 0);
}

/// However far one zooms and pans, the middle of the view stays inside of what was in view at first, which it shows at most at a
/// quarter of its size.
void Plot::keepInSight(QCPAxis* axis, QPointF& full)
{
    const QCPRange range = axis->range();
    if (!m_zoomed) {
        full = {range.lower, range.upper};
        return;
    }
    if (axis->scaleType() == QCPAxis::stLogarithmic || !(full.x() < full.y()))
        return;
    const double size = std::min(range.size(), 4 * (full.y() - full.x()));
    const double centre = std::clamp(range.center(), full.x(), full.y());
    if (size < range.size() || std::abs(centre - range.center()) > 1e-9 * size)
        axis->setRange(centre - size / 2, centre + size / 2);
}

void Plot::zoomTo(const QRect& pixels)
{
    const QRect inside = pixels.normalized() & plotArea();
    const bool wide = inside.width() >= kSmallestZoom;
    const bool high = inside.height() >= kSmallestZoom;
    if (!wide && !high)
        return;
    const auto zoom = [](QCPAxis* axis, int a, int b) {
        const double x = axis->pixelToCoord(a);
        const double y = axis->pixelToCoord(b);
        axis->setRange(std::min(x, y), std::max(x, y));
    };
    m_zoomed = true;
    if (wide)
        zoom(m_canvas->xAxis, inside.left(), inside.right());
    if (high)
        zoom(m_canvas->yAxis, inside.top(), inside.bottom());
    if (high && keepsZero())
        m_canvas->yAxis->setRange(std::min(0.0, m_canvas->yAxis->range().lower), std::max(0.0, m_canvas->yAxis->range().upper));
    replotSoon();
}

void Plot::zoomBy(double factor)
{
    m_zoomed = true;
    m_canvas->xAxis->scaleRange(factor);
    m_canvas->yAxis->scaleRange(factor, keepsZero() ? 0 : m_canvas->yAxis->range().center());
    replotSoon();
}

void Plot::panBy(double x, double y)
{
    const auto move
        = [](QCPAxis* axis, double share) { axis->moveRange(share * axis->range().size() * (axis->rangeReversed() ? -1 : 1)); };
    m_zoomed = true;
    move(m_canvas->xAxis, x);
    move(m_canvas->yAxis, y);
    replotSoon();
}

} // namespace mbtr::gui
