#pragma once

#include "widgets/plots/plot.h"

#include <QPointer>
#include <QStringList>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemTracer;
class QCPLegend;

namespace mbtr::gui {

/// x and y of the same size; names: one a point, or none at all.
struct ScatterSeries {
    QString name;
    std::vector<double> x;
    std::vector<double> y;
    QStringList names;
};

/// Parity plot: predicted over reference values with the diagonal, both axes over the same range in a square. Series differ
/// in shape as well as in colour.
class ScatterPlot : public Plot {
    Q_OBJECT

public:
    explicit ScatterPlot(QWidget* parent = nullptr);

    void setSeries(std::vector<ScatterSeries> series);
    const std::vector<ScatterSeries>& series() const { return m_series; }
    /// Rings a point; series -1 = none.
    void setCurrent(int series, int index);
    int currentSeries() const { return m_current.series; }
    int currentIndex() const { return m_current.index; }
    bool isShown(int series) const;
    void setShown(int series, bool shown);
    /// Where a point is on canvas().
    QPointF pixelOf(int series, int index) const;

    QString csv() const override;

signals:
    void pointClicked(int series, int index);

protected:
    void fitRanges() override;
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void forgetCursor() override;
    void clickedAt(const QPointF& pixel) override;
    void restyle() override;
    void addActionsTo(QMenu& menu) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Hit {
        int series = -1;
        int index = -1;
    };
    Hit nearest(const QPointF& pixel) const;
    void rebuild();
    void ring(QCPItemTracer& tracer, const Hit& hit);
    void makeSquare();

    std::vector<ScatterSeries> m_series;
    QList<QCPGraph*> m_graphs; // one a series
    QCPLegend* m_legend;
    QCPItemStraightLine* m_diagonal;
    QCPItemTracer* m_currentRing;
    QCPItemTracer* m_hoverRing;
    Hit m_current;
    bool m_measured = false; ///< are the margins those of the labels shown?
};

} // namespace mbtr::gui
