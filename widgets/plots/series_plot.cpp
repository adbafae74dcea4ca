#include "widgets/plots/series_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kSeriesReach = 9; // pixels

QVector<double> vectorOf(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

/// Smallest and largest number that the axis can show.
QCPRange rangeOf(const std::vector<const std::vector<double>*>& columns, bool logarithmic)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto* column : columns)
        for (const double value : *column)
            if (std::isfinite(value) && (!logarithmic || value > 0)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
    if (!(low <= high))
        return logarithmic ? QCPRange(1, 10) : QCPRange(0, 1);
    if (logarithmic) {
        const double margin = std::max(1.05, std::pow(high / low, 0.06));
        return {low / margin, high * margin};
    }
    const double margin = high > low ? 0.05 * (high - low) : std::max(1e-12, 0.1 * std::abs(high));
    return {low - margin, high + margin};
}

} // namespace

SeriesPlot::SeriesPlot(Scale scale, QWidget* parent)
    : Plot(parent)
    , m_scale(scale)
    , m_legend(new QCPLegend)
{
    canvas()->plotLayout()->insertRow(1);
    canvas()->plotLayout()->addElement(1, 0, m_legend);
    m_legend->setLayer("legend");
    m_legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    m_legend->setColumnSpacing(12);
    m_legend->setWrap(3);
    if (scale == Scale::LogLog)
        for (QCPAxis* axis : {canvas()->xAxis, canvas()->yAxis}) {
            axis->setScaleType(QCPAxis::stLogarithmic);
            axis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
        }
    applyStyle();
}

void SeriesPlot::setSeries(std::vector<PlotSeries> series)
{
    m_series = std::move(series);
    m_legend->clearItems();
    canvas()->clearGraphs();
    m_graphs.clear();
    m_bands.clear();
    for (const PlotSeries& one : m_series) {
        addBand(one);
        QCPGraph* graph = canvas()->addGraph();
        graph->setName(one.name);
        graph->setData(vectorOf(one.x), vectorOf(one.y));
        graph->addToLegend(m_legend);
        m_graphs.append(graph);
    }
    m_legend->setVisible(!m_series.empty());
    m_legend->setMaximumSize(QWIDGETSIZE_MAX, m_legend->minimumOuterSizeHint().height());
    restyle();
    if (!isZoomed())
        fitRanges();
    replotSoon();
}

void SeriesPlot::addBand(const PlotSeries& series)
{
    QList<QCPGraph*> band;
    if (!series.low.empty())
        for (const auto* edge : {&series.low, &series.high}) {
            band.append(canvas()->addGraph());
            band.last()->setData(vectorOf(series.x), vectorOf(*edge));
            band.last()->setPen(Qt::NoPen);
        }
    if (band.size() == 2)
        band[1]->setChannelFillGraph(band[0]);
    m_bands.append(band);
}

void SeriesPlot::fitRanges()
{
    std::vector<const std::vector<double>*> x, y;
    for (const PlotSeries& one : m_series) {
        x.push_back(&one.x);
        for (const auto* column : {&one.y, &one.low, &one.high})
            y.push_back(column);
    }
    canvas()->xAxis->setRange(rangeOf(x, m_scale == Scale::LogLog));
    canvas()->yAxis->setRange(rangeOf(y, m_scale == Scale::LogLog));
}

void SeriesPlot::restyle()
{
    styleLegend(*m_legend, style());
    for (int i = 0; i < m_graphs.size(); ++i) {
        const PlotSeries& one = m_series[static_cast<std::size_t>(i)];
        QPen pen = seriesPen(one.color, style());
        if (isStale())
            pen.setColor(greyed(pen.color(), style()));
        QColor fill = pen.color();
        fill.setAlphaF(0.2f);
        if (m_bands[i].size() == 2)
            m_bands[i][1]->setBrush(fill);
        if (one.style == PlotSeries::DashedLine)
            pen.setStyle(Qt::DashLine);
        fill.setAlphaF(0.5f);
        m_graphs[i]->setPen(pen);
        m_graphs[i]->setLineStyle(one.style == PlotSeries::Points ? QCPGraph::lsNone : QCPGraph::lsLine);
        m_graphs[i]->setScatterStyle(
            one.style == PlotSeries::DashedLine ? QCPScatterStyle() : QCPScatterStyle(QCPScatterStyle::ssCircle, pen, fill, 5));
    }
}

SeriesPlot::Hit SeriesPlot::nearest(const QPointF& pixel) const
{
    Hit hit;
    double least = kSeriesReach * kSeriesReach;
    for (std::size_t s = 0; s < m_series.size(); ++s)
        for (std::size_t i = 0; i < m_series[s].x.size() && m_series[s].style != PlotSeries::DashedLine; ++i) {
            const QPointF d(canvas()->xAxis->coordToPixel(m_series[s].x[i]) - pixel.x(),
                            canvas()->yAxis->coordToPixel(m_series[s].y[i]) - pixel.y());
            if (const double squared = QPointF::dotProduct(d, d); squared < least) {
                least = squared;
                hit = {static_cast<int>(s), static_cast<int>(i)};
            }
        }
    return hit;
}

QString SeriesPlot::readoutAt(const QPointF& point, const QPointF& pixel)
{
    const Hit hit = nearest(pixel);
    const auto with = [](const AxisText& text) { return text.unit.isEmpty() ? QString() : ' ' + text.unit; };
    if (hit.series < 0)
        return QString("%1 = %2%3,  %4 = %5%6")
            .arg(xText().label, xNumber(point.x()), with(xText()), yText().label, yNumber(point.y()), with(yText()));
    const PlotSeries& one = m_series[static_cast<std::size_t>(hit.series)];
    const auto i = static_cast<std::size_t>(hit.index);
    const QString name = hit.index < one.names.size() ? one.names[hit.index] : one.name;
    return QString("%1:  %2 = %3%4,  %5 = %6%7")
        .arg(name, xText().label, xNumber(one.x[i]), with(xText()), yText().label, yNumber(one.y[i]), with(yText()));
}

void SeriesPlot::clickedAt(const QPointF& pixel)
{
    if (const Hit hit = nearest(pixel); hit.series >= 0)
        emit pointClicked(hit.series, hit.index);
}

QString SeriesPlot::csv() const
{
    QString text = QString("series,%1,%2\n").arg(xText().text(), yText().text());
    for (const PlotSeries& one : m_series)
        for (std::size_t i = 0; i < one.x.size(); ++i)
            text += QString("\"%1\",%2,%3\n").arg(one.name).arg(one.x[i], 0, 'g', 17).arg(one.y[i], 0, 'g', 17);
    return text;
}

} // namespace mbtr::gui

#include "moc_series_plot.cpp"
