#pragma once

#include "widgets/plots/plot.h"
#include "widgets/work/phases/phase_view.h"

#include <QList>
#include <QPointF>
#include <QPointer>
#include <memory>
#include <vector>

class QCPAbstractItem;
class QCPAbstractPlottable;
class QCPItemTracer;

namespace mbtr::gui {

/// What the two drawings of a phase diagram share: structures as dots that can be clicked, those to be calculated next ringed and
/// numbered, known ones filled, predicted ones fading with the chance that they lie below the hull.
class PhasePlot : public Plot {
    Q_OBJECT

public:
    explicit PhasePlot(QWidget* parent = nullptr);

    /// nullptr: nothing to show.
    void setView(std::shared_ptr<const PhaseView> view);
    const std::shared_ptr<const PhaseView>& view() const { return m_view; }
    /// Rings a structure of the dataset; -1 = none.
    void setCurrentStructure(int structure);
    /// Where a structure's dot is on canvas().
    QPointF pixelOf(int structure) const;

    QString csv() const override;

signals:
    void structureClicked(int structure);

protected:
    /// Where a dot stands in the plane, in axis units. Not finite: it is not drawn.
    virtual QPointF place(int dot) const = 0;
    /// Half the length of a dot's error bar along y, in axis units; 0 = none.
    virtual double errorBar(int /*dot*/) const { return 0; }
    /// Is the dot drawn at all?
    virtual bool isDrawn(int /*dot*/) const { return true; }
    /// Lines and texts under the dots; by addLine() and addText().
    virtual void addLines() = 0;

    /// A line through points of the plane; a point that is not finite ends one piece and begins another.
    void addLine(const QList<QPointF>& points, const QPen& pen);
    void addText(const QPointF& point, const QString& text, Qt::Alignment alignment);
    /// Draws everything anew.
    void rebuild();

    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void forgetCursor() override;
    void clickedAt(const QPointF& pixel) override;
    void restyle() override;

private:
    struct Look;
    std::vector<Look> looks() const;
    void addDots(const std::vector<int>& dots, const Look& look);
    void addNext();
    int nearest(const QPointF& pixel) const;
    void ring(QCPItemTracer& tracer, int dot);
    int dotOf(int structure) const;

    std::shared_ptr<const PhaseView> m_view;
    QList<QPointer<QCPAbstractItem>> m_items; ///< all but the rings
    QCPItemTracer* m_currentRing;
    QCPItemTracer* m_hoverRing;
    int m_current = -1; ///< structure
    bool m_rebuilding = false;
};

} // namespace mbtr::gui
