#include "widgets/panels/tensor/tensor_term_view.h"

#include "core/mbtr/resolution.h"
#include "core/mbtr/tensor.h"
#include "core/mbtr/truncation/grid_truncation.h"
#include "core/mbtr/truncation/tuple_truncation.h"
#include "widgets/fields/units.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/curve_shades.h"
#include "widgets/plots/heat_map.h"

#include <QTextBrowser>

namespace mbtr::gui {

namespace {

constexpr double kWorthSaying = 1e-3; // of the weight
constexpr double kSideRoom = 0.05; // of the axis, beside a grid that does not hold all

const TermSettings& termOf(const MbtrTensor& tensor, int term)
{
    return tensor.layout->settings.terms[static_cast<std::size_t>(term)];
}

ShownUnit unitOf(const MbtrTensor& tensor, int term)
{
    return shownUnit(info(termOf(tensor, term).geometry).unit);
}

AxisText xTextOf(const MbtrTensor& tensor, int term)
{
    const Geometry geometry = termOf(tensor, term).geometry;
    const bool counts = geometry == Geometry::AtomicNumber || geometry == Geometry::Count;
    const Ticks ticks = counts ? Ticks::Whole : info(geometry).unit == "rad" ? Ticks::Degrees : Ticks::Free;
    return {axisLabel(geometry), unitOf(tensor, term).text, ticks};
}

// Paper and CentredMass give masses, Dscribe densities: per unit of the geometry function as the core has it.
AxisText valueTextOf(const MbtrTensor& tensor, int term)
{
    const MbtrSettings& settings = tensor.layout->settings;
    if (settings.discretization != Discretization::Dscribe)
        return {.label = TensorTermView::tr("weight per bin"), .unit = {}};
    if (!settings.normalizeGaussians)
        return {.label = TensorTermView::tr("height"), .unit = {}};
    const QString unit = prettyUnit(std::string(info(termOf(tensor, term).geometry).unit));
    return {.label = unit.isEmpty() ? TensorTermView::tr("density") : TensorTermView::tr("weight per %1").arg(unit), .unit = {}};
}

QString percent(double share, int digits)
{
    return TensorTermView::tr("%1 %").arg(100 * share, 0, 'g', digits);
}

/// What of the weight lies outside the grid or beyond the limits of the weighting, where it is worth saying.
QString truncationText(const MbtrTensor& tensor, int term)
{
    const auto t = static_cast<std::size_t>(term);
    QStringList parts;
    if (const double truncated = truncatedShare(tensor.weights[t]); truncated > kWorthSaying)
        parts.append(TensorTermView::tr("%1 of the weight lies outside the grid").arg(percent(truncated, 3)));
    const CutWeight cut = t < tensor.cuts.size() ? tensor.cuts[t] : CutWeight();
    const QString limit = QString::fromStdString(limitOf(termOf(tensor, term))).replace(" A", QString::fromUtf8(" Å"));
    if (cut.share() > kWorthSaying)
        parts.append((cut.exact ? TensorTermView::tr("%1 of the weight lies beyond %2")
                                : TensorTermView::tr("about %1 of the weight lies beyond %2"))
                         .arg(percent(cut.share(), cut.exact ? 3 : 2), limit));
    else if (cut.endless || cut.uncounted)
        parts.append(TensorTermView::tr("ends at %1").arg(limit));
    return parts.isEmpty() ? QString() : QString::fromUtf8(" — ") + parts.join(", ");
}

/// Calls use(name, values) for each stored block of the term.
template <typename Use> void forBlocks(const MbtrTensor& tensor, int term, const Use& use)
{
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const Block& block = tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])];
        if (block.term == term)
            use(QString::fromStdString(blockName(block)), tensor.blockValues(i));
    }
}

} // namespace

QString termLabel(const MbtrTensor& tensor, int term)
{
    if (term >= static_cast<int>(tensor.layout->settings.terms.size()))
        return {};
    const TermSettings& settings = termOf(tensor, term);
    return QString("k = %1 · %2").arg(settings.k).arg(geometryName(settings.geometry));
}

AxisText termAxis(const MbtrTensor& tensor, int term)
{
    return xTextOf(tensor, term);
}

double termScale(const MbtrTensor& tensor, int term)
{
    return unitOf(tensor, term).scale;
}

AxisText termValueAxis(const MbtrTensor& tensor, int term)
{
    return valueTextOf(tensor, term);
}

TensorTermView::TensorTermView(int term, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_term(term)
    , m_curves(new CurvePlot)
    , m_heatMap(new HeatMap)
    , m_shades(new CurveShades(m_curves))
    , m_explanation(new QTextBrowser)
{
    setObjectName(QString("term%1").arg(term + 1));
    setChildrenCollapsible(false);
    addWidget(m_curves);
    addWidget(m_heatMap);
    addWidget(m_explanation);
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    m_explanation->setObjectName("explanation");
    m_explanation->setAccessibleName(tr("What am I seeing? Explanation of term %1").arg(term + 1));
    m_explanation->setFrameShape(QFrame::NoFrame);
    m_explanation->setMinimumWidth(150);
    m_explanation->document()->setDocumentMargin(8);
    m_explanation->hide();
    m_curves->setObjectName("curves");
    m_heatMap->setObjectName("heatMap");
    setDisplay(TensorDisplay::Curves);
}

void TensorTermView::setDisplay(TensorDisplay display)
{
    m_curves->setVisible(display != TensorDisplay::HeatMap);
    m_heatMap->setVisible(display != TensorDisplay::Curves);
    if (m_tensor)
        setTensor(m_tensor, m_isCrystal);
}

void TensorTermView::setTensor(std::shared_ptr<const MbtrTensor> tensor, bool isCrystal)
{
    m_tensor = std::move(tensor);
    label();
    m_isCrystal = isCrystal;
    shade();
    if (!m_curves->isHidden())
        showCurves();
    if (!m_heatMap->isHidden())
        showHeatMap();
}

void TensorTermView::label()
{
    const QString title = termLabel(*m_tensor, m_term) + truncationText(*m_tensor, m_term);
    const AxisText x = xTextOf(*m_tensor, m_term);
    const AxisText value = valueTextOf(*m_tensor, m_term);
    if (m_curves->title() == title && m_curves->xText() == x && m_curves->yText() == value)
        return;
    m_curves->setTitle(title);
    m_curves->setAccessibleName(tr("Curves of the tensor, %1").arg(title));
    m_curves->setAxes(x, value);
    m_heatMap->setTitle(title);
    m_heatMap->setAccessibleName(tr("Heat map of the tensor, %1").arg(title));
    m_heatMap->setAxes(x, {});
    m_heatMap->setValueText(value);
}

/// Where weight is lost: the grid's surroundings only where something lies there.
void TensorTermView::shade()
{
    const auto t = static_cast<std::size_t>(m_term);
    const double scale = unitOf(*m_tensor, m_term).scale;
    const bool isTruncated = truncatedShare(m_tensor->weights[t]) > kWorthSaying;
    const Bins& bins = m_tensor->layout->bins[t];
    QList<CurveShade> shades;
    for (const UnseenRange& range : unseenRanges(termOf(*m_tensor, m_term), bins, m_isCrystal)) {
        const bool outside = range.why == UnseenRange::Why::OutsideGrid;
        if (outside ? isTruncated : range.from < bins.right() && range.to > bins.left)
            shades.append({scale * range.from, scale * range.to, outside ? tr("outside the grid") : tr("cut off")});
    }
    m_curves->setSideRoom(isTruncated ? kSideRoom : 0);
    m_shades->setShades(shades);
}

void TensorTermView::setExplained(bool on)
{
    if (on == !m_explanation->isHidden())
        return;
    m_explanation->setVisible(on);
    if (on)
        setSizes({width() * 3 / 5, width() * 3 / 5, width() * 2 / 5});
}

void TensorTermView::setExplanation(const QString& text)
{
    if (text != m_explanation->property("shown").toString()) { // setHtml() scrolls to the top
        m_explanation->setHtml(text);
        m_explanation->setProperty("shown", text);
    }
}

void TensorTermView::showCurves()
{
    const Bins& bins = m_tensor->layout->bins[static_cast<std::size_t>(m_term)];
    const double scale = unitOf(*m_tensor, m_term).scale;
    std::vector<double> x(static_cast<std::size_t>(bins.n));
    for (int m = 0; m < bins.n; ++m)
        x[static_cast<std::size_t>(m)] = scale * bins.centre(m);
    std::vector<Curve> curves;
    forBlocks(*m_tensor, m_term, [&](const QString& name, std::span<const double> values) {
        curves.push_back({name, x, {values.begin(), values.end()}});
    });
    m_curves->setEmptyRange(x.front(), x.back());
    m_curves->setCurves(std::move(curves));
}

void TensorTermView::showHeatMap()
{
    const Bins& bins = m_tensor->layout->bins[static_cast<std::size_t>(m_term)];
    const double scale = unitOf(*m_tensor, m_term).scale;
    HeatMapData map {.rows = {}, .left = scale * bins.left, .step = scale * bins.step, .bins = bins.n, .values = {}};
    forBlocks(*m_tensor, m_term, [&](const QString& name, std::span<const double> values) {
        map.rows.append(name);
        map.values.insert(map.values.end(), values.begin(), values.end());
    });
    m_heatMap->setData(std::move(map));
}

void TensorTermView::forgetRanges()
{
    m_curves->forgetRange();
    m_heatMap->forgetRange();
}

void TensorTermView::forgetNames()
{
    m_curves->forgetNames();
    m_heatMap->forgetRange();
}

void TensorTermView::setStale(bool stale)
{
    m_curves->setStale(stale);
    m_heatMap->setStale(stale);
}

void TensorTermView::reset()
{
    m_curves->reset();
    m_heatMap->reset();
}

} // namespace mbtr::gui
