#include "widgets/panels/compare/own_blind_pairs.h"

#include "widgets/document/selection.h"
#include "widgets/items/energy_check_model.h"
#include "widgets/items/table_columns.h"

#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace mbtr::gui {

OwnBlindPairs::OwnBlindPairs(Selection* selection, EnergyCheckStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_study(study)
    , m_model(new EnergyCheckModel(EnergyCheckModel::Rows::PairsOnly, this))
    , m_text(new QLabel(this))
    , m_table(new QTableView(this))
{
    setObjectName("ownBlindPairs");
    m_text->setObjectName("ownBlindPairsText");
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_table->setObjectName("ownBlindPairsTable");
    m_table->setAccessibleName(tr("Pairs of the open structures that cannot be told apart"));
    m_table->setToolTip(tr("Choose a pair to make it A and B"));
    m_table->setModel(m_model);
    styleTable(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 2, 4, 2);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    connect(study, &Study::changed, this, &OwnBlindPairs::showPairs);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { choose(index.row()); });
    showPairs();
}

void OwnBlindPairs::showPairs()
{
    m_model->setCheck(m_study->found());
    m_table->resizeColumnsToContents();
    m_text->setText(tr("In the open structures: %n pair(s) of different energy that the whole representation cannot tell apart.",
                       nullptr, m_model->rowCount()));
    setVisible(m_model->rowCount() > 0);
}

void OwnBlindPairs::choose(int row)
{
    const auto [first, second] = m_model->chosenAt(row);
    if (first < 0)
        return;
    m_selection->setStructure(first);
    m_selection->setReference(second);
}

} // namespace mbtr::gui

#include "moc_own_blind_pairs.cpp"
