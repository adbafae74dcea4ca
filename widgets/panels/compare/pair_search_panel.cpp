#include "widgets/panels/compare/pair_search_panel.h"

#include "core/chemistry/alignment.h"
#include "core/dataset/subset.h"
#include "core/embedding/duplicates.h"
#include "core/features/feature_matrix.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/units.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/structure/structure_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kPairs = 200;
constexpr double kSame = 1e-3; // angstrom: nearer structures are one structure
constexpr double kNoDistance = 1e-6; // beyond it nobody asks whether two structures are the same

/// The same up to rotation and order of atoms; a mirror image is another structure.
bool areSame(const Structure& a, const Structure& b, Progress& progress)
{
    if (formula(a) != formula(b))
        return false;
    if (a.isPeriodic() || b.isPeriodic())
        return agree(a, b, kSame);
    return align(a, b, progress).rmsd < kSame;
}

/// Values only: a copy goes into the worker.
struct Question {
    std::shared_ptr<const Subset> subset;
    MbtrSettings settings;
    std::string property; ///< empty: none
    PairRanking ranking = PairRanking::SmallestDistance;
};

std::vector<double> valuesOfRows(const Question& question)
{
    const Property* property = question.property.empty() ? nullptr : question.subset->dataset->find(question.property);
    std::vector<double> values;
    if (property)
        for (const int row : question.subset->rows())
            values.push_back(std::get<StructureNumbers>(property->values).values[static_cast<std::size_t>(row)]);
    return values;
}

std::vector<ClosePair> answer(const Question& question, Progress& progress)
{
    const auto& rows = question.subset->rows();
    const Dataset& dataset = *question.subset->dataset;
    SubProgress first(progress, 0, 0.05), second(progress, 0.05, 0.6), third(progress, 0.6, 1);
    const Dataset chosen = subsetOf(dataset, rows, first);
    const SparseFeatures features = buildSparseFeatures(chosen, layoutFor(chosen, question.settings), second);
    ClosestPairsSettings settings {.count = kPairs, .ranking = question.ranking, .property = valuesOfRows(question)};
    settings.accept = [&](int a, int b, double distance) {
        return distance > kNoDistance || !areSame(chosen.structures[std::size_t(a)], chosen.structures[std::size_t(b)], progress);
    };
    std::vector<ClosePair> pairs = closestPairs(features, settings, third);
    for (ClosePair& pair : pairs) {
        pair.a = rows[static_cast<std::size_t>(pair.a)];
        pair.b = rows[static_cast<std::size_t>(pair.b)];
    }
    return pairs;
}

QTableWidgetItem* cell(const QString& text, bool isNumber)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(text);
    if (isNumber)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

} // namespace

struct PairSearchPanel::Found {
    std::vector<ClosePair> pairs;
    QString property; ///< with its unit; empty: none
};

PairSearchPanel::PairSearchPanel(Session* session, Selection* selection, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_ranking(new ChoiceBox(this))
    , m_property(new QComboBox(this))
    , m_search(new QPushButton(tr("Search"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_progress(new QProgressBar(this))
    , m_state(new QLabel(this))
    , m_table(new QTableWidget(this))
    , m_job(std::make_unique<LatestJob<Found>>(tr("Searching for close pairs")))
{
    setObjectName("pairSearchPanel");
    build();
    jobs->add(m_job.get());
    connect(m_search, &QPushButton::clicked, this, &PairSearchPanel::search);
    connect(m_cancel, &QPushButton::clicked, m_job.get(), &Job::cancel);
    connect(m_job.get(), &Job::started, this, &PairSearchPanel::showRunning);
    connect(m_job.get(), &Job::progressed, this,
            [this](double fraction) { m_progress->setValue(static_cast<int>(1000 * fraction)); });
    connect(m_job.get(), &Job::finished, this, &PairSearchPanel::showFound);
    connect(m_job.get(), &Job::cancelled, this, [this] {
        showRunning();
        m_state->setText(tr("Cancelled."));
    });
    connect(m_job.get(), &Job::failed, this, [this](const QString& problem) {
        showRunning();
        m_state->setText(problem);
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            readDataset();
    });
    readDataset();
}

PairSearchPanel::~PairSearchPanel() = default;

void PairSearchPanel::build()
{
    m_ranking->setObjectName("pairRanking");
    m_ranking->setAccessibleName(tr("Which pairs come first"));
    m_ranking->setChoices(
        {{.text = tr("Smallest distance"), .toolTip = tr("|A − B| of the tensors"), .value = int(PairRanking::SmallestDistance)},
         {.text = tr("Largest difference for its distance"),
          .toolTip = tr("|property of A − property of B| / |A − B|"),
          .value = int(PairRanking::LargestSlope)}});
    m_ranking->setToolTip(
        tr("Pairs that the representation hardly tells apart, or those whose property differs most for how near they are"));
    m_property->setObjectName("pairProperty");
    m_property->setAccessibleName(tr("Property that is compared"));
    m_property->setToolTip(tr("Its difference is listed beside the distance"));
    m_search->setObjectName("searchPairs");
    m_search->setAccessibleName(tr("Search for close pairs"));
    m_search->setToolTip(tr("Compares all pairs of the listed structures under the present settings"));
    m_cancel->setObjectName("cancelPairs");
    m_cancel->setAccessibleName(tr("Cancel the search"));
    m_cancel->setToolTip(tr("Stops the search"));
    m_progress->setObjectName("pairProgress");
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_progress->setRange(0, 1000);
    m_progress->setMaximumHeight(12);
    m_state->setObjectName("pairState");
    m_state->setWordWrap(true);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_table->setObjectName("closestPairs");
    m_table->setAccessibleName(tr("Closest pairs"));
    m_table->setToolTip(tr("Choose a pair to make it A and B"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_cancel->hide();
    m_progress->hide();
    auto* row = new QHBoxLayout;
    row->addWidget(m_ranking);
    row->addWidget(new QLabel(tr("property"), this));
    row->addWidget(m_property);
    row->addWidget(m_search);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 6, 4, 2);
    layout->addLayout(row);
    layout->addWidget(m_state);
    layout->addWidget(m_table, 1);
}

void PairSearchPanel::readDataset()
{
    const auto& dataset = m_session->dataset().value;
    const QString before = m_property->currentData().toString();
    m_property->clear();
    m_property->addItem(tr("none"));
    if (dataset)
        for (const Property& property : dataset->properties)
            if (property.isScalar())
                m_property->addItem(QString::fromStdString(property.name), QString::fromStdString(property.name));
    const int found = m_property->findData(before.isEmpty() ? QVariant("energy") : QVariant(before));
    m_property->setCurrentIndex(std::max(found, std::min(1, m_property->count() - 1)));
    m_job->cancel();
    m_pairs.clear();
    m_table->setRowCount(0);
    m_search->setEnabled(dataset && dataset->size() > 1);
    m_state->setText(tr("Finds different structures that are close to each other under the present settings."));
}

void PairSearchPanel::search()
{
    const auto subset = m_session->subset().value;
    if (!subset)
        return;
    const Question question {subset, m_session->mbtrSettings(), m_property->currentData().toString().toStdString(),
                             static_cast<PairRanking>(m_ranking->value())};
    QString property = QString::fromStdString(question.property);
    if (const Property* found = property.isEmpty() ? nullptr : subset->dataset->find(question.property);
        found && !found->unit.empty())
        property += QString(" (%1)").arg(prettyUnit(found->unit));
    m_job->start([question, property](Progress& progress) { return Found {answer(question, progress), property}; });
}

void PairSearchPanel::showRunning()
{
    const bool running = m_job->isRunning();
    m_search->setEnabled(!running);
    m_progress->setVisible(running);
    m_progress->setValue(0);
    m_cancel->setVisible(running);
    if (running)
        m_state->setText(tr("Comparing all pairs of %1 structures…").arg(m_session->subset().value->rows().size()));
}

void PairSearchPanel::showFound()
{
    Found found = m_job->takeResult();
    showRunning();
    const QSignalBlocker blocker(m_table);
    m_pairs = std::move(found.pairs);
    QStringList headers {tr("A"), tr("B"), tr("distance")};
    if (!found.property.isEmpty())
        headers << tr("difference of %1").arg(found.property);
    m_table->setColumnCount(static_cast<int>(headers.size()));
    m_table->setHorizontalHeaderLabels(headers);
    m_table->setRowCount(static_cast<int>(m_pairs.size()));
    const auto nameOf = [this](int index) {
        return tr("%1: %2").arg(index + 1).arg(
            titleText(m_session->dataset().value->structures[static_cast<std::size_t>(index)]));
    };
    for (int row = 0; row < static_cast<int>(m_pairs.size()); ++row) {
        const ClosePair& pair = m_pairs[static_cast<std::size_t>(row)];
        m_table->setItem(row, 0, cell(nameOf(pair.a), false));
        m_table->setItem(row, 1, cell(nameOf(pair.b), false));
        m_table->setItem(row, 2, cell(QString::number(pair.distance, 'g', 6), true));
        if (headers.size() > 3)
            m_table->setItem(row, 3, cell(QString::number(pair.difference, 'g', 6), true));
    }
    m_table->setCurrentCell(-1, -1);
    m_table->resizeColumnsToContents();
    m_state->setText(
        tr("The first %1 pairs of different structures; the same structure twice is left out. Choose one to compare it.")
            .arg(m_pairs.size()));
}

void PairSearchPanel::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(m_pairs.size()))
        return;
    m_selection->setStructure(m_pairs[static_cast<std::size_t>(row)].a);
    m_selection->setReference(m_pairs[static_cast<std::size_t>(row)].b);
    emit pairChosen();
}

} // namespace mbtr::gui

#include "moc_pair_search_panel.cpp"
