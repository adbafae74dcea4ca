#include "widgets/panels/compare/pair_search_panel.h"

#include "core/dataset/dataset.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/units.h"
#include "widgets/work/studies/pair_search_study.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kProgressSteps = 1000;

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

PairSearchPanel::PairSearchPanel(Session* session, Selection* selection, PairSearchStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_study(study)
    , m_ranking(new ChoiceBox(this))
    , m_property(new QComboBox(this))
    , m_search(makeButton("searchPairs", tr("Search"),
                          tr("Compares all pairs of the listed structures under the present settings"), this))
    , m_cancel(makeButton("cancelPairs", tr("Cancel"), tr("Stops the search"), this))
    , m_progress(new QProgressBar(this))
    , m_state(new QLabel(this))
    , m_table(new QTableWidget(this))
{
    setObjectName("pairSearchPanel");
    nameChoices();
    styleProgress();
    styleTable();
    build();
    connect(m_search, &QPushButton::clicked, this, &PairSearchPanel::search);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancelled = true;
        m_study->cancel();
    });
    connect(study, &PairSearchStudy::changed, this, &PairSearchPanel::showState);
    connect(study, &PairSearchStudy::progressed, this,
            [this](double fraction) { m_progress->setValue(static_cast<int>(kProgressSteps * fraction)); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            readDataset();
    });
    readDataset();
}

void PairSearchPanel::nameChoices()
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
    m_search->setAccessibleName(tr("Search for close pairs"));
    m_cancel->setAccessibleName(tr("Cancel the search"));
}

void PairSearchPanel::styleProgress()
{
    m_progress->setObjectName("pairProgress");
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_progress->setRange(0, kProgressSteps);
    m_progress->setMaximumHeight(12);
    m_state->setObjectName("pairState");
    m_state->setWordWrap(true);
    m_state->setForegroundRole(QPalette::PlaceholderText);
}

void PairSearchPanel::styleTable()
{
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
}

void PairSearchPanel::build()
{
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
    m_cancelled = false;
    showState();
}

void PairSearchPanel::search()
{
    m_cancelled = false;
    m_study->start(m_property->currentData().toString().toStdString(), static_cast<PairRanking>(m_ranking->value()));
}

void PairSearchPanel::showState()
{
    const auto& dataset = m_session->dataset().value;
    const bool running = m_study->isRunning();
    m_search->setEnabled(!running && dataset && dataset->size() > 1);
    m_progress->setVisible(running);
    m_progress->setValue(0);
    m_cancel->setVisible(running);
    m_state->setText(stateText());
    showTable();
}

QString PairSearchPanel::stateText() const
{
    if (m_study->isRunning())
        return tr("Comparing all pairs of %1 structures…").arg(m_study->structures());
    if (!m_study->problem().isEmpty())
        return m_study->problem();
    if (m_study->hasAnswer())
        return tr("The first %1 pairs of different structures; the same structure twice is left out. Choose one to compare it.")
            .arg(m_study->pairs().size());
    return m_cancelled ? tr("Cancelled.")
                       : tr("Finds different structures that are close to each other under the present settings.");
}

/// The property whose difference was searched for, with its unit; empty: none.
QString PairSearchPanel::propertyText() const
{
    const Property* property = m_study->property().empty() ? nullptr : m_session->dataset().value->find(m_study->property());
    return property ? QString::fromStdString(property->name) + unitSuffix(property->unit) : QString();
}

void PairSearchPanel::showTable()
{
    const QSignalBlocker blocker(m_table);
    const auto& pairs = m_study->pairs();
    m_table->setRowCount(0);
    if (pairs.empty())
        return;
    QStringList headers {tr("A"), tr("B"), tr("distance")};
    if (const QString property = propertyText(); !property.isEmpty())
        headers << tr("difference of %1").arg(property);
    m_table->setColumnCount(static_cast<int>(headers.size()));
    m_table->setHorizontalHeaderLabels(headers);
    m_table->setRowCount(static_cast<int>(pairs.size()));
    const auto nameOf = [this](int index) {
        return tr("%1: %2")
            .arg(numberOf(index))
            .arg(titleText(m_session->dataset().value->structures[static_cast<std::size_t>(index)]));
    };
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ClosePair& pair = pairs[static_cast<std::size_t>(row)];
        m_table->setItem(row, 0, cell(nameOf(pair.a), false));
        m_table->setItem(row, 1, cell(nameOf(pair.b), false));
        m_table->setItem(row, 2, cell(QString::number(pair.distance, 'g', 6), true));
        if (headers.size() > 3)
            m_table->setItem(row, 3, cell(QString::number(pair.difference, 'g', 6), true));
    }
    m_table->setCurrentCell(-1, -1);
    m_table->resizeColumnsToContents();
}

void PairSearchPanel::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(m_study->pairs().size()))
        return;
    const ClosePair pair = m_study->pairs()[static_cast<std::size_t>(row)];
    m_selection->setStructure(pair.a);
    m_selection->setReference(pair.b);
    emit pairChosen();
}

} // namespace mbtr::gui

#include "moc_pair_search_panel.cpp"
