#pragma once

#include <QColor>
#include <QFont>
#include <QPen>
#include <span>

class QPalette;
class QCPAxis;
class QCPColorGradient;
class QCPLegend;
class QCustomPlot;

namespace mbtr::gui {

/// How plots look, derived from the palette of the widget they are in, so that they follow light and dark themes.
struct PlotStyle {
    QColor background;
    QColor text;
    QColor muted; ///< read-outs, axis lines
    QColor grid;
    QColor highlight; ///< zoom rectangle, keyboard focus
    bool dark = false;
    QFont font; ///< labels
    QFont smallFont; ///< tick labels, legends
};

PlotStyle plotStyle(const QPalette& palette, const QFont& font);

/// Colour and line pattern of the index-th series: eight colours that people with colour vision deficiencies can tell
/// apart (Okabe & Ito 2008, lightness tuned to the background), then the same ones dashed, dotted, ...
QPen seriesPen(int index, const PlotStyle& style);
/// `color` as it looks while it waits for a new result.
QColor greyed(const QColor& color, const PlotStyle& style);
QColor blended(const QColor& a, const QColor& b, double shareOfB);

/// Viridis (Smith & van der Walt 2015): even steps of perceived lightness; its grey version where stale.
QCPColorGradient heatGradient(bool stale, const PlotStyle& style);

void styleAxis(QCPAxis& axis, const PlotStyle& style);
void styleLegend(QCPLegend& legend, const PlotStyle& style);
void styleCanvas(QCustomPlot& canvas, const PlotStyle& style);

} // namespace mbtr::gui
