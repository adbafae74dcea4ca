#include "widgets/panels/forces/forces_search_view.h"

#include "core/gdml/force_units.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/plots/point_plot.h"
#include "widgets/work/forces/force_trainer.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

std::string forceUnit(const ForceTrainer& trainer)
{
    const auto dataset = trainer.dataset();
    return dataset && dataset->find(trainer.settings().forces) ? forceUnits(*dataset, trainer.settings()).forces : std::string();
}

QString describe(const GdmlSearchPoint& point)
{
    const bool mbtr = point.sigma > 0;
    QString text = ForcesSearchView::tr("length %1%2, lambda %3")
                       .arg(numberOrDash(point.length), descriptorUnit(mbtr ? GdmlDescriptor::Mbtr : GdmlDescriptor::Distances),
                            numberOrDash(point.lambda));
    if (mbtr)
        text += ForcesSearchView::tr(", sigma %1 Å⁻¹").arg(numberOrDash(point.sigma));
    return text;
}

bool isBetter(const GdmlSearchPoint& a, const GdmlSearchPoint& b)
{
    return a.geometries != b.geometries ? a.geometries > b.geometries : a.forceMae < b.forceMae;
}

} // namespace

ForcesSearchView::ForcesSearchView(ForceTrainer* trainer, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_text(new QLabel(this))
    , m_search(new PointPlot(this))
    , m_table(makeForcesTable("searchTable", tr("Models that the search tried; the best is marked"), this))
    , m_residuals(new PointPlot(this))
{
    m_text->setObjectName("forceSearchText");
    m_text->setWordWrap(true);
    m_search->setObjectName("forceSearchPlot");
    m_search->setAccessibleName(tr("Errors of the models that the search tried"));
    m_search->setTitle(tr("Search on geometries held out"));
    m_search->setScales(Scale::Linear, Scale::Logarithmic);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_residuals->setObjectName("forceResidualPlot");
    m_residuals->setAccessibleName(tr("Residual of the iterative solver"));
    m_residuals->setTitle(tr("Conjugate gradients"));
    m_residuals->setScales(Scale::Linear, Scale::Logarithmic);
    m_residuals->setAxes({.label = tr("step"), .unit = {}, .ticks = Ticks::Whole}, {.label = tr("|K a − f| / |f|"), .unit = {}});
    m_residuals->setMarkers(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(6);
    layout->addWidget(m_text);
    layout->addWidget(m_search, 3);
    layout->addWidget(m_table, 2);
    layout->addWidget(m_residuals, 3);
    layout->addStretch();
    connect(trainer, &ForceTrainer::pointsChanged, this, &ForcesSearchView::show);
    show();
}

void ForcesSearchView::show()
{
    const auto& points = m_trainer->searchPoints();
    const auto& residuals = m_trainer->residuals();
    m_search->setVisible(!points.empty());
    m_table->setVisible(!points.empty());
    m_residuals->setVisible(!residuals.empty());
    QStringList texts;
    if (!points.empty()) {
        const auto best = std::min_element(points.begin(), points.end(), isBetter);
        texts << tr("%1 models tried on geometries held out; best: %2, force MAE %3 %4.")
                     .arg(points.size())
                     .arg(describe(*best), numberOrDash(best->forceMae), prettyUnit(forceUnit(*m_trainer)));
        showSearch(points, static_cast<int>(best - points.begin()));
    }
    if (!residuals.empty()) {
        texts << tr("Conjugate gradients: %1 steps, remaining part of the forces %2.")
                     .arg(residuals.size())
                     .arg(residuals.back(), 0, 'g', 2);
        showResiduals(residuals);
    }
    if (texts.isEmpty())
        texts << tr("A training whose length is left empty searches it, and its models appear here one by one; so does what an "
                    "iterative solver leaves over.");
    m_text->setText(texts.join('\n'));
}

void ForcesSearchView::showResiduals(const std::vector<double>& residuals)
{
    PointSeries series {.name = tr("residual"), .x = {}, .y = residuals};
    for (std::size_t i = 0; i < residuals.size(); ++i)
        series.x.push_back(static_cast<double>(i + 1));
    m_residuals->setSeries({series});
}

void ForcesSearchView::showSearch(const std::vector<GdmlSearchPoint>& points, int best)
{
    const QString unit = prettyUnit(forceUnit(*m_trainer));
    const bool mbtr = points.front().sigma > 0;
    PointSeries tried {.name = tr("tried"), .x = {}, .y = {}}, lowest {.name = tr("best so far"), .x = {}, .y = {}};
    std::vector<GdmlSearchPoint> ordered = points;
    if (!mbtr) // along one axis: by its values; else in the order they were tried
        std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.length < b.length; });
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const bool starts = i == 0 || ordered[i].geometries != ordered[i - 1].geometries;
        tried.x.push_back(mbtr ? static_cast<double>(i + 1) : ordered[i].length);
        tried.y.push_back(ordered[i].forceMae);
        lowest.x.push_back(tried.x.back());
        lowest.y.push_back(starts ? ordered[i].forceMae : std::min(lowest.y.back(), ordered[i].forceMae));
    }
    m_search->setAxes({.label = mbtr ? tr("model") : tr("length"),
                       .unit = mbtr ? QString() : descriptorUnit(GdmlDescriptor::Distances).trimmed(),
                       .ticks = Ticks::Whole},
                      {.label = tr("force MAE, held out"), .unit = unit});
    std::vector<PointSeries> series {tried};
    if (mbtr)
        series.push_back(lowest);
    m_search->setSeries(std::move(series));
    showTable(points, best);
}

void ForcesSearchView::showTable(const std::vector<GdmlSearchPoint>& points, int best)
{
    const bool mbtr = points.front().sigma > 0;
    m_table->setColumnCount(6);
    m_table->setHorizontalHeaderLabels({tr("Model"), tr("Length") + (mbtr ? QString() : QString::fromUtf8(" (Å⁻¹)")),
                                        tr("Lambda"), tr("Sigma (Å⁻¹)"), tr("Geometries"),
                                        tr("Force MAE") + unitSuffix(forceUnit(*m_trainer))});
    m_table->setColumnHidden(3, !mbtr);
    for (int row = m_table->rowCount() > static_cast<int>(points.size()) ? 0 : m_table->rowCount();
         row < static_cast<int>(points.size()); ++row) {
        const GdmlSearchPoint& point = points[static_cast<std::size_t>(row)];
        m_table->setRowCount(row + 1);
        const QString cells[] {QString::number(row + 1),
                               numberOrDash(point.length),
                               numberOrDash(point.lambda),
                               numberOrDash(point.sigma),
                               QString::number(point.geometries),
                               std::isfinite(point.forceMae) ? numberOrDash(point.forceMae) : tr("lambda too small")};
        for (int column = 0; column < 6; ++column)
            setCell(m_table, row, column, cells[column]);
    }
    m_table->setCurrentCell(best, 0);
}

} // namespace mbtr::gui

#include "moc_forces_search_view.cpp"
