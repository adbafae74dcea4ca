#include "widgets/panels/training/trust_view.h"

#include "core/models/calibration.h"
#include "core/models/outliers.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/units.h"
#include "widgets/plots/series_plot.h"
#include "widgets/work/training/trust_study.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableWidget>
#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

constexpr std::size_t kOutliers = 40;
constexpr double kTwin = 0.95; // share of structures that are further from their nearest one than a twin is
constexpr const char* kNumberOfAtoms = "#atoms";
constexpr const char* kDistance = "#distance";
constexpr int kOutlierColumns = 7, kSetColumn = 1, kNearestColumn = 5; // of the table

/// A value for each structure; empty where there is no such property.
std::vector<double> valuesOf(const Dataset& dataset, const QString& property)
{
    std::vector<double> values;
    if (property == kNumberOfAtoms)
        for (const Structure& structure : dataset.structures)
            values.push_back(structure.atomCount());
    else if (const Property* found = dataset.find(property.toStdString()); found && found->isScalar())
        values = std::get<StructureNumbers>(found->values).values;
    return values;
}

} // namespace

TrustView::TrustView(Session* session, Selection* selection, TrustStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_study(study)
    , m_property(new QComboBox(this))
    , m_residualPlot(new SeriesPlot(SeriesPlot::Scale::Linear, this))
    , m_calibration(new SeriesPlot(SeriesPlot::Scale::Linear, this))
    , m_outliers(new QTableWidget(0, kOutlierColumns, this))
    , m_text(new QLabel(this))
    , m_content(new QWidget(this))
{
    setObjectName("trustView");
    m_text->setObjectName("trustText");
    m_text->setWordWrap(true);
    m_text->setContentsMargins(8, 6, 8, 0);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    styleTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_content, 1);
    layout->addStretch(0); // holds the text at the top while there is no model
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addLayout(makeChoice());
    content->addWidget(makePlots(), 1);
    connectAll();
    showStudy();
}

QLayout* TrustView::makeChoice()
{
    m_property->setObjectName("residualProperty");
    m_property->setAccessibleName(tr("Residuals against"));
    m_property->setToolTip(tr("What the errors (predicted minus reference) are drawn against"));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 8, 0);
    top->addWidget(new QLabel(tr("Residuals against"), this));
    top->addWidget(m_property);
    top->addStretch(1);
    return top;
}

QWidget* TrustView::makePlots()
{
    m_residualPlot->setObjectName("residualPlot");
    m_residualPlot->setAccessibleName(tr("Residuals"));
    m_calibration->setObjectName("calibrationPlot");
    m_calibration->setAccessibleName(tr("Calibration of the spread"));
    m_calibration->setToolTip(tr("Share of validation structures whose error is within z spreads that should hold so many of a "
                                 "normal distribution; on the line the spread can be believed"));
    auto* plots = new QSplitter;
    plots->addWidget(m_residualPlot);
    plots->addWidget(m_calibration);
    plots->setStretchFactor(0, 3);
    plots->setStretchFactor(1, 2);
    plots->setMinimumHeight(170);
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->addWidget(plots);
    rows->addWidget(m_outliers);
    rows->setChildrenCollapsible(false);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 2);
    return rows;
}

void TrustView::styleTable()
{
    m_outliers->setObjectName("outliers");
    m_outliers->setAccessibleName(tr("Structures with the largest errors"));
    m_outliers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_outliers->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_outliers->setSelectionMode(QAbstractItemView::SingleSelection);
    m_outliers->verticalHeader()->hide();
    m_outliers->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_outliers->horizontalHeader()->setStretchLastSection(true);
    m_outliers->horizontalHeader()->setHighlightSections(false);
    m_outliers->setFrameShape(QFrame::NoFrame);
}

void TrustView::connectAll()
{
    connect(m_property, &QComboBox::activated, this, &TrustView::showResiduals);
    connect(m_residualPlot, &SeriesPlot::pointClicked, this, [this](int series, int index) {
        m_selection->setStructure(m_shown[static_cast<std::size_t>(series)][static_cast<std::size_t>(index)]);
    });
    connect(m_outliers, &QTableWidget::itemSelectionChanged, this, [this] {
        const auto items = m_outliers->selectedItems();
        if (items.isEmpty())
            return;
        m_selection->setStructure(items.first()->data(Qt::UserRole).toInt());
        if (const int nearest = items.first()->data(Qt::UserRole + 1).toInt(); nearest >= 0)
            m_selection->setReference(nearest);
    });
    connect(m_study, &TrustStudy::changed, this, &TrustView::showStudy);
}

void TrustView::showStudy()
{
    fillChoices();
    showResiduals();
    showCalibration();
    showTable();
    const bool isThere = m_session->dataset().value && m_session->model().value;
    m_content->setVisible(isThere);
    if (!m_study->problem().isEmpty())
        m_text->setText(m_study->problem());
    else
        m_text->setText(isThere ? largestText()
                                : tr("Train or load a model to see where it errs, how far its spreads can be believed, and which "
                                     "structures are hard."));
}

void TrustView::fillChoices()
{
    const QString before = m_property->currentData().toString();
    m_property->clear();
    m_property->addItem(tr("number of atoms"), kNumberOfAtoms);
    m_property->addItem(tr("distance to the nearest training structure"), kDistance);
    if (const auto dataset = m_session->dataset().value)
        for (const Property& property : dataset->properties)
            if (property.isScalar())
                m_property->addItem(QString::fromStdString(property.name), QString::fromStdString(property.name));
    const auto result = m_session->model().value;
    const QString wanted = before.isEmpty() && result ? QString::fromStdString(result->settings.target) : before;
    m_property->setCurrentIndex(std::max(0, m_property->findData(wanted)));
}

/// What the residuals are drawn against.
std::vector<double> TrustView::valuesOfResiduals() const
{
    const QString property = m_property->currentData().toString();
    const std::vector<double> all = valuesOf(*m_session->dataset().value, property);
    std::vector<double> values;
    for (const Residual& residual : m_study->residuals())
        values.push_back(property == kDistance ? residual.distance
                             : static_cast<std::size_t>(residual.structure) < all.size()
                             ? all[static_cast<std::size_t>(residual.structure)]
                             : std::numeric_limits<double>::quiet_NaN());
    return values;
}

void TrustView::showResiduals()
{
    const auto dataset = m_session->dataset().value;
    const auto result = m_session->model().value;
    m_shown.assign(2, {});
    if (!dataset || !result)
        return m_residualPlot->setSeries({});
    const std::vector<double> values = valuesOfResiduals();
    const Property* found = dataset->find(m_property->currentData().toString().toStdString());
    PlotSeries training {.name = tr("training, each left out"), .x = {}, .y = {}, .color = 0},
        validation {.name = tr("validation"), .x = {}, .y = {}, .color = 1};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Residual& residual = m_study->residuals()[i];
        if (!std::isfinite(values[i]))
            continue;
        PlotSeries& series = residual.training ? training : validation;
        series.x.push_back(values[i]);
        series.y.push_back(residual.error);
        series.names << structureName(*dataset, residual.structure);
        m_shown[residual.training ? 0 : 1].push_back(residual.structure);
    }
    m_residualPlot->setAxes({.label = m_property->currentText(), .unit = found ? prettyUnit(found->unit) : QString()},
                            {.label = tr("error"), .unit = prettyUnit(result->unit)});
    m_residualPlot->setSeries({training, validation});
}

void TrustView::showCalibration()
{
    PlotSeries found {.name = tr("validation"), .x = {}, .y = {}, .style = PlotSeries::LineAndPoints, .color = 1};
    for (const CalibrationPoint& point : m_study->calibration()) {
        found.x.push_back(point.expected);
        found.y.push_back(point.found);
    }
    const PlotSeries ideal {.name = tr("ideal"), .x = {0, 100}, .y = {0, 100}, .style = PlotSeries::DashedLine, .color = 0};
    m_calibration->setAxes({.label = tr("expected inside"), .unit = "%"}, {.label = tr("found inside"), .unit = "%"});
    m_calibration->setSeries(found.x.empty() ? std::vector<PlotSeries> {} : std::vector<PlotSeries> {ideal, found});
}

void TrustView::showHeaders(const TrainingResult& result)
{
    const QString unit = unitSuffix(result.unit);
    m_outliers->setHorizontalHeaderLabels({tr("Structure"), tr("Set"), tr("Reference") + unit, tr("Error") + unit,
                                           tr("Error / spread"), tr("Most like, of those that train"), tr("Distance")});
    const QStringList meanings {
        tr("A click shows it; the training structure most like it becomes the reference of the Compare page"),
        tr("Validation, or training: then left out of a model of all others"),
        {},
        tr("Predicted minus reference"),
        tr("In standard deviations of the Gaussian process"),
        tr("The training structure whose features are nearest"),
        tr("Between their features, without a unit")};
    for (int column = 0; column < meanings.size(); ++column)
        m_outliers->horizontalHeaderItem(column)->setToolTip(meanings[column]);
}

void TrustView::showTable()
{
    const auto result = m_session->model().value;
    const QSignalBlocker blocker(m_outliers);
    m_outliers->setRowCount(0);
    if (!m_session->dataset().value || !result)
        return;
    showHeaders(*result);
    m_outliers->setRowCount(static_cast<int>(std::min(kOutliers, m_study->residuals().size())));
    for (int row = 0; row < m_outliers->rowCount(); ++row)
        fillRow(row, m_study->residuals()[static_cast<std::size_t>(row)]);
    m_outliers->resizeColumnsToContents();
}

void TrustView::fillRow(int row, const Residual& residual)
{
    const Dataset& dataset = *m_session->dataset().value;
    const QStringList cells {structureName(dataset, residual.structure),
                             residual.training ? tr("training") : tr("validation"),
                             numberOrDash(residual.reference, 7),
                             numberOrDash(residual.error),
                             numberOrDash(residual.error / residual.std, 3),
                             residual.nearest >= 0 ? structureName(dataset, residual.nearest) : QString(),
                             numberOrDash(residual.distance, 3)};
    for (int column = 0; column < cells.size(); ++column) {
        auto* item = new QTableWidgetItem(cells[column]);
        item->setData(Qt::UserRole, residual.structure);
        item->setData(Qt::UserRole + 1, residual.nearest);
        if (column > kSetColumn && column != kNearestColumn)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_outliers->setItem(row, column, item);
    }
}

/// Why the structure with the largest error is hard, as far as distances tell.
QString TrustView::largestText() const
{
    const Dataset& dataset = *m_session->dataset().value;
    const TrainingResult& result = *m_session->model().value;
    const std::vector<Outlier> largest = outliersOf(result, 1);
    if (largest.empty())
        return {};
    const Outlier& one = largest.front();
    const QString unit = afterNumber(result.unit);
    QString text = tr("%1 makes %2 % of the squared validation error (RMSE %3%5, without it %4%5). ")
                       .arg(structureName(dataset, one.structure), QString::number(100 * one.share, 'f', 0),
                            numberOrDash(result.validation.rmse), numberOrDash(rmseWithoutLargest(result)), unit);
    text += tr("Its reference is %1%3; that of the nearest training structure, %2, is ")
                .arg(numberOrDash(one.reference), structureName(dataset, one.nearest), unit)
        + tr("%1%4, at distance %2: %3 % of the others are nearer to theirs.")
              .arg(numberOrDash(one.nearestReference), numberOrDash(one.distance, 3),
                   QString::number(100 * (1 - one.further), 'f', 1), unit);
    if (one.further > kTwin)
        text += tr(" The model can hardly tell the two apart: see whether the data contradict themselves.");
    return text;
}

} // namespace mbtr::gui

#include "moc_trust_view.cpp"
