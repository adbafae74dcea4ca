#include "widgets/plots/bar_plot.h"

#include "widgets/plots/plot_export.h"

#include <QKeyEvent>
#include <algorithm>
#include <cmath>
#include <qcustomplot.h>
#include <utility>

namespace mbtr::gui {

BarPlot::BarPlot(QWidget* parent)
    : Plot(parent)
    , m_bars(new QCPBars(canvas()->xAxis, canvas()->yAxis))
    , m_mark(new QCPBars(canvas()->xAxis, canvas()->yAxis))
{
    for (QCPBars* bars : {m_bars, m_mark})
        bars->setWidthType(QCPBars::wtPlotCoords);
    canvas()->xAxis->grid()->setVisible(false);
    applyStyle();
}

void BarPlot::setData(BarData newData)
{
    const bool sameBins
        = newData.left == m_data.left && newData.step == m_data.step && newData.values.size() == m_data.values.size();
    m_data = std::move(newData);
    if (!sameBins)
        m_chosen = m_pointed = -1;
    QVector<double> keys;
    for (int bin = 0; bin < static_cast<int>(m_data.values.size()); ++bin)
        keys.append(centre(bin));
    m_bars->setData(keys, {m_data.values.begin(), m_data.values.end()}, true);
    m_bars->setWidth(m_data.step);
    m_mark->setWidth(m_data.step);
    showChosen();
    if (!isZoomed() || (m_fitNext && !sameBins))
        reset();
    m_fitNext = false;
    replotSoon();
}

void BarPlot::showChosen()
{
    const int shown = m_pointed >= 0 ? m_pointed : m_chosen;
    if (shown < 0)
        m_mark->setData(QVector<double>(), QVector<double>());
    else
        m_mark->setData({centre(shown)}, {m_data.values[static_cast<std::size_t>(shown)]});
    replotSoon();
}

int BarPlot::binAt(double x) const
{
    const double bin = std::floor((x - m_data.left) / m_data.step);
    return bin >= 0 && bin < static_cast<double>(m_data.values.size()) ? static_cast<int>(bin) : -1;
}

void BarPlot::point(int bin)
{
    if (std::exchange(m_pointed, bin) == bin)
        return;
    showChosen();
    emit binPointed(bin);
}

void BarPlot::choose(int bin)
{
    if (bin == m_chosen)
        return;
    m_chosen = bin;
    showChosen();
    emit binChosen(bin);
}

void BarPlot::fitRanges()
{
    double low = 0, high = 0;
    for (const double value : m_data.values) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const double width = m_data.values.empty() ? 1 : static_cast<double>(m_data.values.size()) * m_data.step;
    canvas()->xAxis->setRange(m_data.left, m_data.left + width);
    canvas()->yAxis->setRange(1.05 * low, low < high ? 1.05 * high : low + 1);
}

QString BarPlot::readoutAt(const QPointF& where, const QPointF&)
{
    const int bin = binAt(where.x());
    point(bin);
    if (bin < 0)
        return {};
    const auto withUnit = [](const AxisText& axis, double value) {
        return QString("%1 = %2%3").arg(axis.label, QString::number(value, 'g', 4), axis.unit.isEmpty() ? "" : ' ' + axis.unit);
    };
    return tr("bin %1:  %2,  %3")
        .arg(bin)
        .arg(withUnit(xText(), centre(bin)), withUnit(yText(), m_data.values[static_cast<std::size_t>(bin)]));
}

void BarPlot::forgetCursor()
{
    point(-1);
}

void BarPlot::clickedAt(const QPointF& pixel)
{
    const int bin = binAt(canvas()->xAxis->pixelToCoord(pixel.x()));
    choose(bin == m_chosen ? -1 : bin);
}

void BarPlot::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_data.values.size()) - 1;
    const bool moves = event->modifiers() & Qt::ControlModifier;
    if (event->key() == Qt::Key_Escape && m_chosen >= 0)
        choose(-1);
    else if (moves && event->key() == Qt::Key_Right && last >= 0)
        choose(std::min(m_chosen + 1, last));
    else if (moves && event->key() == Qt::Key_Left && last >= 0)
        choose(std::max(m_chosen - 1, 0));
    else
        Plot::keyPressEvent(event);
}

void BarPlot::restyle()
{
    const QColor color = isStale() ? greyed(style().highlight, style()) : style().highlight;
    m_bars->setPen(Qt::NoPen);
    m_bars->setBrush(blended(color, style().background, 0.35));
    m_mark->setPen(QPen(style().text, 1));
    m_mark->setBrush(seriesPen(1, style()).color());
}

QString BarPlot::csv() const
{
    const QRectF range = visibleRange();
    QString text = csvCell(tr("bin")) + ',' + csvCell(xText().text()) + ',' + csvCell(yText().text()) + '\n';
    for (int bin = 0; bin < static_cast<int>(m_data.values.size()); ++bin)
        if (centre(bin) >= range.left() && centre(bin) <= range.right())
            text += QString::number(bin) + ',' + csvNumber(centre(bin)) + ','
                + csvNumber(m_data.values[static_cast<std::size_t>(bin)]) + '\n';
    return text;
}

} // namespace mbtr::gui

#include "moc_bar_plot.cpp"
