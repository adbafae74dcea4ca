#include "widgets/panels/phases/binary_plot.h"

#include "widgets/items/phase_texts.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

constexpr double kBarSigmas = 2; ///< of an error bar

/// A margin below the deepest point and above zero.
constexpr double kMargin = 0.12;

} // namespace

BinaryPlot::BinaryPlot(QWidget* parent)
    : PhasePlot(parent)
{
    setAccessibleName(tr("Energy of formation against composition, with the lower hull"));
    applyStyle();
}

void BinaryPlot::setTrueHullShown(bool shown)
{
    m_trueHull = shown;
    rebuild();
}

QPointF BinaryPlot::place(int dot) const
{
    return {view()->fractions(1, dot), view()->dots[static_cast<std::size_t>(dot)].energy * shownEnergy(*view()).scale};
}

double BinaryPlot::errorBar(int dot) const
{
    return kBarSigmas * view()->dots[static_cast<std::size_t>(dot)].spread * shownEnergy(*view()).scale;
}

void BinaryPlot::addLines()
{
    const ShownEnergy shown = shownEnergy(*view());
    setAxes({.label = tr("fraction of %1").arg(symbolText(view()->elements[1])), .unit = {}},
            {.label = tr("energy of formation"), .unit = shown.unit});
    const auto lineOf = [&](const LowerHull& hull) { // planes hold the hull everywhere, vertices only where it bends
        std::vector<double> x;
        for (const int vertex : hull.vertices)
            x.push_back(fractionsOf(*view(), vertex)[1]);
        std::sort(x.begin(), x.end());
        QList<QPointF> line;
        for (const double fraction : x)
            line << QPointF(fraction, hull.at(Eigen::Vector2d(1 - fraction, fraction))[0] * shown.scale);
        return line;
    };
    addLine({{0, 0}, {1, 0}}, QPen(style().muted, 1));
    if (m_trueHull && view()->trueHull)
        addLine(lineOf(*view()->trueHull), QPen(style().muted, 1.4, Qt::DashLine));
    addLine(lineOf(view()->hull), QPen(seriesPen(0, style()).color(), 1.8));
}

/// Room for the hull; what lies far above it is not worth more.
void BinaryPlot::fitRanges()
{
    canvas()->xAxis->setRange(-0.03, 1.03);
    if (!view())
        return;
    const double scale = shownEnergy(*view()).scale;
    double low = 0, high = 0;
    for (const PhaseDot& dot : view()->dots)
        if (std::isfinite(dot.energy)) {
            low = std::min(low, dot.energy * scale);
            high = std::max(high, dot.energy * scale);
        }
    if (view()->trueHull)
        for (const double energy : view()->trueHull->at(view()->fractions))
            low = std::min(low, energy * scale);
    high = low < 0 ? std::min(high, -0.6 * low) : high;
    const double height = std::max(high - low, 1e-9);
    canvas()->yAxis->setRange(low - kMargin * height, high + kMargin * height);
}

} // namespace mbtr::gui

#include "moc_binary_plot.cpp"
