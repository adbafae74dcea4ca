#include "widgets/panels/structure/measurement_panel.h"

#include "widgets/document/measurement_list.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/table_file.h"
#include "widgets/items/measurement_table_model.h"
#include "widgets/items/table_columns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <functional>
#include <set>

namespace mbtr::gui {

MeasurementPanel::MeasurementPanel(Session* session, Selection* selection, MeasurementList* list, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_list(list)
    , m_model(new MeasurementTableModel(this))
    , m_table(new QTableView(this))
{
    setObjectName("measurementPanel");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    layout->addLayout(row);
    m_add = makeButton("addMeasurement", tr("&Add"),
                       tr("Keeps the distance, angle or dihedral angle of the two, three or four picked atoms"), this);
    m_remove = makeButton("removeMeasurement", tr("&Remove"), tr("Removes the chosen measurements"), this);
    m_clear = makeButton("clearMeasurements", tr("&Clear"), tr("Removes all measurements"), this);
    m_save = makeButton("saveMeasurements", tr("&Save…"), tr("Saves the table as a CSV file, with units"), this);
    for (auto* button : {m_add, m_remove, m_clear, m_save})
        row->addWidget(button);
    row->addStretch();
    buildTable();
    layout->addWidget(m_table, 1);
    connect(m_add, &QPushButton::clicked, this, [this] { m_list->add(m_selection->atoms()); });
    connect(m_remove, &QPushButton::clicked, this, &MeasurementPanel::removeChosen);
    connect(m_clear, &QPushButton::clicked, list, &MeasurementList::clear);
    connect(m_save, &QPushButton::clicked, this, &MeasurementPanel::save);
    connect(list, &MeasurementList::changed, this, [this] {
        m_model->setMeasurements(m_list->all());
        showButtons();
    });
    connect(selection, &Selection::structureChanged, this, &MeasurementPanel::showValues);
    connect(selection, &Selection::previewChanged, this, &MeasurementPanel::showValues);
    connect(selection, &Selection::atomsChanged, this, &MeasurementPanel::showButtons);
    connect(session, &Session::structureEdited, this, &MeasurementPanel::showValues);
    m_model->setMeasurements(list->all());
    showValues();
    showButtons();
}

void MeasurementPanel::buildTable()
{
    m_table->setObjectName("measurementTable");
    m_table->setAccessibleName(tr("Measurements"));
    m_table->setToolTip(tr("Between nearest copies in crystals; choose a row to pick its atoms"));
    m_table->setModel(m_model);
    styleTable(m_table);
    m_table->horizontalHeader()->setSectionResizeMode(MeasurementTableModel::Atoms, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showButtons();
        pickChosen();
    });
}

void MeasurementPanel::showValues()
{
    m_model->setStructure(shownStructure(*m_session, *m_selection).structure);
}

void MeasurementPanel::showButtons()
{
    const auto picked = m_selection->atoms().size();
    m_add->setEnabled(picked >= 2 && picked <= 4);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
    m_clear->setEnabled(m_list->count() > 0);
    m_save->setEnabled(m_list->count() > 0);
}

void MeasurementPanel::removeChosen()
{
    std::set<int, std::greater<>> rows; // from the last on, so that numbers stay right
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows.insert(index.row());
    for (const int row : rows)
        m_list->remove(row);
}

void MeasurementPanel::pickChosen()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    const auto structure = shownStructure(*m_session, *m_selection).structure;
    if (rows.size() != 1 || !structure)
        return;
    const auto& atoms = m_list->all()[std::size_t(rows.first().row())].atoms;
    if (*std::max_element(atoms.begin(), atoms.end()) < structure->atomCount())
        m_selection->setAtoms(atoms);
}

void MeasurementPanel::save()
{
    const QString problem = askAndSaveTable(tr("Save measurements"), "measurements.csv", m_model->csv(), this);
    if (!problem.isEmpty())
        emit failed(problem);
}

QString MeasurementPanel::saveTo(const QString& path) const
{
    return saveTable(path, m_model->csv());
}

} // namespace mbtr::gui

#include "moc_measurement_panel.cpp"
