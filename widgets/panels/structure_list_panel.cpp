#include "widgets/panels/structure_list_panel.h"

#include "widgets/items/structure_filter_model.h"
#include "widgets/items/structure_keys.h"
#include "widgets/items/structure_table_model.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/session/selection.h"
#include "widgets/session/session.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

namespace mbtr::gui {

StructureListPanel::StructureListPanel(Session* session, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_structures(new StructureTableModel(this))
    , m_filtered(new StructureFilterModel(m_structures, this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_count(new QLabel(this))
    , m_keys(std::make_unique<LatestJob<std::shared_ptr<const StructureKeys>>>(tr("Preparing the list")))
{
    setObjectName("structureListPanel");
    m_filter->setObjectName("structureFilter");
    m_filter->setPlaceholderText(tr("Filter by name or formula"));
    m_filter->setAccessibleName(tr("Filter of the structure list"));
    m_filter->setToolTip(tr("Shows the structures whose name or formula contains this text (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    auto* find = new QAction(tr("Filter the structures"), this);
    find->setShortcut(QKeySequence::Find);
    connect(find, &QAction::triggered, m_filter, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);
    m_count->setObjectName("structureCount");
    m_count->setForegroundRole(QPalette::PlaceholderText);
    buildTable();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 4, 6);
    layout->setSpacing(6);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_count);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filtered->setText(text.trimmed());
        showCurrent();
        showCount();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StructureListPanel::choose);
    connect(selection, &Selection::structureChanged, this, &StructureListPanel::showCurrent);
    connect(m_keys.get(), &Job::finished, this, [this] { m_structures->setKeys(m_keys->takeResult()); });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            showDataset();
    });
    showDataset();
}

StructureListPanel::~StructureListPanel() = default;

void StructureListPanel::buildTable()
{
    m_table->setObjectName("structureTable");
    m_table->setAccessibleName(tr("Structures"));
    m_table->setModel(m_filtered);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // file order until a header is clicked
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    auto* header = m_table->horizontalHeader();
    header->setResizeContentsPrecision(50);
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setToolTip(tr("Click to sort; a third click brings back the order of the file"));
}

void StructureListPanel::showDataset()
{
    {
        const QSignalBlocker noChoice(m_table->selectionModel());
        m_structures->setDataset(m_session->dataset().value);
    }
    if (const auto dataset = m_session->dataset().value)
        m_keys->start([dataset](Progress& progress) { return std::make_shared<const StructureKeys>(makeKeys(dataset, progress)); });
    else
        m_keys->cancel();
    fitColumns();
    showCurrent();
    showCount();
}

/// Long names give way to the first property; the tooltip has them whole.
void StructureListPanel::fitColumns()
{
    m_table->resizeColumnsToContents();
    int wanted = 0;
    for (int column = 0; column <= StructureTableModel::FirstProperty; ++column)
        wanted += m_table->columnWidth(column);
    if (wanted <= m_table->viewport()->width())
        return;
    const int most = m_table->fontMetrics().averageCharWidth() * 22;
    for (int column : {int(StructureTableModel::Name), int(StructureTableModel::Formula)})
        if (m_table->columnWidth(column) > most)
            m_table->setColumnWidth(column, most);
}

void StructureListPanel::showCurrent()
{
    const QModelIndex source = m_structures->index(m_selection->structure(), 0);
    const QModelIndex shown = m_filtered->mapFromSource(source);
    if (!shown.isValid() || shown.row() == m_table->currentIndex().row())
        return;
    const int column = std::max(0, m_table->currentIndex().column()); // does not scroll sideways
    m_table->setCurrentIndex(shown.siblingAtColumn(column));
}

void StructureListPanel::showCount()
{
    const int all = m_structures->rowCount();
    const int shown = m_filtered->rowCount();
    const QString total = all == 1 ? tr("1 structure") : tr("%1 structures").arg(all);
    if (all == 0)
        m_count->setText(tr("No structures"));
    else
        m_count->setText(shown == all ? total : tr("%1 of %2").arg(shown).arg(total));
}

void StructureListPanel::choose(const QModelIndex& index)
{
    if (index.isValid())
        m_selection->setStructure(m_filtered->mapToSource(index).row());
}

} // namespace mbtr::gui

#include "moc_structure_list_panel.cpp"
