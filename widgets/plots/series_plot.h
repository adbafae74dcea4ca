#pragma once

#include "widgets/plots/plot.h"

#include <QStringList>
#include <vector>

class QCPGraph;
class QCPItemTracer;
class QCPLegend;

namespace mbtr::gui {

/// One series of x and y of the same size. Band: low and high, one a point, are filled between; names: one a point or none.
struct PlotSeries {
    enum Style { Points, LineAndPoints, DashedLine };
    QString name;
    std::vector<double> x, y;
    std::vector<double> low = {}, high = {};
    Style style = Points;
    int color = 0; ///< index of seriesPen()
    QStringList names = {};
};

/// Points, lines and bands over linear or logarithmic axes, with a legend above.
class SeriesPlot : public Plot {
    Q_OBJECT

public:
    enum class Scale { Linear, LogLog };
    explicit SeriesPlot(Scale scale, QWidget* parent = nullptr);

    void setSeries(std::vector<PlotSeries> series);
    const std::vector<PlotSeries>& series() const { return m_series; }
    QString csv() const override;

signals:
    void pointClicked(int series, int index);

protected:
    void fitRanges() override;
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void clickedAt(const QPointF& pixel) override;
    void restyle() override;

private:
    struct Hit {
        int series = -1;
        int index = -1;
    };
    Hit nearest(const QPointF& pixel) const;
    void addBand(const PlotSeries& series);

    Scale m_scale;
    std::vector<PlotSeries> m_series;
    QList<QCPGraph*> m_graphs; // one a series
    QList<QList<QCPGraph*>> m_bands; // low and high, or nothing
    QCPLegend* m_legend;
};

} // namespace mbtr::gui
