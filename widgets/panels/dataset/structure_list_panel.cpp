#include "widgets/panels/dataset/structure_list_panel.h"

#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/filter_field.h"
#include "widgets/items/name_delegate.h"
#include "widgets/items/structure_table_model.h"
#include "widgets/items/table_columns.h"
#include "widgets/panels/dataset/property_menu.h"
#include "widgets/panels/dataset/subset_dialog.h"
#include "widgets/theme/icons.h"
#include "widgets/work/structure_sorter.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace mbtr::gui {

StructureListPanel::StructureListPanel(Session* session, Selection* selection, StructureSorter* sorter, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_sorter(sorter)
    , m_structures(new StructureTableModel(this))
    , m_filter(new FilterField(this))
    , m_menu(new QToolButton(this))
    , m_problem(makeProblemLabel(this))
    , m_table(new QTableView(this))
    , m_count(new QLabel(this))
{
    setObjectName("structureListPanel");
    buildFilter();
    buildSubsetMenu();
    buildTable();
    buildRowMenu();
    m_count->setObjectName("structureCount");
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setWordWrap(true);

    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(m_filter, 1);
    top->addWidget(m_menu);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 4, 6);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_count);
    connectSession();
    showDataset();
}

void StructureListPanel::buildFilter()
{
    m_filter->setObjectName("structureFilter");
    m_filter->setPlaceholderText(tr("Filter: ethanol, n_atoms < 20 and O >= 1"));
    m_filter->setAccessibleName(tr("Filter of the structures"));
    m_filter->setToolTip(
        tr("<p>Only structures that fulfil this are listed and trained on (Ctrl+F). A word is looked for in names and "
           "formulas; or a condition:</p><p><tt>n_atoms &lt; 20 and energy &gt; -5 and \"O\" in elements</tt></p>"
           "<p>n_atoms, n_elements, elements, formula, name, file, index, periodic, volume (Å³), volume_per_atom (Å³), "
           "density (g/cm³), mass (u), count(\"O\") or O, properties, norm(p), max_norm(forces), has(p); + - * / ^, "
           "&lt; &lt;= &gt; &gt;= == !=, in, and, or, not, brackets. Names with other characters stand in backquotes.</p>"));
    m_problem->setObjectName("filterProblem");
    auto* find = new QAction(tr("Filter the structures"), this);
    find->setShortcut(QKeySequence::Find);
    connect(find, &QAction::triggered, m_filter, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);
    connect(m_filter, &FilterField::problemChanged, m_problem,
            [this](const QString& problem) { showProblem(m_problem, problem); });
    connect(m_filter, &FilterField::filterChosen, this, [this](const QString& filter) {
        SubsetSettings settings = m_session->dataSettings().subset;
        settings.filter = filter.toStdString();
        m_session->changeSubset(settings, tr("Filter the structures"));
    });
}

void StructureListPanel::buildSubsetMenu()
{
    m_menu->setObjectName("subsetMenuButton");
    m_menu->setText(tr("Choose"));
    m_menu->setAccessibleName(tr("Choose structures"));
    m_menu->setToolTip(tr("Draw structures, leave out duplicates"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setAutoRaise(true);
    auto* menu = new QMenu(m_menu);
    menu->setObjectName("subsetMenu");
    const auto add = [&](const char* name, const QString& text, SubsetDialog::Purpose purpose) {
        auto* action = menu->addAction(text, this, [this, purpose] { SubsetDialog(m_session, purpose, this).exec(); });
        action->setObjectName(name);
    };
    add("drawRandomAction", tr("Pick at &random…"), SubsetDialog::Purpose::Random);
    add("drawFarthestAction", tr("Pick the most &different…"), SubsetDialog::Purpose::Farthest);
    add("duplicatesAction", tr("Leave out &duplicates…"), SubsetDialog::Purpose::Duplicates);
    menu->addSeparator();
    auto* all = menu->addAction(tr("&All structures"), this, [this] { m_session->changeSubset({}, tr("Show all structures")); });
    all->setObjectName("allStructuresAction");
    connect(menu, &QMenu::aboutToShow, all, [this, all] { all->setEnabled(!m_session->dataSettings().subset.isEverything()); });
    m_menu->setMenu(menu);
}

void StructureListPanel::buildTable()
{
    m_table->setObjectName("structureTable");
    m_table->setAccessibleName(tr("Structures"));
    m_table->setModel(m_structures);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->setTextElideMode(Qt::ElideMiddle); // the numbers at the end of texts tell structures apart
    m_table->setItemDelegateForColumn(StructureTableModel::Name, new NameDelegate(m_table));
    m_table->sortByColumn(-1, Qt::AscendingOrder); // file order until a header is clicked
    auto* header = m_table->horizontalHeader();
    header->setToolTip(tr("Click to sort; a third click brings back the order of the file"));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionResized, this, [this] { m_sizedByHand = m_sizedByHand || !m_fitting; });
    m_table->viewport()->installEventFilter(this);
    connect(header, &QWidget::customContextMenuRequested, this, &StructureListPanel::showHeaderMenu);
    connect(m_structures, &StructureTableModel::sortWanted, this, &StructureListPanel::sortBy);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StructureListPanel::choose);
}

void StructureListPanel::buildRowMenu()
{
    auto* reference = new QAction(tr("Set as &reference"), m_table);
    reference->setObjectName("setReferenceAction");
    reference->setShortcut(Qt::Key_R);
    reference->setShortcutContext(Qt::WidgetShortcut);
    reference->setToolTip(tr("The current structure is compared with it on the Compare page (R)"));
    connect(reference, &QAction::triggered, this, [this] {
        if (m_table->currentIndex().isValid())
            m_selection->setReference(m_structures->structureAt(m_table->currentIndex().row()));
    });
    m_table->addAction(reference);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void StructureListPanel::connectSession()
{
    connect(m_selection, &Selection::structureChanged, this, &StructureListPanel::showCurrent);
    connect(m_sorter, &StructureSorter::sorted, this, &StructureListPanel::showRows);
    connect(m_sorter, &StructureSorter::changed, this, &StructureListPanel::showCount);
    connect(m_session, &Session::structureEdited, this, [this] { m_structures->setEdits(m_session->edits()); });
    connect(m_session, &Session::listOrderChanged, this, &StructureListPanel::showSubset);
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Subset) || inputs.testFlag(Input::Files))
            m_filter->setFilter(QString::fromStdString(m_session->dataSettings().subset.filter));
        showCount();
    });
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            showDataset();
        else if (stage == Stage::Subset)
            showSubset();
    });
}

void StructureListPanel::showDataset()
{
    {
        const QSignalBlocker noChoice(m_table->selectionModel());
        const auto& subset = m_session->subset().value;
        m_sorter->cancel();
        m_structures->setEdits(m_session->edits());
        m_structures->setDataset(m_session->dataset().value, subset ? subset->rows() : std::vector<int>(), m_session->overview());
    }
    m_filter->setDataset(m_session->dataset().value);
    measureColumns();
    showSubset();
    showCurrent();
}

/// Rows in the order of the file at once, others when they are sorted.
void StructureListPanel::showSubset()
{
    const auto& subset = m_session->subset().value;
    const Order order = m_session->listOrder();
    const int column = m_structures->columnSortedBy(order.by);
    {
        const QSignalBlocker noSorting(m_structures);
        m_table->horizontalHeader()->setSortIndicator(column, order.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    m_sorter->cancel();
    if (!subset || column < 0)
        return showRows(subset ? subset->rows() : std::vector<int>());
    m_sorter->start();
}

void StructureListPanel::sortBy(int column, Qt::SortOrder order)
{
    m_session->setListOrder({m_structures->sortNameOf(column), column >= 0 && order == Qt::DescendingOrder});
}

void StructureListPanel::showRows(std::vector<int> rows)
{
    {
        const QSignalBlocker noChoice(m_table->selectionModel()); // what one looks at stays
        m_structures->setRows(std::move(rows));
    }
    m_table->viewport()->update();
    showCurrent();
    showCount();
}

void StructureListPanel::measureColumns()
{
    {
        const QScopedValueRollback fitting(m_fitting, true);
        m_table->resizeColumnsToContents();
    }
    m_wanted.clear();
    for (int column = 0; column < m_structures->columnCount(); ++column)
        m_wanted.push_back(m_table->columnWidth(column));
    m_sizedByHand = false;
    fitColumns();
}

/// Long names and formulas give way to the first property; tooltips have them whole.
void StructureListPanel::fitColumns()
{
    if (m_wanted.empty() || m_sizedByHand)
        return;
    constexpr std::array kYielding {int(StructureTableModel::Name), int(StructureTableModel::Formula)};
    const int least = m_table->fontMetrics().averageCharWidth() * 9;
    const auto widths
        = fittedWidths(m_wanted, m_table->viewport()->width(), StructureTableModel::FirstProperty + 1, kYielding, least);
    const QScopedValueRollback fitting(m_fitting, true);
    for (std::size_t column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(int(column), widths[column]);
}

bool StructureListPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void StructureListPanel::showCurrent()
{
    const int row = m_structures->rowOf(m_selection->structure());
    if (row < 0 || row == m_table->currentIndex().row())
        return;
    const int column = std::max(0, m_table->currentIndex().column()); // does not scroll sideways
    m_table->setCurrentIndex(m_structures->index(row, column));
}

void StructureListPanel::showCount()
{
    const auto& dataset = m_session->dataset().value;
    const int all = dataset ? dataset->size() : 0;
    const int shown = m_structures->rowCount();
    const auto& subset = m_session->subset().value;
    QString text = all == 1 ? tr("1 structure") : tr("%1 structures").arg(all);
    if (all == 0)
        text = tr("No structures");
    else if (m_session->showsFirstStructures())
        text = tr("The first %1, reading…").arg(text);
    else if (shown != all)
        text = tr("%1 of %2").arg(shown).arg(text);
    if (subset && subset->selected.duplicates > 0)
        text += subset->selected.duplicates == 1 ? tr(", 1 duplicate left out")
                                                 : tr(", %1 duplicates left out").arg(subset->selected.duplicates);
    if (subset && !subset->problem.isEmpty())
        text += ": " + subset->problem;
    if (!m_sorter->problem().isEmpty())
        text += ": " + m_sorter->problem();
    m_count->setText(text);
}

void StructureListPanel::showHeaderMenu(const QPoint& place)
{
    const Property* property = m_structures->property(m_table->horizontalHeader()->logicalIndexAt(place));
    if (!property)
        return;
    QMenu menu(this);
    fillPropertyMenu(&menu, m_session, *property);
    if (!menu.isEmpty())
        menu.exec(m_table->horizontalHeader()->mapToGlobal(place));
}

void StructureListPanel::choose(const QModelIndex& index)
{
    if (index.isValid())
        m_selection->setStructure(m_structures->structureAt(index.row()));
}

} // namespace mbtr::gui

#include "moc_structure_list_panel.cpp"
