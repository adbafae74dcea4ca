#include "widgets/panels/phases/phase_plot.h"

#include "widgets/fields/number_text.h"
#include "widgets/items/phase_texts.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kReach = 12; ///< pixels between the cursor and a dot it means
constexpr int kMostNumbers = 20; ///< of structures to calculate next; more would hide the diagram

QCPItemTracer* makeRing(QCustomPlot* canvas, QCPLayer* layer, double size)
{
    auto* ring = new QCPItemTracer(canvas);
    ring->setLayer(layer);
    ring->setStyle(QCPItemTracer::tsCircle);
    ring->setSize(size);
    ring->setBrush(Qt::NoBrush);
    ring->setSelectable(false);
    ring->setVisible(false);
    return ring;
}

bool isFinite(const QPointF& point)
{
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

} // namespace

/// How the dots of one kind look.
struct PhasePlot::Look {
    PhaseKnowledge knowledge;
    double chanceFrom = 0, chanceTo = 2; ///< of predictions
    QCPScatterStyle::ScatterShape shape = QCPScatterStyle::ssCircle;
    double size = 6;
    QColor line, fill;
    bool hasBars = false;
};

PhasePlot::PhasePlot(QWidget* parent)
    : Plot(parent)
    , m_currentRing(makeRing(canvas(), cursorLayer(), 15))
    , m_hoverRing(makeRing(canvas(), cursorLayer(), 12))
{
    setContextMenuPolicy(Qt::DefaultContextMenu);
}

void PhasePlot::setView(std::shared_ptr<const PhaseView> view)
{
    const bool other = !m_view || !view || m_view->elements != view->elements;
    m_view = std::move(view);
    rebuild();
    if (other || !isZoomed())
        reset();
}

int PhasePlot::dotOf(int structure) const
{
    return m_view && structure >= 0 && structure < static_cast<int>(m_view->rows.size())
        ? m_view->rows[static_cast<std::size_t>(structure)]
        : -1;
}

void PhasePlot::setCurrentStructure(int structure)
{
    m_current = structure;
    ring(*m_currentRing, dotOf(structure));
    cursorLayer()->replot();
}

void PhasePlot::ring(QCPItemTracer& tracer, int dot)
{
    const bool shown = dot >= 0 && isDrawn(dot) && isFinite(place(dot));
    tracer.setVisible(shown);
    if (shown)
        tracer.position->setCoords(place(dot));
}

QPointF PhasePlot::pixelOf(int structure) const
{
    const QPointF at = place(dotOf(structure));
    return {canvas()->xAxis->coordToPixel(at.x()), canvas()->yAxis->coordToPixel(at.y())};
}

/// Drawn in this order: what is known covers what is predicted, and what is stable covers all.
std::vector<PhasePlot::Look> PhasePlot::looks() const
{
    const QColor predicted = seriesPen(4, style()).color(), known = seriesPen(0, style()).color();
    const auto faded = [](QColor color, double opacity) {
        color.setAlphaF(static_cast<float>(opacity));
        return color;
    };
    std::vector<Look> all {
        {.knowledge = PhaseKnowledge::Unknown, .size = 4, .line = faded(style().muted, 0.5), .fill = Qt::transparent}};
    const std::array<double, 5> chances {0, 0.001, 0.02, 0.2, 2};
    const std::array<double, 4> opacities {0.13, 0.35, 0.65, 1};
    for (std::size_t i = 0; i < opacities.size(); ++i)
        all.push_back({.knowledge = PhaseKnowledge::Predicted,
                       .chanceFrom = chances[i],
                       .chanceTo = chances[i + 1],
                       .shape = QCPScatterStyle::ssDiamond,
                       .line = faded(predicted, opacities[i]),
                       .fill = Qt::transparent,
                       .hasBars = true});
    all.push_back({.knowledge = PhaseKnowledge::AboveHull, .line = faded(known, 0.8), .fill = faded(known, 0.35)});
    all.push_back({.knowledge = PhaseKnowledge::Stable, .size = 9, .line = known, .fill = known});
    if (isStale())
        for (Look& look : all)
            look.line = greyed(look.line, style());
    return all;
}

void PhasePlot::rebuild()
{
    if (m_rebuilding)
        return;
    m_rebuilding = true;
    canvas()->clearPlottables();
    for (const auto& item : m_items)
        if (item)
            canvas()->removeItem(item);
    m_items.clear();
    if (m_view) {
        addLines();
        for (const Look& look : looks()) {
            std::vector<int> dots;
            for (int i = 0; i < static_cast<int>(m_view->dots.size()); ++i) {
                const PhaseDot& dot = m_view->dots[static_cast<std::size_t>(i)];
                if (dot.knowledge == look.knowledge && dot.chance >= look.chanceFrom && dot.chance < look.chanceTo && isDrawn(i)
                    && isFinite(place(i)))
                    dots.push_back(i);
            }
            addDots(dots, look);
        }
        addNext();
    }
    ring(*m_currentRing, dotOf(m_current));
    m_hoverRing->setVisible(false);
    m_rebuilding = false;
    replotSoon();
}

void PhasePlot::addDots(const std::vector<int>& dots, const Look& look)
{
    if (dots.empty())
        return;
    std::vector<int> sorted = dots; // error bars follow the order of the graph, which sorts by x
    std::stable_sort(sorted.begin(), sorted.end(), [this](int a, int b) { return place(a).x() < place(b).x(); });
    QVector<double> x, y, errors;
    for (const int dot : sorted) {
        x << place(dot).x();
        y << place(dot).y();
        errors << errorBar(dot);
    }
    QCPGraph* graph = canvas()->addGraph();
    graph->setData(x, y, true);
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(QCPScatterStyle(look.shape, QPen(look.line, 1), QBrush(look.fill), look.size));
    if (!look.hasBars)
        return;
    auto* bars = new QCPErrorBars(canvas()->xAxis, canvas()->yAxis);
    bars->setDataPlottable(graph);
    bars->setData(errors);
    bars->setPen(QPen(look.line, 1));
    bars->setWhiskerWidth(3);
    bars->setSymbolGap(0);
}

/// Rings with numbers around what is to be calculated next, and marks at numbers that should be checked.
void PhasePlot::addNext()
{
    const QColor color = seriesPen(1, style()).color();
    const auto add = [this, color](int dot, const QString& text, double size) {
        if (!isDrawn(dot) || !isFinite(place(dot)))
            return;
        QCPItemTracer* tracer = makeRing(canvas(), canvas()->layer("main"), size);
        tracer->setPen(QPen(color, 1.6));
        tracer->position->setCoords(place(dot));
        tracer->setVisible(true);
        m_items << tracer;
        auto* label = new QCPItemText(canvas());
        label->setText(text);
        label->setFont(style().smallFont);
        label->setColor(color);
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
        label->position->setParentAnchor(tracer->position);
        label->position->setCoords(size / 2, -size / 3);
        m_items << label;
    };
    for (int i = 0; i < static_cast<int>(std::min<std::size_t>(m_view->next.size(), kMostNumbers)); ++i)
        add(m_view->next[static_cast<std::size_t>(i)], QString::number(i + 1), 14);
    for (int i = 0; i < static_cast<int>(m_view->dots.size()); ++i)
        if (m_view->dots[static_cast<std::size_t>(i)].isDoubtful)
            add(i, tr("check"), 11);
}

void PhasePlot::addLine(const QList<QPointF>& points, const QPen& pen)
{
    auto* line = new QCPCurve(canvas()->xAxis, canvas()->yAxis);
    QVector<double> x, y;
    for (const QPointF& point : points) {
        x << point.x();
        y << point.y();
    }
    line->setData(x, y);
    QPen drawn = pen;
    if (isStale())
        drawn.setColor(greyed(pen.color(), style()));
    line->setPen(drawn);
}

void PhasePlot::addText(const QPointF& point, const QString& text, Qt::Alignment alignment)
{
    auto* label = new QCPItemText(canvas());
    label->setText(text);
    label->setFont(style().font);
    label->setColor(style().text);
    label->setPositionAlignment(alignment);
    label->setPadding({7, 7, 7, 7});
    label->position->setCoords(point);
    label->setClipToAxisRect(false);
    m_items << label;
}

int PhasePlot::nearest(const QPointF& pixel) const
{
    int found = -1;
    double least = kReach * kReach;
    for (int i = 0; m_view && i < static_cast<int>(m_view->dots.size()); ++i) {
        if (!isDrawn(i))
            continue;
        const QPointF at = place(i);
        const QPointF d(canvas()->xAxis->coordToPixel(at.x()) - pixel.x(), canvas()->yAxis->coordToPixel(at.y()) - pixel.y());
        if (const double squared = QPointF::dotProduct(d, d); squared < least) {
            least = squared;
            found = i;
        }
    }
    return found;
}

QString PhasePlot::readoutAt(const QPointF& /*point*/, const QPointF& pixel)
{
    const int dot = nearest(pixel);
    ring(*m_hoverRing, dot);
    if (dot < 0)
        return {};
    const PhaseDot& one = m_view->dots[static_cast<std::size_t>(dot)];
    const ShownEnergy shown = shownEnergy(*m_view);
    QString text = QString("#%1  %2").arg(one.structure).arg(compositionText(m_view->elements, m_view->fractions.col(dot)));
    if (std::isfinite(one.energy))
        text += QString(":  %1%2 %3")
                    .arg(typesetNumber(one.energy * shown.scale),
                         one.spread > 0 ? " ± " + typesetNumber(one.spread * shown.scale, 2) : QString(), shown.unit);
    if (one.place)
        text += tr(",  %1 above the hull").arg(typesetNumber(std::max(0.0, one.place->aboveHull) * shown.scale, 3));
    return text;
}

void PhasePlot::forgetCursor()
{
    m_hoverRing->setVisible(false);
}

void PhasePlot::clickedAt(const QPointF& pixel)
{
    if (const int dot = nearest(pixel); dot >= 0)
        emit structureClicked(m_view->dots[static_cast<std::size_t>(dot)].structure);
}

void PhasePlot::restyle()
{
    m_currentRing->setPen(QPen(style().text, 1.8));
    m_hoverRing->setPen(QPen(style().muted, 1.4));
    rebuild();
}

QString PhasePlot::csv() const
{
    if (!m_view)
        return {};
    QString text = "structure";
    for (const int element : m_view->elements)
        text += ",x_" + symbolText(element);
    const QString unit = QString::fromStdString(m_view->unit);
    text += QString(",state,formation_energy (%1),spread (%1),above_hull (%1),chance_below_hull\n").arg(unit);
    const QStringList states {"stable", "above hull", "predicted", "unknown"};
    const auto number = [](double value) { return std::isfinite(value) ? QString::number(value, 'g', 17) : QString(); };
    for (std::size_t i = 0; i < m_view->dots.size(); ++i) {
        const PhaseDot& dot = m_view->dots[i];
        text += QString::number(dot.structure);
        for (const double x : m_view->fractions.col(static_cast<Eigen::Index>(i)))
            text += ',' + number(x);
        const bool predicted = dot.knowledge == PhaseKnowledge::Predicted;
        text += ',' + states[static_cast<int>(dot.knowledge)] + ',' + number(dot.energy) + ','
            + (predicted ? number(dot.spread) : QString()) + ',' + (dot.place ? number(dot.place->aboveHull) : QString()) + ','
            + (predicted ? number(dot.chance) : QString()) + '\n';
    }
    return text;
}

} // namespace mbtr::gui

#include "moc_phase_plot.cpp"
