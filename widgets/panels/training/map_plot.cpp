#include "widgets/panels/training/map_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kWorst = 1; // ten times the best: what is worse looks the same

} // namespace

void MapPlot::setErrors(const std::vector<double>& lengths, const std::vector<double>& lambdas, const std::vector<double>& errors,
                        const QString& unit)
{
    if (lengths != m_lengths || lambdas != m_lambdas)
        forgetRange();
    m_lengths = lengths;
    m_lambdas = lambdas;
    m_errors = errors;
    m_unit = unit;
    HeatMapData cells;
    for (const double length : lengths)
        cells.rows << QString("2^%1").arg(std::log2(length), 0, 'g', 3);
    cells.bins = static_cast<int>(lambdas.size());
    cells.step = lambdas.size() > 1 ? std::log2(lambdas[1] / lambdas[0]) : 1;
    cells.left = lambdas.empty() ? 0 : std::log2(lambdas.front()) - cells.step / 2;
    double best = std::numeric_limits<double>::infinity();
    for (const double error : errors)
        if (std::isfinite(error) && error > 0)
            best = std::min(best, error);
    for (const double error : errors) // no value yet, or none possible: as the worst
        cells.values.push_back(std::isfinite(error) && error > 0 ? std::min(kWorst, std::log10(error / best))
                                   : std::isfinite(best)         ? kWorst
                                                                 : 0);
    setAxes({.label = tr("log2 lambda"), .unit = {}}, {.label = tr("length"), .unit = {}});
    setValueText({.label = tr("log10 (RMSE of the held-out / best)"), .unit = {}});
    setData(std::move(cells));
}

QPoint MapPlot::cellAt(const QPointF& point) const
{
    if (m_lambdas.empty())
        return {-1, -1};
    const double step = m_lambdas.size() > 1 ? std::log2(m_lambdas[1] / m_lambdas[0]) : 1;
    const int column = static_cast<int>(std::lround((point.x() - std::log2(m_lambdas.front())) / step)),
              row = static_cast<int>(std::lround(point.y()));
    const bool inside
        = column >= 0 && column < static_cast<int>(m_lambdas.size()) && row >= 0 && row < static_cast<int>(m_lengths.size());
    return inside ? QPoint(column, row) : QPoint(-1, -1);
}

QString MapPlot::readoutAt(const QPointF& point, const QPointF&)
{
    const QPoint cell = cellAt(point);
    if (cell.x() < 0)
        return {};
    const auto row = static_cast<std::size_t>(cell.y()), column = static_cast<std::size_t>(cell.x());
    const double error = m_errors[row * m_lambdas.size() + column];
    const QString value = std::isnan(error) ? tr("not computed yet")
        : std::isinf(error)                 ? tr("lambda is too small")
                                            : tr("RMSE %1 %2").arg(QString::number(error, 'g', 4), m_unit);
    return tr("length 2^%1, lambda 2^%2: %3")
        .arg(std::log2(m_lengths[row]), 0, 'g', 4)
        .arg(std::log2(m_lambdas[column]), 0, 'g', 4)
        .arg(value);
}

void MapPlot::clickedAt(const QPointF& pixel)
{
    const QPoint cell = cellAt({canvas()->xAxis->pixelToCoord(pixel.x()), canvas()->yAxis->pixelToCoord(pixel.y())});
    if (cell.x() >= 0)
        emit cellClicked(cell.y(), cell.x());
}

} // namespace mbtr::gui

#include "moc_map_plot.cpp"
