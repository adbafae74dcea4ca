#include "widgets/panels/compare/many_structures_panel.h"

#include "core/dataset/dataset.h"
#include "core/features/block_series.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/structure_text.h"
#include "widgets/panels/tensor/tensor_term_view.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/heat_map.h"
#include "widgets/work/studies/series_study.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

ManyStructuresPanel::ManyStructuresPanel(Session* session, Selection* selection, SeriesStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_study(study)
    , m_block(new QComboBox(this))
    , m_pin(makeToolButton("pinStructure", tr("Pin current"), tr("Keeps the curve of the current structure in the plot"), this))
    , m_unpin(makeToolButton("unpinStructures", tr("Unpin all"), tr("Takes pinned curves away"), this))
    , m_state(new QLabel(this))
    , m_plots(new QSplitter(this))
    , m_map(new HeatMap(this))
    , m_curves(new CurvePlot(this))
{
    setObjectName("manyStructuresPanel");
    build();
    connectAll();
    listBlocks();
}

void ManyStructuresPanel::connectAll()
{
    connect(m_study, &SeriesStudy::changed, this, &ManyStructuresPanel::takeSeries);
    connect(m_block, &QComboBox::activated, this, &ManyStructuresPanel::startSoon);
    connect(m_pin, &QToolButton::clicked, this, &ManyStructuresPanel::pin);
    connect(m_unpin, &QToolButton::clicked, this, [this] {
        m_pinned.clear();
        showCurves();
    });
    connect(m_map, &HeatMap::rowClicked, this, [this](int row) {
        if (m_series)
            m_selection->setStructure(m_series->rows[static_cast<std::size_t>(row)]);
    });
    connect(m_selection, &Selection::structureChanged, this, &ManyStructuresPanel::showCurrent);
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr))
            listBlocks();
    });
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            m_pinned.clear();
        if (stage == Stage::Dataset || stage == Stage::Subset)
            listBlocks();
    });
}

void ManyStructuresPanel::takeSeries()
{
    if (!m_study->problem().isEmpty())
        return m_state->setText(m_study->problem());
    if (m_study->isRunning() || m_study->series() == m_series)
        return;
    m_series = m_study->series();
    showSeries();
}

void ManyStructuresPanel::build()
{
    m_block->setObjectName("seriesBlock");
    m_block->setAccessibleName(tr("Term and block along the structures"));
    m_block->setToolTip(tr("Which part of the tensor is shown for all structures"));
    m_block->setMinimumContentsLength(26);
    m_block->setMaxVisibleItems(24);
    m_state->setObjectName("seriesState");
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_map->setObjectName("seriesMap");
    m_map->setAccessibleName(tr("Structures by bins"));
    m_map->setValueText({.label = tr("value"), .unit = {}});
    m_map->setToolTip(tr("Click a line to make its structure the current one"));
    m_curves->setObjectName("seriesCurves");
    m_curves->setAccessibleName(tr("Mean and spread of the structures, and pinned structures"));
    m_plots->setChildrenCollapsible(false);
    m_plots->addWidget(m_map);
    m_plots->addWidget(m_curves);
    auto* row = new QHBoxLayout;
    row->addWidget(m_block);
    row->addWidget(m_pin);
    row->addWidget(m_unpin);
    row->addWidget(m_state, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 6, 4, 2);
    layout->addLayout(row);
    layout->addWidget(m_plots, 1);
}

/// Blocks of the elements of the dataset; the chosen one stays chosen.
void ManyStructuresPanel::listBlocks()
{
    const QString before = m_block->currentText();
    m_block->clear();
    m_study->cancel();
    const MbtrTensor names {.layout = m_study->layout()};
    if (!names.layout)
        return;
    for (std::size_t b = 0; b < names.layout->blocks.size(); ++b) {
        const Block& block = names.layout->blocks[b];
        m_block->addItem(QString("%1 · %2").arg(termLabel(names, block.term), QString::fromStdString(blockName(block))),
                         static_cast<int>(b));
    }
    const int pairs = m_block->findText("k = 2", Qt::MatchStartsWith);
    const int same = m_block->findText(before);
    m_block->setCurrentIndex(same >= 0 ? same : std::max(pairs, 0));
    startSoon();
}

void ManyStructuresPanel::startSoon()
{
    m_stale = true;
    m_map->setStale(true);
    m_curves->setStale(true);
    if (isVisible())
        start();
}

void ManyStructuresPanel::start()
{
    if (m_block->currentIndex() < 0)
        return;
    m_stale = false;
    m_study->start(m_block->currentData().toInt());
}

void ManyStructuresPanel::showSeries()
{
    const MbtrTensor names {.layout = m_series->layout};
    const Block& block = m_series->layout->blocks[static_cast<std::size_t>(m_series->block)];
    const Bins& bins = m_series->layout->bins[static_cast<std::size_t>(block.term)];
    const double scale = termScale(names, block.term);
    const QString title = QString("%1 · %2").arg(termLabel(names, block.term), QString::fromStdString(blockName(block)));
    HeatMapData map {
        .rows = {}, .left = scale * bins.left, .step = scale * bins.step, .bins = bins.n, .values = m_series->values};
    for (const int row : m_series->rows)
        map.rows.append(QString::number(numberOf(row)));
    const bool everyone = m_series->rows.size() == m_session->subset().value->rows().size();
    m_state->setText(
        everyone
            ? tr("%1 structures").arg(m_series->rows.size())
            : tr("%1 of %2 structures, evenly spread").arg(m_series->rows.size()).arg(m_session->subset().value->rows().size()));
    m_map->setTitle(title);
    m_map->setAxes(termAxis(names, block.term), {.label = tr("structure"), .unit = {}});
    m_map->setStale(false);
    m_map->forgetRange();
    m_map->setData(std::move(map));
    m_curves->setTitle(tr("%1: mean ± standard deviation").arg(title));
    m_curves->setAxes(termAxis(names, block.term), termValueAxis(names, block.term));
    m_curves->setStale(false);
    showCurrent();
    m_curves->forgetRange();
    showCurves();
}

int ManyStructuresPanel::rowOf(int structure) const
{
    if (!m_series)
        return -1;
    const auto found = std::find(m_series->rows.begin(), m_series->rows.end(), structure);
    return found == m_series->rows.end() ? -1 : static_cast<int>(found - m_series->rows.begin());
}

QString ManyStructuresPanel::nameOf(int structure) const
{
    const std::string& name = m_session->dataset().value->structures[static_cast<std::size_t>(structure)].name;
    return name.empty() ? QString::number(numberOf(structure))
                        : QString("%1: %2").arg(numberOf(structure)).arg(QString::fromStdString(name));
}

void ManyStructuresPanel::showCurves()
{
    if (!m_series || m_series->rows.empty())
        return m_curves->setCurves({});
    const BlockSeries::MeanAndDeviation summary = m_series->meanAndDeviation();
    const MbtrTensor names {.layout = m_series->layout};
    const int term = m_series->layout->blocks[static_cast<std::size_t>(m_series->block)].term;
    std::vector<double> x;
    for (int m = 0; m < m_series->bins(); ++m)
        x.push_back(termScale(names, term) * m_series->layout->bins[static_cast<std::size_t>(term)].centre(m));
    std::vector<Curve> curves {{tr("mean"), x, summary.mean, summary.deviation}};
    if (const int row = rowOf(m_selection->structure()); row >= 0)
        curves.push_back({tr("current"), x, m_series->valuesOfRow(row)});
    for (const int structure : m_pinned)
        if (const int row = rowOf(structure); row >= 0)
            curves.push_back({nameOf(structure), x, m_series->valuesOfRow(row)});
    m_unpin->setEnabled(!m_pinned.empty());
    m_curves->setCurves(std::move(curves));
}

void ManyStructuresPanel::showCurrent()
{
    const int row = rowOf(m_selection->structure());
    m_pin->setEnabled(row >= 0);
    m_map->setMarkedRow(row);
    if (isVisible())
        showCurves();
}

void ManyStructuresPanel::pin()
{
    if (std::find(m_pinned.begin(), m_pinned.end(), m_selection->structure()) == m_pinned.end())
        m_pinned.push_back(m_selection->structure());
    showCurves();
}

void ManyStructuresPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        start();
    else
        showCurrent();
}

/// Side by side where the width allows.
void ManyStructuresPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_plots->setOrientation(width() > 700 ? Qt::Horizontal : Qt::Vertical);
}

} // namespace mbtr::gui

#include "moc_many_structures_panel.cpp"
