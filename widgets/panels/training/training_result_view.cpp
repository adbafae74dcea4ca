#include "widgets/panels/training/training_result_view.h"

#include "core/models/krr.h"
#include "core/models/training_doubts.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/units.h"
#include "widgets/plots/scatter_plot.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

enum Series { Train, Validation };
constexpr int kLow = 420, kWideEnough = 500; // pixels

QStringList namesOf(const Dataset& dataset, const std::vector<int>& indices)
{
    QStringList names;
    for (int index : indices)
        names.append(structureName(dataset, index));
    return names;
}

/// Place in an ascending list, -1 where it is not there.
int placeOf(const std::vector<int>& indices, int index)
{
    const auto found = std::lower_bound(indices.begin(), indices.end(), index);
    return found != indices.end() && *found == index ? static_cast<int>(found - indices.begin()) : -1;
}

} // namespace

TrainingResultView::TrainingResultView(QWidget* parent)
    : QWidget(parent)
    , m_body(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_plot(new ScatterPlot(this))
    , m_table(new QTableWidget(4, 4, this))
    , m_summary(new QLabel(this))
    , m_advice(new QPushButton(tr("Split into blocks"), this))
    , m_currentText(new QLabel(this))
{
    m_plot->setObjectName("parityPlot");
    m_plot->setAccessibleName(tr("Predicted over reference values"));
    m_table->setObjectName("metrics");
    m_table->setAccessibleName(tr("Errors of the model"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setVerticalHeaderLabels({tr("Training"), tr("Validation"), tr("Always the mean"), tr("Composition only")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_summary->setObjectName("trainingSummary");
    m_summary->setWordWrap(true);
    m_summary->setMargin(6);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    m_advice->setObjectName("splitAdvice");
    m_advice->setAccessibleName(m_advice->text());
    m_advice->setToolTip(tr("Changes the split of the training; can be undone"));
    m_advice->hide();
    layout->addWidget(m_advice, 0, Qt::AlignLeft);
    connect(m_advice, &QPushButton::clicked, this,
            [this] { emit splitWanted(advisedMethod(m_result->leakage, m_result->split, m_result->settings.split.method)); });
    m_body->addWidget(m_table);
    m_body->addWidget(m_plot, 1);
    layout->addLayout(m_body, 1);
    layout->addWidget(m_currentText);
    m_currentText->setObjectName("currentPrediction");
    m_currentText->setMargin(6);
    m_currentText->setTextFormat(Qt::PlainText);
    m_currentText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_currentText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // does not widen the window
    connect(m_plot, &ScatterPlot::pointClicked, this, [this](int series, int index) {
        const auto& indices = series == Train ? m_result->split.train : m_result->split.validate;
        emit structureClicked(indices[static_cast<std::size_t>(index)]);
    });
}

void TrainingResultView::setResult(std::shared_ptr<const TrainingResult> result, std::shared_ptr<const Dataset> dataset)
{
    m_result = std::move(result);
    m_dataset = std::move(dataset);
    if (!m_result || !m_dataset) {
        m_currentText->clear();
        return m_plot->setSeries({});
    }
    showPlot();
    showTable();
    showSummary();
}

void TrainingResultView::showPlot()
{
    const QString unit = prettyUnit(m_result->unit);
    m_plot->setAxes({.label = tr("reference"), .unit = unit}, {.label = tr("predicted"), .unit = unit});
    m_plot->setTitle(QString::fromStdString(m_result->settings.target)
                     + (m_result->settings.perAtom ? tr(" per atom") : QString()));
    m_plot->setSeries(
        {{tr("training"), m_result->trainReference, m_result->trainPredicted, namesOf(*m_dataset, m_result->split.train)},
         {tr("validation"), m_result->validateReference, m_result->validatePredicted,
          namesOf(*m_dataset, m_result->split.validate)}});
}

void TrainingResultView::showTable()
{
    const QString unit
        = m_result->unit.empty() ? QString() : QString(isLow() ? "\n(%1)" : " (%1)").arg(prettyUnit(m_result->unit));
    m_table->setHorizontalHeaderLabels({tr("RMSE") + unit, tr("MAE") + unit, tr("Max") + unit, tr("R²")});
    const QStringList meanings {tr("Root mean squared error"), tr("Mean absolute error"), tr("Largest absolute error"),
                                tr("1 - squared errors / squared deviations from the mean")};
    for (int column = 0; column < 4; ++column)
        m_table->horizontalHeaderItem(column)->setToolTip(meanings[column]);
    fillRow(0, m_result->train);
    fillRow(1, m_result->validation);
    fillRow(2, m_result->baselines.mean);
    fillRow(3, m_result->baselines.composition);
    m_table->verticalHeaderItem(2)->setToolTip(tr("Validation errors of always saying the mean of the training targets"));
    m_table->verticalHeaderItem(3)->setToolTip(tr("Validation errors of a linear fit in the composition"));
    fitTable();
}

/// Too low for a plot below the table?
bool TrainingResultView::isLow() const
{
    return height() < kLow && width() > kWideEnough;
}

void TrainingResultView::fitTable()
{
    m_body->setDirection(isLow() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_body->setAlignment(m_table, isLow() ? Qt::AlignTop : Qt::Alignment());
    const int height = m_table->horizontalHeader()->sizeHint().height() + 4 * m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(height + 2);
    m_table->setMinimumWidth(
        isLow() ? m_table->verticalHeader()->sizeHint().width() + 4 * fontMetrics().horizontalAdvance("(kcal/mol)") : 0);
}

void TrainingResultView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_result && m_dataset)
        showTable();
}

void TrainingResultView::fillRow(int row, const Metrics& metrics)
{
    const double values[] {metrics.rmse, metrics.mae, metrics.max, metrics.r2};
    for (int column = 0; column < 4; ++column) {
        auto* item = new QTableWidgetItem(column == 3 && std::isfinite(values[3]) ? QString::number(values[3], 'f', 5)
                                                                                  : numberOrDash(values[column]));
        item->setTextAlignment(Qt::AlignCenter);
        item->setFlags(m_stale ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_table->setItem(row, column, item);
    }
}

void TrainingResultView::showSummary()
{
    const TrainingSeconds& seconds = m_result->seconds;
    const QString kernel
        = QString::fromUtf8(nameOf(m_result->settings.kernel).data(), static_cast<int>(nameOf(m_result->settings.kernel).size()));
    QString text = tr("%1 kernel, %2 structures, %3 s")
                       .arg(kernel)
                       .arg(m_result->split.train.size())
                       .arg(seconds.features + seconds.kernel + seconds.solve, 0, 'g', 2);
    if (m_result->unit.empty())
        text += tr("; the file states no unit");
    if (std::isfinite(m_result->coverage.withinOne))
        text += tr("; of the errors %1 % lie within one spread and %2 % within two (68 and 95 % would be right)")
                    .arg(100 * m_result->coverage.withinOne, 0, 'f', 0)
                    .arg(100 * m_result->coverage.withinTwo, 0, 'f', 0);
    for (const Message& doubt : doubtsOf(*m_result))
        text += QString("\n%1%2.").arg(QString::fromStdString(doubt.text.substr(0, 1)).toUpper(),
                                       QString::fromStdString(doubt.text.substr(1)));
    showAdvice();
    m_summary->setText(m_stale ? tr("Settings have changed since this training (%1).").arg(text) : text);
}

void TrainingResultView::showAdvice()
{
    const SplitMethod own = m_result->settings.split.method, advised = advisedMethod(m_result->leakage, m_result->split, own);
    m_advice->setText(advised == SplitMethod::Blocks ? tr("Split into blocks") : tr("Split by groups"));
    m_advice->setAccessibleName(m_advice->text());
    m_advice->setVisible(!m_stale && advised != own);
}

void TrainingResultView::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    m_plot->setStale(stale);
    if (!m_result)
        return;
    showTable();
    showSummary();
}

void TrainingResultView::setCurrentStructure(int index)
{
    m_current = index;
    showCurrent();
}

void TrainingResultView::showCurrent()
{
    if (!m_result || !m_dataset || m_current < 0 || m_current >= m_dataset->size())
        return m_currentText->clear();
    const QString name = structureName(*m_dataset, m_current);
    const int train = placeOf(m_result->split.train, m_current);
    const int place = train >= 0 ? train : placeOf(m_result->split.validate, m_current);
    m_plot->setCurrent(train >= 0 ? Train : place >= 0 ? Validation : -1, place);
    if (place < 0)
        return m_currentText->setText(tr("%1 took part neither in training nor in validation.").arg(name));
    const auto i = static_cast<std::size_t>(place);
    const double reference = train >= 0 ? m_result->trainReference[i] : m_result->validateReference[i];
    const double predicted = train >= 0 ? m_result->trainPredicted[i] : m_result->validatePredicted[i];
    const double resolution = std::abs(predicted - reference) / 100;
    const QString unit = afterNumber(m_result->unit);
    m_currentText->setText(tr("%1 (%2): predicted %3%6, reference %4%6, error %5%6")
                               .arg(name, train >= 0 ? tr("training") : tr("validation"), distinctText(predicted, resolution),
                                    distinctText(reference, resolution), QString::number(predicted - reference, 'g', 3), unit));
    m_currentText->setToolTip(m_currentText->text());
}

} // namespace mbtr::gui
