#include "widgets/plots/curve_shades.h"

#include "widgets/plots/curve_plot.h"
#include "widgets/plots/plot_style.h"

#include <algorithm>
#include <qcustomplot.h>

namespace mbtr::gui {

CurveShades::CurveShades(CurvePlot* plot)
    : QObject(plot)
    , m_plot(plot)
{
    QCustomPlot* canvas = plot->canvas();
    canvas->addLayer("shades", canvas->layer("grid"), QCustomPlot::limBelow);
    connect(canvas->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurveShades::refresh);
    connect(plot, &CurvePlot::restyled, this, &CurveShades::refresh);
}

void CurveShades::setShades(const QList<CurveShade>& shades)
{
    if (shades == m_shades)
        return;
    m_shades = shades;
    refresh();
    m_plot->canvas()->replot(QCustomPlot::rpQueuedReplot);
}

void CurveShades::refresh()
{
    while (m_drawn.size() < m_shades.size()) {
        const Drawn drawn {new QCPItemRect(m_plot->canvas()), new QCPItemText(m_plot->canvas())};
        for (QCPItemPosition* corner : {drawn.area->topLeft, drawn.area->bottomRight, drawn.text->position})
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(drawn.area), static_cast<QCPAbstractItem*>(drawn.text)}) {
            item->setLayer("shades");
            item->setSelectable(false);
        }
        drawn.text->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
        m_drawn.append(drawn);
    }
    for (int i = 0; i < m_drawn.size(); ++i) {
        m_drawn[i].area->setVisible(false);
        m_drawn[i].text->setVisible(false);
        if (i < m_shades.size())
            draw(m_drawn[i], m_shades[i]);
    }
}

void CurveShades::draw(const Drawn& drawn, const CurveShade& shade)
{
    const QCPRange seen = m_plot->canvas()->xAxis->range();
    const double from = std::max(shade.from, seen.lower), to = std::min(shade.to, seen.upper);
    if (!(from < to))
        return;
    const PlotStyle style = plotStyle(m_plot->palette(), m_plot->font());
    QColor hatch = style.text;
    hatch.setAlpha(style.dark ? 70 : 55);
    drawn.area->setPen(Qt::NoPen);
    drawn.area->setBrush(QBrush(hatch, Qt::BDiagPattern));
    drawn.area->topLeft->setCoords(from, 0);
    drawn.area->bottomRight->setCoords(to, 1);
    drawn.area->setVisible(true);
    const QFontMetrics metrics(style.smallFont);
    const double width = std::abs(m_plot->canvas()->xAxis->coordToPixel(to) - m_plot->canvas()->xAxis->coordToPixel(from));
    drawn.text->setVisible(width > metrics.horizontalAdvance(shade.text) + 8);
    drawn.text->setText(shade.text);
    drawn.text->setFont(style.smallFont);
    drawn.text->setColor(blended(style.text, style.background, 0.25));
    drawn.text->setBrush(style.background);
    drawn.text->position->setCoords((from + to) / 2, 0.02);
}

} // namespace mbtr::gui

#include "moc_curve_shades.cpp"
