#include "widgets/plots/heat_map.h"

#include "widgets/plots/plot_export.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace mbtr::gui {

HeatMap::HeatMap(QWidget* parent)
    : Plot(parent)
    , m_mark(new QCPItemStraightLine(canvas()))
    , m_map(new QCPColorMap(canvas()->xAxis, canvas()->yAxis))
    , m_scale(new QCPColorScale(canvas()))
{
    m_mark->setLayer(cursorLayer());
    m_mark->setSelectable(false);
    m_mark->setVisible(false);
    canvas()->plotLayout()->addElement(1, 1, m_scale);
    canvas()->plotLayout()->setColumnSpacing(2);
    auto* group = new QCPMarginGroup(canvas());
    canvas()->axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    m_scale->setBarWidth(10);
    m_scale->setRangeDrag(false);
    m_scale->setRangeZoom(false);
    m_scale->axis()->setNumberPrecision(3);
    m_map->setColorScale(m_scale);
    m_map->setInterpolate(false);
    m_map->setTightBoundary(false);
    canvas()->yAxis->setRangeReversed(true);
    canvas()->yAxis->grid()->setVisible(false);
    canvas()->xAxis->grid()->setVisible(false);
    canvas()->yAxis->setSubTicks(false);
    applyStyle();
}

void HeatMap::setData(HeatMapData newData)
{
    const bool sameRows = newData.rows == m_data.rows && newData.bins == m_data.bins;
    m_data = std::move(newData);
    fillMap();
    fitColors(sameRows && !m_fitNext);
    m_fitNext = false;
    if (!sameRows)
        nameRows();
    if (!isZoomed())
        showAll();
    replotSoon();
}

void HeatMap::setValueText(const AxisText& text)
{
    m_valueText = text;
    m_scale->setLabel(text.text());
    replotSoon();
}

void HeatMap::setMarkedRow(int row)
{
    m_markedRow = row;
    m_mark->setVisible(row >= 0);
    m_mark->point1->setCoords(0, row);
    m_mark->point2->setCoords(1, row);
    cursorLayer()->replot();
}

void HeatMap::clickedAt(const QPointF& pixel)
{
    const auto row = std::lround(canvas()->yAxis->pixelToCoord(pixel.y()));
    if (row >= 0 && row < m_data.rows.size())
        emit rowClicked(static_cast<int>(row));
}

void HeatMap::fillMap()
{
    const int rows = static_cast<int>(m_data.rows.size());
    auto* cells = new QCPColorMapData(std::max(1, m_data.bins), std::max(1, rows),
                                      QCPRange(m_data.left + 0.5 * m_data.step, m_data.left + (m_data.bins - 0.5) * m_data.step),
                                      QCPRange(0, std::max(1, rows) - 1));
    if (m_data.values.empty())
        cells->fill(0);
    for (int row = 0; row < rows; ++row)
        for (int bin = 0; bin < m_data.bins; ++bin)
            cells->setCell(bin, row, m_data.values[static_cast<std::size_t>(row * m_data.bins + bin)]);
    m_map->setData(cells);
    m_map->setVisible(!m_data.values.empty());
}

void HeatMap::fitColors(bool grow)
{
    QCPRange range(0, 0);
    for (double value : m_data.values)
        range.expand(value);
    if (grow)
        range.expand(m_scale->dataRange());
    if (!(range.lower < range.upper))
        range.upper = range.lower + 1;
    m_scale->setDataRange(range);
}

double HeatMap::largestColored() const
{
    return m_scale->dataRange().upper;
}

// As many names as fit; the read-out names every row.
void HeatMap::nameRows()
{
    const int rows = static_cast<int>(m_data.rows.size());
    const int textHeight = QFontMetrics(style().smallFont).height();
    const int space = std::max(1, canvas()->height() - 60);
    const int every = std::max(1, static_cast<int>(std::ceil(double(rows) * textHeight / space)));
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (int row = 0; row < rows; row += every)
        ticker->addTick(row, m_data.rows[row]);
    canvas()->yAxis->setTicker(ticker);
}

void HeatMap::fitRanges()
{
    showAll();
    fitColors(false);
}

void HeatMap::showAll()
{
    const int rows = std::max(1, static_cast<int>(m_data.rows.size()));
    const double width = m_data.bins > 0 ? m_data.bins * m_data.step : 1;
    canvas()->xAxis->setRange(m_data.left, m_data.left + width);
    canvas()->yAxis->setRange(-0.5, rows - 0.5);
}

QString HeatMap::readoutAt(const QPointF& point, const QPointF&)
{
    const int bin = static_cast<int>(std::floor((point.x() - m_data.left) / m_data.step));
    const int row = static_cast<int>(std::lround(point.y()));
    if (bin < 0 || bin >= m_data.bins || row < 0 || row >= m_data.rows.size())
        return {};
    const double value = m_data.values[static_cast<std::size_t>(row * m_data.bins + bin)];
    const auto withUnit = [](double number, const QString& unit) {
        return QString::number(number, 'g', 4) + (unit.isEmpty() ? QString() : ' ' + unit);
    };
    return tr("%1:  %2 = %3,  bin %4:  %5")
        .arg(m_data.rows[row], xText().label, withUnit(m_data.left + (bin + 0.5) * m_data.step, xText().unit))
        .arg(bin)
        .arg(withUnit(value, m_valueText.unit));
}

void HeatMap::restyle()
{
    const QCPColorGradient gradient = heatGradient(isStale(), style());
    m_scale->setGradient(gradient);
    m_mark->setPen(QPen(QColor(255, 90, 80), 2)); // on all colours of the map, light or dark
    styleAxis(*m_scale->axis(), style());
    for (QCPAxis* axis : {m_scale->axis(), canvas()->xAxis, canvas()->yAxis})
        axis->grid()->setVisible(false);
    m_scale->axis()->setBasePen(Qt::NoPen);
    nameRows();
}

void HeatMap::resizeEvent(QResizeEvent* event)
{
    Plot::resizeEvent(event);
    nameRows();
}

QString HeatMap::csv() const
{
    const QRectF range = visibleRange();
    const auto visibleBin = [&](int bin) {
        const double centre = m_data.left + (bin + 0.5) * m_data.step;
        return centre >= range.left() && centre <= range.right();
    };
    QString text = csvCell(xText().text());
    for (int bin = 0; bin < m_data.bins; ++bin)
        if (visibleBin(bin))
            text += ',' + csvNumber(m_data.left + (bin + 0.5) * m_data.step);
    for (int row = 0; row < m_data.rows.size(); ++row) {
        if (row < range.top() || row > range.bottom())
            continue;
        text += '\n' + csvCell(m_data.rows[row]);
        for (int bin = 0; bin < m_data.bins; ++bin)
            if (visibleBin(bin))
                text += ',' + csvNumber(m_data.values[static_cast<std::size_t>(row * m_data.bins + bin)]);
    }
    return text + '\n';
}

} // namespace mbtr::gui
