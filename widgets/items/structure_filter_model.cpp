#include "widgets/items/structure_filter_model.h"

#include "widgets/items/structure_keys.h"
#include "widgets/items/structure_table_model.h"

#include <cmath>

namespace mbtr::gui {

StructureFilterModel::StructureFilterModel(StructureTableModel* structures, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_structures(structures)
    , m_collator(QLocale(QLocale::English)) // the C locale knows no numeric mode
{
    m_collator.setNumericMode(true);
    setDynamicSortFilter(true);
    setSourceModel(structures);
}

void StructureFilterModel::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_folded = text.toCaseFolded();
    invalidate(); // one signal; removing and inserting rows run by run takes longer than a picture may
}

bool StructureFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    if (const StructureKeys* keys = m_structures->keys())
        return m_folded.isEmpty() || keys->searched[static_cast<std::size_t>(row)].contains(m_folded);
    return m_text.isEmpty() || m_structures->nameOf(row).contains(m_text, Qt::CaseInsensitive)
        || m_structures->formulaOf(row).contains(m_text, Qt::CaseInsensitive);
}

bool StructureFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const int column = left.column();
    if (const auto* ranks = m_structures->isText(column) ? m_structures->textRanks(column) : nullptr)
        return (*ranks)[static_cast<std::size_t>(left.row())] < (*ranks)[static_cast<std::size_t>(right.row())];
    if (m_structures->isText(column))
        return m_collator.compare(m_structures->textAt(left.row(), column), m_structures->textAt(right.row(), column)) < 0;
    const double a = m_structures->numberAt(left.row(), column);
    const double b = m_structures->numberAt(right.row(), column);
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) != std::isnan(b) && std::isnan(b) == (sortOrder() == Qt::AscendingOrder);
    return a < b;
}

} // namespace mbtr::gui

#include "moc_structure_filter_model.cpp"
