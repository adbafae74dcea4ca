#include "widgets/plots/curve_companions.h"

#include "widgets/plots/curve_plot.h"
#include "widgets/plots/plot_style.h"

#include <limits>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kMark = 10; // pixels
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

CurveCompanionsLayer::CurveCompanionsLayer(CurvePlot* plot)
    : QObject(plot)
    , m_plot(plot)
{
    QCustomPlot* canvas = plot->canvas();
    canvas->addLayer("companions", canvas->layer("main"), QCustomPlot::limBelow);
    connect(plot, &CurvePlot::shownChanged, this, &CurveCompanionsLayer::refresh);
    connect(plot, &CurvePlot::restyled, this, &CurveCompanionsLayer::refresh);
}

void CurveCompanionsLayer::setCompanions(CurveCompanions companions)
{
    if (m_used == 0 && companions.ghosts.empty() && companions.parts.empty() && companions.marks.empty())
        return;
    m_companions = std::move(companions);
    refresh();
}

bool CurveCompanionsLayer::isShown(int curve) const
{
    return curve < static_cast<int>(m_plot->curves().size())
        && m_plot->isShown(m_plot->curves()[static_cast<std::size_t>(curve)].name);
}

QCPCurve* CurveCompanionsLayer::next()
{
    if (m_used == m_curves.size()) {
        auto* curve = new QCPCurve(m_plot->canvas()->xAxis, m_plot->canvas()->yAxis);
        curve->setLayer("companions");
        curve->setSelectable(QCP::stNone);
        m_curves.append(curve);
    }
    QCPCurve* curve = m_curves[m_used++];
    curve->setVisible(true);
    curve->setBrush(Qt::NoBrush);
    return curve;
}

void CurveCompanionsLayer::drawPart(const CurveCompanions::Part& part, bool isGhost)
{
    const Curve& of = m_plot->curves()[static_cast<std::size_t>(part.curve)];
    if (part.y.size() != of.x.size())
        return;
    QCPCurve* curve = next();
    QVector<double> x(of.x.begin(), of.x.end()), y(part.y.begin(), part.y.end());
    const PlotStyle style = plotStyle(m_plot->palette(), m_plot->font());
    QColor color = isGhost ? blended(style.text, style.background, 0.5) : m_plot->colorOf(of.name);
    if (isGhost) {
        curve->setPen(QPen(color, 1));
    } else {
        x.prepend(of.x.front()), y.prepend(0);
        x.append(of.x.back()), y.append(0);
        curve->setPen(Qt::NoPen);
        color.setAlpha(style.dark ? 110 : 80);
        curve->setBrush(color);
    }
    curve->setData(x, y);
}

/// In one curve with gaps. The height is that of some pixels now: marks are drawn anew with the curves.
void CurveCompanionsLayer::drawMarks(const CurveCompanions::Marks& marks)
{
    const QCPAxis* axis = m_plot->canvas()->yAxis;
    const double foot = axis->range().lower;
    const double height = kMark * axis->range().size() / std::max(1, m_plot->plotArea().height());
    QVector<double> x, y;
    for (const double at : marks.x) {
        x << at << at << at;
        y << foot << foot + height << kNaN;
    }
    QCPCurve* curve = next();
    curve->setPen(QPen(m_plot->colorOf(m_plot->curves()[static_cast<std::size_t>(marks.curve)].name), 1.2));
    curve->setData(x, y);
}

void CurveCompanionsLayer::refresh()
{
    m_used = 0;
    for (const auto& ghost : m_companions.ghosts)
        if (isShown(ghost.curve))
            drawPart(ghost, true);
    for (const auto& part : m_companions.parts)
        if (isShown(part.curve))
            drawPart(part, false);
    for (const auto& marks : m_companions.marks)
        if (isShown(marks.curve))
            drawMarks(marks);
    for (int i = m_used; i < m_curves.size(); ++i)
        m_curves[i]->setVisible(false);
    m_plot->canvas()->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace mbtr::gui

#include "moc_curve_companions.cpp"
