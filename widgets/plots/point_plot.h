#pragma once

#include "widgets/plots/plot.h"

#include <vector>

class QCPGraph;
class QCPItemTracer;
class QCPLegend;

namespace mbtr::gui {

/// x ascending, same size as y; what is not finite is left out.
struct PointSeries {
    QString name;
    std::vector<double> x;
    std::vector<double> y;
};

enum class Scale { Linear, Logarithmic };

/// Few measured points a series, joined by lines: searches, learning curves, residuals; or many, without markers. Axes fit what
/// is shown (0 need not be in view) and follow points that come in, unless the user has zoomed.
class PointPlot : public Plot {
    Q_OBJECT

public:
    explicit PointPlot(QWidget* parent = nullptr);

    void setScales(Scale x, Scale y);
    void setMarkers(bool on);
    void setSeries(std::vector<PointSeries> series);
    const std::vector<PointSeries>& series() const { return m_series; }

    QString csv() const override;

protected:
    void fitRanges() override;
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void forgetCursor() override;
    void restyle() override;

private:
    void rebuild();
    void fillGraphs();

    std::vector<PointSeries> m_series;
    QList<QCPGraph*> m_graphs; // one a series
    QCPLegend* m_legend;
    QCPItemTracer* m_tracer;
    bool m_markers = true;
};

} // namespace mbtr::gui
