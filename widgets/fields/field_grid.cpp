#include "widgets/fields/field_grid.h"

#include <QGridLayout>
#include <QLabel>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kGap = 16; // pixels between a field and the label of the next column

QLabel* makeLabel(const QString& text, QWidget* field, QWidget* parent)
{
    if (text.isEmpty())
        return nullptr;
    auto* label = new QLabel(text, parent);
    label->setBuddy(field);
    label->setToolTip(field->toolTip());
    label->setFixedHeight(field->sizeHint().height()); // level with the field, also where a sentence stands below it
    return label;
}

} // namespace

FieldGrid::FieldGrid(int columnWidth, int maxColumns, QWidget* parent)
    : QWidget(parent)
    , m_columnWidth(columnWidth)
    , m_maxColumns(maxColumns)
    , m_columns(maxColumns)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(5);
}

void FieldGrid::add(const QString& label, QWidget* field)
{
    m_entries.push_back({makeLabel(label, field, this), field, false});
    arrange();
}

void FieldGrid::addRow(const QString& label, QWidget* field)
{
    m_entries.push_back({makeLabel(label, field, this), field, true});
    arrange();
}

void FieldGrid::setShown(QWidget* field, bool shown)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.field == field; });
    if (entry == m_entries.end() || entry->shown == shown)
        return;
    entry->shown = shown;
    field->setVisible(shown);
    if (entry->label)
        entry->label->setVisible(shown);
    arrange();
}

int FieldGrid::columnsFor(int width) const
{
    return std::clamp((width + kGap) / (m_columnWidth + kGap), 1, m_maxColumns);
}

QSize FieldGrid::minimumSizeHint() const
{
    return {m_columnWidth, m_grid->minimumSize().height()};
}

void FieldGrid::arrange()
{
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0);
    for (int cell = 0; cell < m_grid->columnCount(); ++cell)
        m_grid->setColumnStretch(cell, 0);
    m_grid->setColumnStretch(3 * m_columns, 1);
    int row = 0;
    int column = 0;
    for (const Entry& entry : m_entries) {
        if (!entry.shown)
            continue;
        if (column == m_columns || (entry.wholeRow && column > 0)) {
            ++row;
            column = 0;
        }
        place(entry, row, column);
        column = entry.wholeRow ? m_columns : column + 1;
    }
}

/// Label, field and gap are three columns of the layout; the last one takes what is left.
void FieldGrid::place(const Entry& entry, int row, int column)
{
    const int first = 3 * column + (entry.label || !entry.wholeRow ? 1 : 0);
    if (entry.label)
        m_grid->addWidget(entry.label, row, 3 * column, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(entry.field, row, first, 1, entry.wholeRow ? 3 * m_columns + 1 - first : 1);
    m_grid->setColumnMinimumWidth(3 * column + 2, column + 1 < m_columns ? kGap - m_grid->horizontalSpacing() : 0);
}

void FieldGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (const int columns = columnsFor(width()); columns != m_columns) {
        m_columns = columns;
        arrange();
    }
}

} // namespace mbtr::gui

#include "moc_field_grid.cpp"
