#pragma once

#include "widgets/plots/heat_map.h"

namespace mbtr::gui {

/// Errors over lambda (x, log2) and length (rows); cells can be clicked.
class MapPlot : public HeatMap {
    Q_OBJECT

public:
    using HeatMap::HeatMap;

    /// errors: lengths x lambdas, lengths slowest; infinite or NaN: none.
    void setErrors(const std::vector<double>& lengths, const std::vector<double>& lambdas, const std::vector<double>& errors,
                   const QString& unit);

signals:
    void cellClicked(int row, int column);

protected:
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void clickedAt(const QPointF& pixel) override;

private:
    QPoint cellAt(const QPointF& point) const;

    std::vector<double> m_lengths, m_lambdas, m_errors;
    QString m_unit;
};

} // namespace mbtr::gui
