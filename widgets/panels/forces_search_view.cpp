#include "widgets/panels/forces_search_view.h"

#include "widgets/fields/units.h"
#include "widgets/panels/forces_table.h"
#include "widgets/plots/point_plot.h"
#include "widgets/session/force_trainer.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

std::string forceUnit(const ForceTrainer& trainer)
{
    const auto dataset = trainer.dataset();
    const Property* property = dataset ? dataset->find(trainer.settings().forces) : nullptr;
    return property ? property->unit : std::string();
}

QString describe(const GdmlSearchPoint& point)
{
    QString text = ForcesSearchView::tr("length %1, lambda %2").arg(fourDigits(point.length), fourDigits(point.lambda));
    if (point.sigma > 0)
        text += ForcesSearchView::tr(", sigma %1 Å⁻¹").arg(fourDigits(point.sigma));
    return text;
}

} // namespace

ForcesSearchView::ForcesSearchView(ForceTrainer* trainer, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_text(new QLabel(this))
    , m_search(new PointPlot(this))
    , m_residuals(new PointPlot(this))
{
    m_text->setObjectName("forceSearchText");
    m_text->setWordWrap(true);
    m_text->setMargin(6);
    m_search->setObjectName("forceSearchPlot");
    m_search->setAccessibleName(tr("Errors of the models that the search tried"));
    m_search->setTitle(tr("Search"));
    m_search->setScales(Scale::Linear, Scale::Logarithmic);
    m_residuals->setObjectName("forceResidualPlot");
    m_residuals->setAccessibleName(tr("Residual of the iterative solver"));
    m_residuals->setTitle(tr("Conjugate gradients"));
    m_residuals->setScales(Scale::Linear, Scale::Logarithmic);
    m_residuals->setAxes({.label = tr("step"), .unit = {}, .ticks = Ticks::Whole}, {.label = tr("|K a − f| / |f|"), .unit = {}});
    m_residuals->setMarkers(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_residuals, 1);
    connect(trainer, &ForceTrainer::pointsChanged, this, &ForcesSearchView::show);
    show();
}

void ForcesSearchView::show()
{
    showSearch();
    const auto& residuals = m_trainer->residuals();
    m_residuals->setVisible(!residuals.empty());
    PointSeries series {.name = tr("residual"), .x = {}, .y = residuals};
    for (std::size_t i = 0; i < residuals.size(); ++i)
        series.x.push_back(static_cast<double>(i + 1));
    m_residuals->setSeries({series});
}

void ForcesSearchView::showSearch()
{
    auto points = m_trainer->searchPoints();
    m_search->setVisible(!points.empty());
    if (points.empty())
        return m_text->setText(m_trainer->residuals().empty() ? tr("A training whose length is left empty searches it, and its models appear here one by one.") : QString());
    const auto best = *std::min_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.forceMae < b.forceMae; });
    const QString unit = prettyUnit(forceUnit(*m_trainer));
    m_text->setText(tr("%n model(s) tried on geometries held out; best: %1, force MAE %2 %3.", nullptr, static_cast<int>(points.size()))
                        .arg(describe(best), fourDigits(best.forceMae), unit));
    const bool alongLength = best.sigma == 0;
    PointSeries tried {.name = tr("tried"), .x = {}, .y = {}}, lowest {.name = tr("best so far"), .x = {}, .y = {}};
    if (alongLength)
        std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.length < b.length; });
    for (const GdmlSearchPoint& point : points) {
        tried.x.push_back(alongLength ? point.length : static_cast<double>(tried.x.size() + 1));
        tried.y.push_back(point.forceMae);
        lowest.x.push_back(tried.x.back());
        lowest.y.push_back(lowest.y.empty() ? point.forceMae : std::min(lowest.y.back(), point.forceMae));
    }
    m_search->setAxes({.label = alongLength ? tr("length") : tr("model"), .unit = {}, .ticks = Ticks::Whole}, {.label = tr("force MAE, held out"), .unit = unit});
    std::vector<PointSeries> series {tried};
    if (!alongLength)
        series.push_back(lowest);
    m_search->setSeries(std::move(series));
}

} // namespace mbtr::gui

#include "moc_forces_search_view.cpp"
