#include "widgets/panels/structure/atom_table_panel.h"

#include "core/base/error.h"
#include "core/dataset/atom_filter.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/items/atom_table_model.h"
#include "widgets/items/table_columns.h"

#include <QItemSelection>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <unordered_set>

namespace mbtr::gui {

AtomTablePanel::AtomTablePanel(Session* session, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_atoms(new AtomTableModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_condition(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_table(new QTableView(this))
{
    setObjectName("atomTablePanel");
    buildTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_condition);
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    m_condition->setObjectName("atomCondition");
    m_condition->setPlaceholderText(tr("Pick by a condition: element == \"O\" and z > 2"));
    m_condition->setAccessibleName(tr("Condition of the atoms to pick"));
    m_condition->setToolTip(
        tr("Picks the atoms for which this is true (Enter). Names: element, index, x, y, z in \u00c5, a, b, c as fractions, "
           "properties per atom, force.x and force.norm of vectors; and, or, not, brackets"));
    m_condition->setClearButtonEnabled(true);
    m_problem->setObjectName("atomConditionProblem");
    m_problem->setWordWrap(true);
    m_problem->hide();
    connect(m_condition, &QLineEdit::returnPressed, this, &AtomTablePanel::pickByCondition);
    connect(m_condition, &QLineEdit::textEdited, m_problem, &QWidget::hide);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AtomTablePanel::pickRows);
    connect(selection, &Selection::atomsChanged, this, &AtomTablePanel::showPicked);
    connect(selection, &Selection::structureChanged, this, &AtomTablePanel::showAtoms);
    connect(selection, &Selection::previewChanged, this, &AtomTablePanel::showAtoms);
    connect(session, &Session::structureEdited, this, &AtomTablePanel::showAtoms);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            showAtoms();
    });
}

void AtomTablePanel::buildTable()
{
    m_sorted->setSourceModel(m_atoms);
    m_sorted->setSortRole(Qt::UserRole);
    m_table->setObjectName("atomTable");
    m_table->setAccessibleName(tr("Atoms of the current structure"));
    m_table->setModel(m_sorted);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
}

void AtomTablePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showAtoms();
}

void AtomTablePanel::showAtoms()
{
    if (!isVisible())
        return; // a trajectory plays faster without
    const QScopedValueRollback following(m_following, true);
    const int columns = m_atoms->columnCount();
    const int index = m_selection->structure();
    const bool asInTheFile = !m_session->isEdited(index) && !m_selection->preview().structure;
    m_atoms->setStructure(shownStructure(*m_session, *m_selection).structure, m_session->dataset().value,
                          asInTheFile ? index : -1);
    if (columns != m_atoms->columnCount())
        m_table->resizeColumnsToContents();
    showPicked();
}

void AtomTablePanel::showPicked()
{
    if (!isVisible())
        return;
    const QScopedValueRollback following(m_following, true);
    QItemSelection rows;
    QModelIndex last;
    for (const int atom : m_selection->atoms()) {
        last = m_sorted->mapFromSource(m_atoms->index(atom, 0));
        if (!last.isValid())
            continue;
        // Neighbouring rows in one range: a hundred thousand of single rows are slow.
        if (!rows.isEmpty() && rows.last().bottom() + 1 == last.row())
            rows.last() = QItemSelectionRange(rows.last().topLeft(), last.siblingAtColumn(m_atoms->columnCount() - 1));
        else
            rows.append(QItemSelectionRange(last, last.siblingAtColumn(m_atoms->columnCount() - 1)));
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (last.isValid() && !m_table->hasFocus())
        m_table->scrollTo(last);
}

void AtomTablePanel::pickByCondition()
{
    const int index = m_selection->structure();
    const auto now = m_session->structure(index).structure;
    if (!now)
        return;
    try {
        const std::string text = m_condition->text().toStdString();
        m_selection->setAtoms(atomsWhere(*now, m_session->dataset().value.get(), m_session->isEdited(index) ? -1 : index, text));
        m_problem->hide();
    } catch (const Error& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
        m_problem->show();
    }
}

/// What was picked before keeps its place in the order; what is new comes last.
void AtomTablePanel::pickRows()
{
    if (m_following)
        return;
    std::unordered_set<int> chosen;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        chosen.insert(m_sorted->mapToSource(index).row());
    std::vector<int> atoms;
    for (const int atom : m_selection->atoms())
        if (chosen.erase(atom))
            atoms.push_back(atom);
    const auto kept = std::ptrdiff_t(atoms.size());
    atoms.insert(atoms.end(), chosen.begin(), chosen.end());
    std::sort(atoms.begin() + kept, atoms.end());
    m_selection->setAtoms(std::move(atoms));
}

} // namespace mbtr::gui

#include "moc_atom_table_panel.cpp"
