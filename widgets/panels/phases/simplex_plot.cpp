#include "widgets/panels/phases/simplex_plot.h"

#include "widgets/items/phase_texts.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <qcustomplot.h>
#include <set>

namespace mbtr::gui {

namespace {

constexpr double kDepth = 0.55; ///< of the deepest energy below the triangle, edges of it
constexpr double kSimplexMargin = 0.12;
constexpr int kMostNames = 14; ///< of stable compounds; more would cover one another

const double kRoot3 = std::sqrt(3.0);

} // namespace

SimplexPlot::SimplexPlot(QWidget* parent)
    : PhasePlot(parent)
{
    setAccessibleName(tr("Phase diagram over compositions of three or four elements"));
    for (QCPAxis* axis : {canvas()->xAxis, canvas()->yAxis}) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
    canvas()->axisRect()->setMinimumMargins({4, 4, 4, 4});
    applyStyle();
}

void SimplexPlot::setTurn(double turn, double tilt)
{
    m_turn = turn * std::numbers::pi / 180;
    m_tilt = tilt * std::numbers::pi / 180;
    rebuild();
    reset();
}

void SimplexPlot::setMostAbove(double energy)
{
    m_mostAbove = energy;
    rebuild();
}

Eigen::Vector3d SimplexPlot::corner(int element) const
{
    if (view()->elements.size() <= 3) {
        const std::array<Eigen::Vector3d, 3> triangle {
            Eigen::Vector3d(-0.5, -kRoot3 / 6, 0), {0.5, -kRoot3 / 6, 0}, {0, kRoot3 / 3, 0}};
        return triangle[static_cast<std::size_t>(element)];
    }
    const double low = -std::sqrt(6.0) / 12;
    const std::array<Eigen::Vector3d, 4> tetrahedron {
        Eigen::Vector3d(-0.5, -kRoot3 / 6, low), {0.5, -kRoot3 / 6, low}, {0, kRoot3 / 3, low}, {0, 0, std::sqrt(6.0) / 4}};
    return tetrahedron[static_cast<std::size_t>(element)];
}

Eigen::Vector3d SimplexPlot::spotOf(const Eigen::VectorXd& fractions, double energy) const
{
    Eigen::Vector3d spot = Eigen::Vector3d::Zero();
    for (Eigen::Index e = 0; e < fractions.size(); ++e)
        spot += fractions[e] * corner(static_cast<int>(e));
    if (view()->elements.size() == 3)
        spot.z() += m_height * (std::isfinite(energy) ? energy : 0);
    return spot;
}

/// Looked at from above (z towards the eye), then turned about z and tilted about the horizontal.
QPointF SimplexPlot::projected(const Eigen::Vector3d& spot) const
{
    const double tilt = view()->elements.size() == 3 ? m_tilt : m_tilt + std::numbers::pi / 2;
    const Eigen::Vector3d seen
        = Eigen::AngleAxisd(-tilt, Eigen::Vector3d::UnitX()) * (Eigen::AngleAxisd(m_turn, Eigen::Vector3d::UnitZ()) * spot);
    return {seen.x(), seen.y()};
}

QPointF SimplexPlot::place(int dot) const
{
    return projected(spotOf(view()->fractions.col(dot), view()->dots[static_cast<std::size_t>(dot)].energy));
}

/// Four elements: predictions only where they may lie below the hull, else they fill the tetrahedron.
bool SimplexPlot::isDrawn(int dot) const
{
    const PhaseDot& one = view()->dots[static_cast<std::size_t>(dot)];
    if (one.place)
        return one.place->isOnHull || one.place->aboveHull <= m_mostAbove;
    return view()->elements.size() == 3 || one.chance > 0.02;
}

void SimplexPlot::addLines()
{
    const auto elements = static_cast<int>(view()->elements.size());
    double deepest = 0;
    for (const PhaseDot& dot : view()->dots)
        if (std::isfinite(dot.energy))
            deepest = std::min(deepest, dot.energy);
    m_height = deepest < 0 ? kDepth / -deepest : 0;
    setAxes({.label = tr("composition"), .unit = {}}, {.label = tr("energy of formation"), .unit = shownEnergy(*view()).unit});
    for (QCPAxis* axis : {canvas()->xAxis, canvas()->yAxis})
        axis->setLabel({});
    for (int a = 0; a < elements; ++a)
        for (int b = a + 1; b < elements; ++b)
            addLine({projected(corner(a)), projected(corner(b))}, QPen(style().muted, 1.2));
    addTies();
    addNames();
}

/// The edges of all facets of the hull.
void SimplexPlot::addTies()
{
    std::set<std::pair<int, int>> edges;
    for (const HullFacet& facet : view()->hull.facets)
        for (const int a : facet.vertices)
            for (const int b : facet.vertices)
                if (a < b)
                    edges.emplace(a, b);
    const QPen pen(seriesPen(0, style()).color(), 1.3);
    for (const auto& [a, b] : edges)
        addLine({projected(spotOf(fractionsOf(*view(), a), energyOf(*view(), a))),
                 projected(spotOf(fractionsOf(*view(), b), energyOf(*view(), b)))},
                pen);
}

void SimplexPlot::addNames()
{
    for (int element = 0; element < static_cast<int>(view()->elements.size()); ++element) {
        const QPointF at = projected(corner(element));
        addText(at, symbolText(view()->elements[static_cast<std::size_t>(element)]),
                Qt::AlignHCenter | (at.y() < 0 ? Qt::AlignTop : Qt::AlignBottom));
    }
    int names = 0;
    for (const int vertex : view()->hull.vertices) {
        const Eigen::VectorXd fractions = fractionsOf(*view(), vertex);
        if (fractions.maxCoeff() < 1 - kSameComposition && ++names <= kMostNames)
            addText(projected(spotOf(fractions, energyOf(*view(), vertex))), compositionText(view()->elements, fractions),
                    Qt::AlignLeft | Qt::AlignBottom);
    }
}

/// As large as the plot allows, with equal lengths along both axes.
void SimplexPlot::fitRanges()
{
    if (!view())
        return;
    QRectF box;
    const auto include = [&box](const QPointF& point) {
        if (box.isNull())
            box = QRectF(point, QSizeF(1e-9, 1e-9));
        box.setLeft(std::min(box.left(), point.x()));
        box.setRight(std::max(box.right(), point.x()));
        box.setTop(std::min(box.top(), point.y()));
        box.setBottom(std::max(box.bottom(), point.y()));
    };
    for (int element = 0; element < static_cast<int>(view()->elements.size()); ++element)
        include(projected(corner(element)));
    for (int dot = 0; dot < static_cast<int>(view()->dots.size()); ++dot)
        if (isDrawn(dot) && view()->dots[static_cast<std::size_t>(dot)].energy <= 0)
            include(place(dot));
    const QRect area = plotArea();
    const double width = std::max(area.width(), 1), height = std::max(area.height(), 1);
    const double unit = (1 + 2 * kSimplexMargin) * std::max(box.width() / width, box.height() / height);
    canvas()->xAxis->setRange(box.center().x() - unit * width / 2, box.center().x() + unit * width / 2);
    canvas()->yAxis->setRange(box.center().y() - unit * height / 2, box.center().y() + unit * height / 2);
}

void SimplexPlot::resizeEvent(QResizeEvent* event)
{
    PhasePlot::resizeEvent(event);
    if (!isZoomed())
        QMetaObject::invokeMethod(this, &SimplexPlot::reset, Qt::QueuedConnection); // the area of the axes follows later
}

} // namespace mbtr::gui

#include "moc_simplex_plot.cpp"
