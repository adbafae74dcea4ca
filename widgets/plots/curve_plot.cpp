#include "widgets/plots/curve_plot.h"

#include "widgets/plots/curve_legend.h"
#include "widgets/plots/plot_export.h"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kHeadroom = 1.05;
constexpr double kSameDistance = 3; // pixels: of curves as near as that the higher one is read

bool sameNames(const std::vector<Curve>& a, const std::vector<Curve>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Curve& x, const Curve& y) {
        return x.name == y.name && x.bandHalfWidth.empty() == y.bandHalfWidth.empty();
    });
}

/// y + sign * bandHalfWidth; sign = 0: y
QSharedPointer<QCPGraphDataContainer> containerOf(const Curve& curve, int sign = 0)
{
    QVector<QCPGraphData> points;
    points.reserve(static_cast<int>(curve.x.size()));
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        points.append({curve.x[i], sign == 0 ? curve.y[i] : curve.y[i] + sign * curve.bandHalfWidth[i]});
    auto container = QSharedPointer<QCPGraphDataContainer>::create();
    container->set(points, true);
    return container;
}

} // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : Plot(parent)
    , m_legend(new CurveLegend(this))
    , m_tracer(new QCPItemTracer(canvas()))
    , m_playhead(new QCPItemStraightLine(canvas()))
{
    row()->addWidget(m_legend);
    m_legend->hide();
    m_tracer->setLayer(cursorLayer());
    m_tracer->setStyle(QCPItemTracer::tsCircle);
    m_tracer->setSize(7);
    m_tracer->setSelectable(false);
    m_tracer->setVisible(false);
    m_playhead->setLayer(cursorLayer());
    m_playhead->setSelectable(false);
    m_playhead->setVisible(false);
    connect(m_legend, &CurveLegend::toggled, this, &CurvePlot::setShown);
    applyStyle();
}

void CurvePlot::setPlayhead(std::optional<double> x)
{
    m_playhead->setVisible(x.has_value());
    m_playhead->setPen(QPen(style().highlight, 1.5));
    m_playhead->point1->setCoords(x.value_or(0), 0);
    m_playhead->point2->setCoords(x.value_or(0), 1);
    canvas()->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::setCurves(std::vector<Curve> curves)
{
    const bool sameAsBefore = sameNames(curves, m_curves);
    m_curves = std::move(curves);
    if (!sameAsBefore)
        rebuild();
    for (int i = 0; i < m_graphs.size(); ++i)
        m_graphs[i]->setData(containerOf(m_curves[static_cast<std::size_t>(i)]));
    fillBands();
    if (!isZoomed() && sameAsBefore && !m_fitNext)
        growRanges();
    else if (!isZoomed())
        fitRanges();
    m_fitNext = false;
    replotSoon();
}

void CurvePlot::setEmptyRange(double left, double right)
{
    if (m_curves.empty() && (left != m_emptyLeft || right != m_emptyRight))
        m_fitNext = true;
    m_emptyLeft = left;
    m_emptyRight = right;
}

void CurvePlot::forgetNames()
{
    m_styles.clear();
    setCurves({});
    reset();
}

void CurvePlot::setQuick(bool quick)
{
    canvas()->setNotAntialiasedElements(quick ? QCP::aeAll : QCP::AntialiasedElements(QCP::aeNone));
    for (QCPGraph* graph : m_graphs)
        graph->setPen(quick ? QPen(penOf(graph->name()).color(), 1) : penOf(graph->name())); // thin solid lines need no outline
    replotSoon();
}

void CurvePlot::rebuild()
{
    forgetCursor();
    canvas()->clearGraphs();
    m_graphs.clear();
    m_bands.clear();
    for (const Curve& curve : m_curves) {
        makeBand(curve); // behind its curve
        if (!m_styles.contains(curve.name))
            m_styles.insert(curve.name, static_cast<int>(m_styles.size()));
        m_graphs.append(canvas()->addGraph());
        m_graphs.back()->setName(curve.name);
        m_graphs.back()->setVisible(isShown(curve.name));
        m_graphs.back()->setPen(penOf(curve.name));
    }
    QList<bool> shown;
    for (const Curve& curve : m_curves)
        shown.append(isShown(curve.name));
    m_legend->setEntries(names(), pens(), shown);
    m_legend->setVisible(!m_curves.empty());
}

void CurvePlot::makeBand(const Curve& curve)
{
    if (curve.bandHalfWidth.empty())
        return;
    for (int side = 0; side < 2; ++side) {
        m_bands.append(canvas()->addGraph());
        m_bands.back()->setName(curve.name);
        m_bands.back()->setPen(Qt::NoPen);
        m_bands.back()->setVisible(isShown(curve.name));
    }
    m_bands[m_bands.size() - 2]->setChannelFillGraph(m_bands.back());
}

void CurvePlot::fillBands()
{
    qsizetype band = 0;
    for (const Curve& curve : m_curves) {
        if (curve.bandHalfWidth.empty())
            continue;
        QColor color = penOf(curve.name).color();
        color.setAlphaF(0.22F);
        m_bands[band]->setBrush(color);
        m_bands[band]->setData(containerOf(curve, 1));
        m_bands[band + 1]->setData(containerOf(curve, -1));
        band += 2;
    }
}

void CurvePlot::setShown(const QString& name, bool shown)
{
    if (isShown(name) == shown)
        return;
    if (shown)
        m_hidden.remove(name);
    else
        m_hidden.insert(name);
    for (QCPGraph* graph : m_graphs + m_bands)
        graph->setVisible(isShown(graph->name()));
    const QSignalBlocker blocker(m_legend);
    for (QListWidgetItem* item : m_legend->findItems(name, Qt::MatchExactly))
        item->setCheckState(shown ? Qt::Checked : Qt::Unchecked);
    m_legend->viewport()->update();
    forgetCursor();
    replotSoon();
    emit shownChanged(name, shown);
}

QRectF CurvePlot::dataRange() const
{
    double left = std::numeric_limits<double>::infinity(), right = -left, low = 0, high = 0;
    for (const Curve& curve : m_curves) {
        if (curve.x.empty() || !isShown(curve.name))
            continue;
        left = std::min(left, curve.x.front());
        right = std::max(right, curve.x.back());
        for (std::size_t i = 0; i < curve.y.size(); ++i) {
            const double band = curve.bandHalfWidth.empty() ? 0 : curve.bandHalfWidth[i];
            low = std::min(low, curve.y[i] - band);
            high = std::max(high, curve.y[i] + band);
        }
    }
    if (!std::isfinite(left) && m_emptyLeft < m_emptyRight)
        left = m_emptyLeft, right = m_emptyRight;
    if (!(left < right))
        left = std::isfinite(left) ? left - 0.5 : 0, right = left + 1;
    if (!(low < high))
        high = low + 1;
    const double room = m_sideRoom * (right - left);
    left -= room, right += room;
    return {left, low * kHeadroom, right - left, (high - low) * kHeadroom};
}

void CurvePlot::fitRanges()
{
    const QRectF range = dataRange();
    canvas()->xAxis->setRange(range.left(), range.right());
    canvas()->yAxis->setRange(range.top(), range.bottom());
}

void CurvePlot::growRanges()
{
    const QRectF range = visibleRange().united(dataRange());
    canvas()->xAxis->setRange(range.left(), range.right());
    canvas()->yAxis->setRange(range.top(), range.bottom());
}

CurvePlot::Hit CurvePlot::nearest(const QPointF& pixel) const
{
    Hit hit;
    double smallest = std::numeric_limits<double>::infinity(), height = 0;
    const double x = canvas()->xAxis->pixelToCoord(pixel.x());
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const Curve& curve = m_curves[i];
        if (curve.x.empty() || !isShown(curve.name))
            continue;
        const auto right = std::lower_bound(curve.x.begin(), curve.x.end(), x);
        auto point = static_cast<std::size_t>(right - curve.x.begin());
        if (point == curve.x.size() || (point > 0 && x - curve.x[point - 1] < curve.x[point] - x))
            --point;
        const double distance = std::abs(canvas()->yAxis->coordToPixel(curve.y[point]) - pixel.y());
        const bool higher = std::abs(curve.y[point]) > height;
        if (distance < smallest - kSameDistance || (distance < smallest + kSameDistance && higher)) {
            smallest = std::min(smallest, distance);
            height = std::abs(curve.y[point]);
            hit = {static_cast<int>(i), point};
        }
    }
    return hit;
}

QString CurvePlot::readoutAt(const QPointF& point, const QPointF& pixel)
{
    const Hit hit = nearest(pixel);
    const auto withUnit = [](const AxisText& axis, const QString& number) {
        return QString("%1 = %2%3").arg(axis.label, number, axis.unit.isEmpty() ? "" : ' ' + axis.unit);
    };
    m_tracer->setVisible(hit.curve >= 0);
    QString text;
    if (hit.curve >= 0) {
        const Curve& curve = m_curves[static_cast<std::size_t>(hit.curve)];
        m_tracer->position->setCoords(curve.x[hit.point], curve.y[hit.point]);
        m_tracer->setPen(QPen(penOf(curve.name).color(), 1.5));
        m_tracer->setBrush(style().background);
        text = curve.name + ":  " + withUnit(xText(), xNumber(curve.x[hit.point])) + ",  "
            + withUnit(yText(), yNumber(curve.y[hit.point]));
    } else {
        text = withUnit(xText(), xNumber(point.x())); // the height of the cursor is no value of a curve
    }
    cursorLayer()->replot();
    return text;
}

void CurvePlot::forgetCursor()
{
    if (!m_tracer->visible())
        return;
    m_tracer->setVisible(false);
    cursorLayer()->replot();
}

QPen CurvePlot::penOf(const QString& name) const
{
    QPen pen = seriesPen(m_styles.value(name), style());
    if (isStale())
        pen.setColor(greyed(pen.color(), style()));
    if (std::any_of(m_curves.begin(), m_curves.end(), [&](const Curve& curve) { return curve.name == name && curve.dashed; }))
        pen.setStyle(Qt::DashLine);
    return pen;
}

QList<QPen> CurvePlot::pens() const
{
    QList<QPen> pens;
    for (const Curve& curve : m_curves)
        pens.append(penOf(curve.name));
    return pens;
}

QStringList CurvePlot::names() const
{
    QStringList names;
    for (const Curve& curve : m_curves)
        names.append(curve.name);
    return names;
}

void CurvePlot::restyle()
{
    for (QCPGraph* graph : m_graphs)
        graph->setPen(penOf(graph->name()));
    fillBands();
    m_legend->setPens(pens(), style());
    emit restyled();
}

QString CurvePlot::csv() const
{
    const QRectF range = visibleRange();
    QString text = csvCell(tr("curve")) + ',' + csvCell(xText().text()) + ',' + csvCell(yText().text()) + '\n';
    for (const Curve& curve : m_curves)
        for (std::size_t i = 0; i < curve.x.size() && isShown(curve.name); ++i)
            if (curve.x[i] >= range.left() && curve.x[i] <= range.right())
                text += csvCell(curve.name) + ',' + csvNumber(curve.x[i]) + ',' + csvNumber(curve.y[i]) + '\n';
    return text;
}

QSize CurvePlot::exportSize() const
{
    return {canvas()->width() + (m_curves.empty() ? 0 : m_legend->width()), canvas()->height()};
}

// The check list is a widget: in a picture a legend of QCustomPlot stands in its place, with the curves that are shown.
void CurvePlot::beginExport()
{
    auto* legend = new QCPLegend;
    canvas()->plotLayout()->addElement(1, 1, legend);
    canvas()->plotLayout()->setColumnStretchFactor(1, 0.001);
    legend->setLayer("legend");
    styleLegend(*legend, style());
    const int rowHeight = QFontMetrics(style().smallFont).height() + 2;
    legend->setFillOrder(QCPLayoutGrid::foRowsFirst);
    legend->setWrap(std::max(1, (canvas()->height() - 40) / rowHeight));
    for (QCPGraph* graph : m_graphs)
        if (graph->visible())
            graph->addToLegend(legend);
    legend->setMaximumSize(legend->minimumOuterSizeHint().width(), QWIDGETSIZE_MAX);
}

void CurvePlot::endExport()
{
    canvas()->plotLayout()->remove(canvas()->plotLayout()->element(1, 1));
    canvas()->plotLayout()->simplify();
    canvas()->replot();
}

} // namespace mbtr::gui
