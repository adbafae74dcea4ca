#include "app/explorer/questions/join_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

namespace mbtr::gui {

namespace {

constexpr int kRowsShown = 5;

} // namespace

JoinDialog::JoinDialog(const Table& table, int structures, QWidget* parent)
    : QDialog(parent)
    , m_rows(static_cast<int>(table.rows.size()))
    , m_structures(structures)
    , m_key(new QComboBox)
    , m_column(new QComboBox)
    , m_text(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName("joinDialog");
    setWindowTitle(tr("Join table"));
    m_key->setObjectName("joinKey");
    m_key->setAccessibleName(tr("What rows are matched by"));
    m_key->setToolTip(tr("What tells which structure a row belongs to"));
    m_key->addItem(tr("name of the structure"), static_cast<int>(JoinKey::Name));
    m_key->addItem(tr("name of the file"), static_cast<int>(JoinKey::File));
    m_key->addItem(tr("number of the structure"), static_cast<int>(JoinKey::Index));
    m_key->addItem(tr("order: line by line"), static_cast<int>(JoinKey::Order));
    m_column->setObjectName("joinColumn");
    m_column->setAccessibleName(tr("Column that holds it"));
    m_column->setToolTip(tr("Column of the table that holds it"));
    for (const std::string& title : table.titles)
        m_column->addItem(QString::fromStdString(title));
    int known = 3;
    for (const auto& [name, place] : {std::pair("index", 2), std::pair("file", 1), std::pair("name", 0)})
        if (const int column = table.column(name); column >= 0) {
            known = place;
            m_column->setCurrentIndex(column);
        }
    m_key->setCurrentIndex(known == 3 && m_rows != m_structures ? 0 : known);
    m_text->setWordWrap(true);
    m_text->setObjectName("joinText");
    auto* form = new QFormLayout(this);
    form->addRow(makePreview(table));
    form->addRow(tr("&Match rows by"), m_key);
    form->addRow(tr("&Column"), m_column);
    form->addRow(m_text);
    form->addRow(m_buttons);
    connect(m_key, &QComboBox::currentIndexChanged, this, &JoinDialog::showState);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(560, sizeHint().height());
    showState();
}

QWidget* JoinDialog::makePreview(const Table& table)
{
    auto* preview = new QTableWidget(std::min(kRowsShown, m_rows), static_cast<int>(table.titles.size()));
    preview->setObjectName("joinPreview");
    preview->setAccessibleName(tr("First rows of the table"));
    preview->setEditTriggers(QAbstractItemView::NoEditTriggers);
    preview->setSelectionMode(QAbstractItemView::NoSelection);
    preview->setTabKeyNavigation(false);
    preview->verticalHeader()->hide();
    for (int column = 0; column < preview->columnCount(); ++column) {
        preview->setHorizontalHeaderItem(column, new QTableWidgetItem(QString::fromStdString(table.titles[column])));
        for (int row = 0; row < preview->rowCount(); ++row)
            preview->setItem(row, column, new QTableWidgetItem(QString::fromStdString(table.rows[row][column])));
    }
    preview->resizeColumnsToContents();
    preview->setFixedHeight(preview->horizontalHeader()->sizeHint().height()
                            + kRowsShown * preview->verticalHeader()->defaultSectionSize() + 20);
    return preview;
}

void JoinDialog::showState()
{
    const bool byOrder = m_key->currentData().toInt() == static_cast<int>(JoinKey::Order);
    const bool possible = !byOrder || m_rows == m_structures;
    m_column->setEnabled(!byOrder);
    m_text->setText(
        possible
            ? tr("%1 rows for %2 structures. All other columns become properties; rows and structures that find no partner are "
                 "told.")
                  .arg(m_rows)
                  .arg(m_structures)
            : tr("There are %1 rows for %2 structures: line by line they do not go together.").arg(m_rows).arg(m_structures));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(possible);
}

JoinSettings JoinDialog::settings() const
{
    const auto key = static_cast<JoinKey>(m_key->currentData().toInt());
    return {key, key == JoinKey::Order ? std::string() : m_column->currentText().toStdString()};
}

} // namespace mbtr::gui

#include "moc_join_dialog.cpp"
