#include "widgets/plots/point_plot.h"

#include "widgets/plots/plot_export.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kPointReach = 30; // pixels between the cursor and a point it means
constexpr std::array<QCPScatterStyle::ScatterShape, 4> kPointShapes {QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare,
                                                                     QCPScatterStyle::ssTriangle, QCPScatterStyle::ssDiamond};

constexpr double kDecades = 100; // a logarithmic axis over less has labels in even steps: powers of ten would be too few

void labelAxis(QCPAxis* axis)
{
    const bool powers = axis->scaleType() == QCPAxis::stLogarithmic && axis->range().upper > kDecades * axis->range().lower;
    if (powers != !axis->ticker().dynamicCast<QCPAxisTickerLog>().isNull())
        axis->setTicker(powers ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : makeTicker(Ticks::Free));
    axis->setNumberFormat(powers ? "gb" : "g");
    axis->setNumberPrecision(powers ? 0 : 6);
}

void setScale(QCPAxis* axis, Scale scale)
{
    axis->setScaleType(scale == Scale::Logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    labelAxis(axis);
}

bool canStand(const QCPAxis* axis, double value)
{
    return std::isfinite(value) && (axis->scaleType() == QCPAxis::stLinear || value > 0);
}

/// Smallest and largest with some room around.
QCPRange roomyRange(const QCPAxis* axis, double low, double high)
{
    if (axis->scaleType() == QCPAxis::stLogarithmic) {
        if (!(low <= high))
            return {1, 10};
        const double room = std::max(1.15, std::pow(high / low, 0.05));
        return {low / room, high * room};
    }
    if (!(low <= high))
        return {0, 1};
    const double room = high > low ? 0.05 * (high - low) : std::max(0.5, std::abs(low) * 0.01);
    return {low - room, high + room};
}

QString withUnit(const AxisText& axis, const QString& number)
{
    return QString("%1 = %2%3").arg(axis.label, number, axis.unit.isEmpty() ? "" : ' ' + axis.unit);
}

} // namespace

PointPlot::PointPlot(QWidget* parent)
    : Plot(parent)
    , m_legend(new QCPLegend)
    , m_tracer(new QCPItemTracer(canvas()))
{
    canvas()->plotLayout()->insertRow(1); // above the axes: covers no points
    canvas()->plotLayout()->addElement(1, 0, m_legend);
    m_legend->setLayer("legend");
    m_legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    m_legend->setColumnSpacing(12);
    for (QCPAxis* axis : {canvas()->xAxis, canvas()->yAxis})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [axis] { labelAxis(axis); });
    m_tracer->setLayer(cursorLayer());
    m_tracer->setStyle(QCPItemTracer::tsCircle);
    m_tracer->setSize(11);
    m_tracer->setBrush(Qt::NoBrush);
    m_tracer->setSelectable(false);
    m_tracer->setVisible(false);
    applyStyle();
    rebuild();
}

void PointPlot::setScales(Scale x, Scale y)
{
    setScale(canvas()->xAxis, x);
    setScale(canvas()->yAxis, y);
    reset();
}

void PointPlot::setMarkers(bool on)
{
    m_markers = on;
    restyle();
}

void PointPlot::setSeries(std::vector<PointSeries> series)
{
    const bool sameNames = std::equal(series.begin(), series.end(), m_series.begin(), m_series.end(),
                                      [](const PointSeries& a, const PointSeries& b) { return a.name == b.name; });
    m_series = std::move(series);
    forgetCursor();
    if (!sameNames)
        rebuild();
    fillGraphs();
    if (!isZoomed())
        fitRanges();
    replotSoon();
}

void PointPlot::rebuild()
{
    m_legend->clearItems();
    canvas()->clearGraphs();
    m_graphs.clear();
    for (const PointSeries& series : m_series) {
        QCPGraph* graph = canvas()->addGraph();
        graph->setName(series.name);
        graph->setAdaptiveSampling(true);
        graph->addToLegend(m_legend);
        m_graphs.append(graph);
    }
    m_legend->setVisible(m_series.size() > 1);
    restyle();
    m_legend->setMaximumSize(QWIDGETSIZE_MAX, m_series.size() > 1 ? m_legend->minimumOuterSizeHint().height() : 0);
}

void PointPlot::fillGraphs()
{
    for (int s = 0; s < m_graphs.size(); ++s) {
        const PointSeries& series = m_series[static_cast<std::size_t>(s)];
        QVector<QCPGraphData> points;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            if (canStand(canvas()->xAxis, series.x[i]) && canStand(canvas()->yAxis, series.y[i]))
                points.append({series.x[i], series.y[i]});
        m_graphs[s]->data()->set(points);
    }
}

void PointPlot::fitRanges()
{
    constexpr double infinite = std::numeric_limits<double>::infinity();
    double left = infinite, right = -infinite, low = infinite, high = -infinite;
    for (const QCPGraph* graph : m_graphs)
        for (const QCPGraphData& point : *graph->data()) {
            left = std::min(left, point.key);
            right = std::max(right, point.key);
            low = std::min(low, point.value);
            high = std::max(high, point.value);
        }
    canvas()->xAxis->setRange(roomyRange(canvas()->xAxis, left, right));
    canvas()->yAxis->setRange(roomyRange(canvas()->yAxis, low, high));
}

QString PointPlot::readoutAt(const QPointF& point, const QPointF& pixel)
{
    double smallest = kPointReach * kPointReach;
    QString text = withUnit(xText(), xNumber(point.x())) + ",  " + withUnit(yText(), yNumber(point.y()));
    m_tracer->setVisible(false);
    for (const QCPGraph* graph : m_graphs)
        for (const QCPGraphData& dot : *graph->data()) {
            const QPointF d = graph->coordsToPixels(dot.key, dot.value) - pixel;
            if (const double squared = QPointF::dotProduct(d, d); squared < smallest) {
                smallest = squared;
                m_tracer->setVisible(true);
                m_tracer->position->setCoords(dot.key, dot.value);
                text
                    = graph->name() + ":  " + withUnit(xText(), xNumber(dot.key)) + ",  " + withUnit(yText(), yNumber(dot.value));
            }
        }
    cursorLayer()->replot();
    return text;
}

void PointPlot::forgetCursor()
{
    if (!m_tracer->visible())
        return;
    m_tracer->setVisible(false);
    cursorLayer()->replot();
}

void PointPlot::restyle()
{
    styleLegend(*m_legend, style());
    for (int i = 0; i < m_graphs.size(); ++i) {
        QPen pen = seriesPen(i, style());
        if (isStale())
            pen.setColor(greyed(pen.color(), style()));
        m_graphs[i]->setPen(pen);
        const QPen edge(pen.color(), 1);
        m_graphs[i]->setScatterStyle(m_markers ? QCPScatterStyle(kPointShapes[static_cast<std::size_t>(i) % kPointShapes.size()],
                                                                 edge, QBrush(pen.color()), 6)
                                               : QCPScatterStyle());
    }
    m_tracer->setPen(QPen(style().text, 1.5));
    replotSoon();
}

QString PointPlot::csv() const
{
    QString text = csvCell(tr("series")) + ',' + csvCell(xText().text()) + ',' + csvCell(yText().text()) + '\n';
    for (const QCPGraph* graph : m_graphs)
        for (const QCPGraphData& point : *graph->data())
            if (canvas()->xAxis->range().contains(point.key) && canvas()->yAxis->range().contains(point.value))
                text += csvCell(graph->name()) + ',' + csvNumber(point.key) + ',' + csvNumber(point.value) + '\n';
    return text;
}

} // namespace mbtr::gui
