#include "widgets/panels/phases/energy_check_panel.h"

#include "widgets/document/selection.h"
#include "widgets/fields/buttons.h"
#include "widgets/items/energy_check_model.h"
#include "widgets/items/table_columns.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mbtr::gui {

EnergyCheckPanel::EnergyCheckPanel(Selection* selection, EnergyCheckStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_study(study)
    , m_text(new QLabel(this))
    , m_check(makeButton("checkEnergies", tr("Check"),
                         tr("Compares each energy with what a Gaussian process of all others says, and looks for structures of "
                            "different energy with the same features"),
                         this))
    , m_table(new QTableView(this))
    , m_model(new EnergyCheckModel(EnergyCheckModel::Rows::All, this))
{
    setObjectName("energyCheck");
    m_text->setObjectName("energyCheckText");
    m_text->setWordWrap(true);
    m_table->setObjectName("energyCheckTable");
    m_table->setAccessibleName(tr("Energies that deserve a second look"));
    m_table->setModel(m_model);
    styleTable(m_table);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_text, 1);
    row->addWidget(m_check);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_table, 1);
    connect(m_check, &QPushButton::clicked, this, &EnergyCheckPanel::checkWanted);
    connect(study, &Study::changed, this, &EnergyCheckPanel::showCheck);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { choose(index.row()); });
    showCheck();
}

void EnergyCheckPanel::showCheck()
{
    const QString text = energyCheckText(*m_study);
    m_text->setText(text.isEmpty() ? tr("Are the energies consistent, and does the representation tell their structures apart?")
                                   : text);
    m_check->setEnabled(!m_study->isRunning());
    m_model->setCheck(m_study->found());
    m_table->resizeColumnsToContents();
}

void EnergyCheckPanel::choose(int row)
{
    const auto [first, second] = m_model->chosenAt(row);
    if (first < 0)
        return;
    m_selection->setStructure(first);
    if (second >= 0)
        m_selection->setReference(second);
}

} // namespace mbtr::gui

#include "moc_energy_check_panel.cpp"
