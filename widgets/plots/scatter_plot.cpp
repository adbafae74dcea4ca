#include "widgets/plots/scatter_plot.h"

#include "widgets/plots/plot_export.h"

#include <QMenu>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <qcustomplot.h>
#include <utility>

namespace mbtr::gui {

namespace {

constexpr double kDotReach = 12; // pixels between the cursor and a point it means
constexpr std::array<QCPScatterStyle::ScatterShape, 4> kDotShapes {QCPScatterStyle::ssCircle, QCPScatterStyle::ssTriangle,
                                                                   QCPScatterStyle::ssSquare, QCPScatterStyle::ssDiamond};
constexpr std::array<double, 4> kDotSizes {5, 6.5, 5, 6.5};

QSharedPointer<QCPGraphDataContainer> containerOf(const ScatterSeries& series)
{
    QVector<QCPGraphData> points;
    points.reserve(static_cast<int>(series.x.size()));
    for (std::size_t i = 0; i < series.x.size(); ++i)
        points.append({series.x[i], series.y[i]});
    auto container = QSharedPointer<QCPGraphDataContainer>::create();
    container->set(points); // sorts by x; indices are those of m_series everywhere else
    return container;
}

QCPScatterStyle markerOf(int series, const PlotStyle& style, bool stale)
{
    const auto i = static_cast<std::size_t>(series) % kDotShapes.size();
    QColor color = seriesPen(series, style).color();
    if (stale)
        color = greyed(color, style);
    QColor fill = color;
    fill.setAlphaF(0.45f);
    return {kDotShapes[i], QPen(color, 1), QBrush(fill), kDotSizes[i]};
}

QCPItemTracer* makeRing(QCustomPlot* canvas, QCPLayer* layer, double size)
{
    auto* ring = new QCPItemTracer(canvas);
    ring->setLayer(layer);
    ring->setStyle(QCPItemTracer::tsCircle);
    ring->setSize(size);
    ring->setBrush(Qt::NoBrush);
    ring->setSelectable(false);
    ring->setVisible(false);
    return ring;
}

} // namespace

ScatterPlot::ScatterPlot(QWidget* parent)
    : Plot(parent)
    , m_legend(new QCPLegend)
    , m_diagonal(new QCPItemStraightLine(canvas()))
    , m_currentRing(makeRing(canvas(), cursorLayer(), 15))
    , m_hoverRing(makeRing(canvas(), cursorLayer(), 11))
{
    canvas()->plotLayout()->insertRow(1); // above the axes: covers no points
    canvas()->plotLayout()->addElement(1, 0, m_legend);
    m_legend->setLayer("legend");
    m_legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    m_legend->setColumnSpacing(12);
    m_diagonal->point1->setCoords(0, 0);
    m_diagonal->point2->setCoords(1, 1);
    m_diagonal->setSelectable(false);
    m_diagonal->setLayer("grid");
    connect(canvas(), &QCustomPlot::afterReplot, this, [this] {
        if (!std::exchange(m_measured, true)) // now the margins for the labels are known
            makeSquare();
    });
    applyStyle();
    rebuild();
}

void ScatterPlot::setSeries(std::vector<ScatterSeries> series)
{
    m_series = std::move(series);
    m_current = {};
    rebuild();
    m_measured = false;
    reset();
}

void ScatterPlot::rebuild()
{
    m_legend->clearItems();
    canvas()->clearGraphs();
    m_graphs.clear();
    for (const ScatterSeries& series : m_series) {
        QCPGraph* graph = canvas()->addGraph();
        graph->setName(tr("%1 (%2)").arg(series.name).arg(series.x.size()));
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setAdaptiveSampling(true);
        graph->setData(containerOf(series));
        graph->addToLegend(m_legend);
        m_graphs.append(graph);
    }
    m_legend->setVisible(!m_series.empty());
    m_diagonal->setVisible(!m_series.empty());
    for (QCPItemTracer* tracer : {m_currentRing, m_hoverRing})
        tracer->setVisible(false);
    m_legend->setMaximumSize(QWIDGETSIZE_MAX, m_legend->minimumOuterSizeHint().height());
    restyle();
}

void ScatterPlot::setCurrent(int series, int index)
{
    m_current = {series, index};
    ring(*m_currentRing, m_current);
    cursorLayer()->replot();
}

void ScatterPlot::ring(QCPItemTracer& tracer, const Hit& hit)
{
    const bool known = hit.series >= 0 && hit.series < static_cast<int>(m_series.size()) && hit.index >= 0
        && hit.index < static_cast<int>(m_series[static_cast<std::size_t>(hit.series)].x.size());
    tracer.setVisible(known && isShown(hit.series));
    if (!known)
        return;
    const ScatterSeries& series = m_series[static_cast<std::size_t>(hit.series)];
    tracer.position->setCoords(series.x[static_cast<std::size_t>(hit.index)], series.y[static_cast<std::size_t>(hit.index)]);
}

bool ScatterPlot::isShown(int series) const
{
    return series >= 0 && series < m_graphs.size() && m_graphs[series]->visible();
}

void ScatterPlot::setShown(int series, bool shown)
{
    m_graphs[series]->setVisible(shown);
    m_legend->itemWithPlottable(m_graphs[series])->setTextColor(shown ? style().text : greyed(style().text, style()));
    ring(*m_currentRing, m_current);
    replotSoon();
}

QPointF ScatterPlot::pixelOf(int series, int index) const
{
    const ScatterSeries& s = m_series[static_cast<std::size_t>(series)];
    return {canvas()->xAxis->coordToPixel(s.x[static_cast<std::size_t>(index)]),
            canvas()->yAxis->coordToPixel(s.y[static_cast<std::size_t>(index)])};
}

ScatterPlot::Hit ScatterPlot::nearest(const QPointF& pixel) const
{
    Hit hit;
    double smallest = kDotReach * kDotReach;
    for (int s = static_cast<int>(m_series.size()) - 1; s >= 0; --s) {
        for (int i = 0; i < static_cast<int>(m_series[static_cast<std::size_t>(s)].x.size()) && isShown(s); ++i) {
            const QPointF d = pixelOf(s, i) - pixel;
            const double squared = QPointF::dotProduct(d, d);
            if (squared < smallest) {
                smallest = squared;
                hit = {s, i};
            }
        }
    }
    return hit;
}

QString ScatterPlot::readoutAt(const QPointF& point, const QPointF& pixel)
{
    const Hit hit = nearest(pixel);
    ring(*m_hoverRing, hit);
    cursorLayer()->replot();
    const QString unit = yText().unit.isEmpty() ? QString() : ' ' + yText().unit;
    if (hit.series < 0)
        return tr("%1 = %2%5,  %3 = %4%5").arg(xText().label, xNumber(point.x(), 6), yText().label, yNumber(point.y(), 6), unit);
    const ScatterSeries& series = m_series[static_cast<std::size_t>(hit.series)];
    const auto i = static_cast<std::size_t>(hit.index);
    const QString name = hit.index < series.names.size() ? series.names[hit.index] : QString::number(hit.index);
    return tr("%1 (%2):  %3,  %4 = %5%6,  error %7%6")
        .arg(name, series.name, xText().label + " = " + xNumber(series.x[i], 6), yText().label, yNumber(series.y[i], 6), unit,
             QString::number(series.y[i] - series.x[i], 'g', 3));
}

void ScatterPlot::forgetCursor()
{
    if (!m_hoverRing->visible())
        return;
    m_hoverRing->setVisible(false);
    cursorLayer()->replot();
}

void ScatterPlot::clickedAt(const QPointF& pixel)
{
    const Hit hit = nearest(pixel);
    if (hit.series >= 0)
        emit pointClicked(hit.series, hit.index);
}

void ScatterPlot::fitRanges()
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (std::size_t s = 0; s < m_series.size(); ++s)
        for (const auto* values : {&m_series[s].x, &m_series[s].y})
            for (double value : *values)
                if (std::isfinite(value) && isShown(static_cast<int>(s))) {
                    low = std::min(low, value);
                    high = std::max(high, value);
                }
    if (!(low <= high))
        low = 0, high = 1;
    const double margin = high > low ? 0.04 * (high - low) : std::max(0.5, std::abs(low) * 0.01);
    canvas()->xAxis->setRange(low - margin, high + margin);
    canvas()->yAxis->setRange(low - margin, high + margin);
}

void ScatterPlot::restyle()
{
    styleLegend(*m_legend, style());
    for (int i = 0; i < m_graphs.size(); ++i)
        m_graphs[i]->setScatterStyle(markerOf(i, style(), isStale()));
    m_diagonal->setPen(QPen(style().muted, 1, Qt::DashLine));
    m_currentRing->setPen(QPen(style().text, 2));
    m_hoverRing->setPen(QPen(style().text, 1));
    makeSquare();
}

void ScatterPlot::addActionsTo(QMenu& menu)
{
    for (int i = 0; i < m_graphs.size(); ++i) {
        QAction* action = menu.addAction(tr("Show %1").arg(m_series[static_cast<std::size_t>(i)].name));
        action->setCheckable(true);
        action->setChecked(isShown(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) { setShown(i, shown); });
    }
    menu.addSeparator();
}

void ScatterPlot::resizeEvent(QResizeEvent* event)
{
    Plot::resizeEvent(event);
    m_measured = false;
    makeSquare();
}

// Equal axes: what is left over beside (or below) a square becomes margin.
void ScatterPlot::makeSquare()
{
    QCPAxisRect* rect = canvas()->axisRect();
    const QMargins labels = rect->margins();
    const int above = QFontMetrics(style().font).height() + QFontMetrics(style().smallFont).height() + 18; // title and legend
    const int width = canvas()->width() - labels.left() - labels.right();
    const int height = canvas()->height() - labels.top() - labels.bottom() - above;
    const int extraWidth = std::max(0, width - height);
    const int extraHeight = std::max(0, height - width);
    canvas()->plotLayout()->setMargins({extraWidth / 2, 0, extraWidth - extraWidth / 2, extraHeight});
    replotSoon();
}

QString ScatterPlot::csv() const
{
    const QRectF range = visibleRange();
    QString text = csvCell(tr("series")) + ',' + csvCell(tr("name")) + ',' + csvCell(xText().text()) + ','
        + csvCell(yText().text()) + '\n';
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        const ScatterSeries& series = m_series[s];
        for (std::size_t i = 0; i < series.x.size() && isShown(static_cast<int>(s)); ++i) {
            if (!range.contains(series.x[i], series.y[i]))
                continue;
            const QString name = static_cast<int>(i) < series.names.size() ? series.names[static_cast<int>(i)] : QString();
            text += csvCell(series.name) + ',' + csvCell(name) + ',' + csvNumber(series.x[i]) + ',' + csvNumber(series.y[i])
                + '\n';
        }
    }
    return text;
}

} // namespace mbtr::gui
