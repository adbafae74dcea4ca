// What a Plot shows at the cursor: the read-out and the cross-hair.
#include "widgets/plots/plot.h"

#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <qcustomplot.h>

namespace mbtr::gui {

void Plot::moveCursor(const QPointF& pixel)
{
    if (!plotArea().contains(pixel.toPoint())) {
        hideCursor();
        return showReadout({});
    }
    const QPointF point(m_canvas->xAxis->pixelToCoord(pixel.x()), m_canvas->yAxis->pixelToCoord(pixel.y()));
    shareCursor(point.x());
    showReadout(readoutAt(point, pixel));
}

/// Also with the plots of the same group and axis.
void Plot::shareCursor(std::optional<double> x)
{
    showCrossHair(x);
    const QWidget* group = parentWidget();
    while (group && !group->property(kPlotGroup).isValid())
        group = group->parentWidget();
    if (!group)
        return;
    for (Plot* plot : group->findChildren<Plot*>())
        if (plot != this && plot->m_x == m_x && plot->isVisible())
            plot->showCrossHair(x);
}

void Plot::hideCursor()
{
    forgetCursor();
    shareCursor({});
}

void Plot::showCrossHair(std::optional<double> x)
{
    if (!x && !m_crossHair->visible())
        return;
    m_crossHair->setVisible(x.has_value());
    m_crossHair->point1->setCoords(x.value_or(0), 1);
    m_crossHair->point2->setCoords(x.value_or(0), 2);
    cursorLayer()->replot();
}

bool Plot::showsCrossHair() const
{
    return m_crossHair->visible();
}

void Plot::showReadout(const QString& text)
{
    m_readout->setText(text);
    m_readout->setVisible(!text.isEmpty());
    placeReadout();
}

void Plot::placeReadout()
{
    m_readout->adjustSize();
    const int right = m_canvas->width() - m_menuButton->width() - 2;
    m_menuButton->move(right, 1);
    m_readout->move(std::max(0, right - m_readout->width() - 2), 2);
}

QString Plot::readout() const
{
    return m_readout->isHidden() ? QString() : m_readout->text();
}

} // namespace mbtr::gui
