#pragma once

#include "widgets/plots/plot.h"

#include <QColor>
#include <QHash>
#include <QPen>
#include <QSet>
#include <optional>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemTracer;

namespace mbtr::gui {

class CurveLegend;

/// x ascending, same size as y.
struct Curve {
    QString name;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> bandHalfWidth = {}; ///< half the width of a band around y; empty: none
    bool dashed = false; ///< whatever pattern its place in the plot would give it
};

/// Several named curves in one pair of axes, with a legend beside that shows and hides them.
/// A name keeps its colour and whether it is shown for as long as the plot lives.
class CurvePlot : public Plot {
    Q_OBJECT

public:
    explicit CurvePlot(QWidget* parent = nullptr);

    /// Where the names are those shown already, the axes only grow, so that changes from frame to frame can be seen.
    void setCurves(std::vector<Curve> curves);
    /// The axes fit the next curves, unless the user has zoomed.
    void forgetRange() { m_fitNext = true; }
    /// Empty room on both sides of the curves, a share of their width.
    void setSideRoom(double share) { m_sideRoom = share; }
    /// What the x axis shows where there is no curve.
    void setEmptyRange(double left, double right);
    /// Colours are dealt anew and the axes fit the next curves.
    void forgetNames();

    /// A vertical line at this x; nothing: none.
    void setPlayhead(std::optional<double> x);

    const std::vector<Curve>& curves() const { return m_curves; }
    bool isShown(const QString& name) const { return !m_hidden.contains(name); }
    void setShown(const QString& name, bool shown);
    /// The colour that a curve is drawn in; grey where the plot is stale.
    QColor colorOf(const QString& name) const { return penOf(name).color(); }
    /// Curves are drawn without smoothing, several times as fast: while they follow a hand.
    void setQuick(bool quick);
    CurveLegend* legend() const { return m_legend; }

    QString csv() const override;

signals:
    void shownChanged(const QString& name, bool shown);
    /// Colours have changed.
    void restyled();

protected:
    bool standsOnZero() const override { return true; }
    bool offersLogarithm() const override { return true; }
    void fitRanges() override;
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void forgetCursor() override;
    void restyle() override;
    QSize exportSize() const override;
    void beginExport() override;
    void endExport() override;

private:
    struct Hit {
        int curve = -1;
        std::size_t point = 0;
    };
    Hit nearest(const QPointF& pixel) const;
    void rebuild();
    void makeBand(const Curve& curve);
    void fillBands();
    void growRanges();
    QRectF dataRange() const;
    QPen penOf(const QString& name) const;
    QList<QPen> pens() const;
    QStringList names() const;

    std::vector<Curve> m_curves;
    QList<QCPGraph*> m_graphs; // one a curve
    QList<QCPGraph*> m_bands; // two a curve with a band: upper, lower
    QHash<QString, int> m_styles;
    QSet<QString> m_hidden;
    bool m_fitNext = false;
    double m_sideRoom = 0;
    double m_emptyLeft = 0, m_emptyRight = 0;
    CurveLegend* m_legend;
    QCPItemTracer* m_tracer;
    QCPItemStraightLine* m_playhead;
};

} // namespace mbtr::gui
