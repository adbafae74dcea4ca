#include "widgets/plots/plot_style.h"

#include "widgets/theme/color_map.h"

#include <QPalette>
#include <algorithm>
#include <array>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

// Okabe & Ito, "Color Universal Design" (2008): blue, vermilion, bluish green, reddish purple, orange, sky blue, yellow,
// black. Each at least 3:1 against the background it is meant for.
constexpr std::array<QRgb, 8> kOnLight {0xff0072b2, 0xffd55e00, 0xff008f68, 0xffb9548c,
                                        0xffb87f00, 0xff2f95d3, 0xff857a00, 0xff303030};
constexpr std::array<QRgb, 8> kOnDark {0xff4f9fe8, 0xffff7f3f, 0xff2cc498, 0xffe391c2,
                                       0xffe69f00, 0xff7fd4ff, 0xfff0e442, 0xffdcdcdc};

QList<qreal> pattern(int round)
{
    switch (round % 5) {
    case 1:
        return {5, 2.5};
    case 2:
        return {1.2, 2};
    case 3:
        return {6, 2, 1.2, 2};
    case 4:
        return {9, 3};
    default:
        return {};
    }
}

QColor asGrey(const QColor& color)
{
    const int grey = qGray(color.rgb());
    return {grey, grey, grey};
}

} // namespace

QColor blended(const QColor& a, const QColor& b, double shareOfB)
{
    const auto mix = [&](int x, int y) { return static_cast<int>(x + shareOfB * (y - x) + 0.5); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

PlotStyle plotStyle(const QPalette& palette, const QFont& font)
{
    PlotStyle style;
    style.background = palette.color(QPalette::Base);
    style.text = palette.color(QPalette::Text);
    style.muted = blended(style.text, style.background, 0.35);
    style.grid = blended(style.text, style.background, 0.88);
    style.highlight = palette.color(QPalette::Highlight);
    style.dark = style.background.lightness() < 128;
    style.font = font;
    style.smallFont = font;
    style.smallFont.setPointSizeF(std::max(7.0, font.pointSizeF() - 1));
    return style;
}

QPen seriesPen(int index, const PlotStyle& style)
{
    const auto& colors = style.dark ? kOnDark : kOnLight;
    QPen pen(QColor(colors[static_cast<std::size_t>(index) % colors.size()]), 1.6);
    const auto dashes = pattern(index / static_cast<int>(colors.size()));
    if (!dashes.isEmpty())
        pen.setDashPattern(dashes);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

QColor greyed(const QColor& color, const PlotStyle& style)
{
    return blended(asGrey(color), style.background, 0.55);
}

QCPColorGradient heatGradient(bool stale, const PlotStyle& style)
{
    QCPColorGradient gradient;
    gradient.clearColorStops();
    constexpr int steps = 10;
    for (int i = 0; i <= steps; ++i) {
        const auto [red, green, blue] = colorAt(ColorMap::Viridis, double(i) / steps);
        const QColor color(red, green, blue);
        gradient.setColorStopAt(double(i) / steps, stale ? greyed(color, style) : color);
    }
    gradient.setLevelCount(256);
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    return gradient;
}

void styleAxis(QCPAxis& axis, const PlotStyle& style)
{
    const QPen line(style.muted, 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(line);
    axis.setTickLength(0, 4);
    axis.setSubTickLength(0, 2);
    axis.setLabelColor(style.text);
    axis.setTickLabelColor(style.text);
    axis.setLabelFont(style.font);
    axis.setTickLabelFont(style.smallFont);
    axis.setLabelPadding(3);
    axis.setTickLabelPadding(4);
    axis.grid()->setPen(QPen(style.grid, 1));
    axis.grid()->setZeroLinePen(QPen(style.grid, 1));
    axis.grid()->setSubGridVisible(false);
}

void styleLegend(QCPLegend& legend, const PlotStyle& style)
{
    QColor fill = style.background;
    fill.setAlphaF(0.85f);
    legend.setBrush(fill);
    legend.setBorderPen(Qt::NoPen);
    legend.setFont(style.smallFont);
    legend.setTextColor(style.text);
    legend.setIconSize(24, 12);
    legend.setRowSpacing(1);
    legend.setMargins({6, 4, 6, 4});
}

void styleCanvas(QCustomPlot& canvas, const PlotStyle& style)
{
    canvas.setBackground(QBrush(style.background));
    for (QCPAxis* axis : canvas.axisRect()->axes())
        styleAxis(*axis, style);
    QColor fill = style.highlight;
    fill.setAlpha(40);
    canvas.selectionRect()->setPen(QPen(style.highlight, 1));
    canvas.selectionRect()->setBrush(fill);
}

} // namespace mbtr::gui
