#include "widgets/items/structure_table_model.h"

#include "core/dataset/dataset.h"
#include "widgets/document/dataset_overview.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>
#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr std::array<const char*, StructureTableModel::FirstProperty> kSortNames {"name", "formula", "n_atoms"};

} // namespace

void StructureTableModel::setDataset(std::shared_ptr<const Dataset> dataset, std::vector<int> rows,
                                     std::shared_ptr<const DatasetOverview> overview)
{
    beginResetModel();
    m_dataset = std::move(dataset);
    m_overview = m_dataset && !overview ? overviewOf(*m_dataset) : std::move(overview);
    takeRows(std::move(rows));
    endResetModel();
}

void StructureTableModel::setRows(std::vector<int> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel(); // removing and inserting rows run by run takes longer than a picture may
    takeRows(std::move(rows));
    endResetModel();
}

void StructureTableModel::takeRows(std::vector<int> rows)
{
    const int count = m_dataset ? m_dataset->size() : 0;
    std::erase_if(rows, [count](int structure) { return structure >= count; });
    m_rows = std::move(rows);
    m_places.assign(static_cast<std::size_t>(count), -1);
    for (std::size_t place = 0; place < m_rows.size(); ++place)
        m_places[static_cast<std::size_t>(m_rows[place])] = static_cast<int>(place);
}

void StructureTableModel::setEdits(const std::map<int, EditedStructure>& edits)
{
    m_edits = edits;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const Structure& StructureTableModel::shownAt(int structure) const
{
    const auto edit = m_edits.find(structure);
    return edit != m_edits.end() ? *edit->second.structure : m_dataset->structures[static_cast<std::size_t>(structure)];
}

int StructureTableModel::rowOf(int structure) const
{
    return structure >= 0 && static_cast<std::size_t>(structure) < m_places.size() ? m_places[static_cast<std::size_t>(structure)]
                                                                                   : -1;
}

const Property* StructureTableModel::property(int column) const
{
    return column >= FirstProperty && column < columnCount()
        ? m_overview->columns[static_cast<std::size_t>(column - FirstProperty)].property
        : nullptr;
}

std::string StructureTableModel::sortNameOf(int column) const
{
    if (column < 0 || column >= columnCount())
        return {};
    return column < FirstProperty ? kSortNames[static_cast<std::size_t>(column)] : property(column)->name;
}

int StructureTableModel::columnSortedBy(const std::string& name) const
{
    for (int column = 0; column < columnCount(); ++column)
        if (sortNameOf(column) == name)
            return column;
    return -1;
}

bool StructureTableModel::isText(int column) const
{
    return column == Name || column == Formula || (column >= FirstProperty && !property(column)->isScalar());
}

double StructureTableModel::numberAt(int structure, int column) const
{
    if (column == Atoms)
        return shownAt(structure).atomCount();
    return std::get<StructureNumbers>(property(column)->values).values[static_cast<std::size_t>(structure)];
}

QString StructureTableModel::textAt(int structure, int column) const
{
    const Structure& shown = shownAt(structure);
    if (column == Name)
        return shown.name.empty() ? QString::number(numberOf(structure)) : asQString(shown.name);
    if (column == Formula)
        return formulaText(shown);
    return asQString(std::get<StructureTexts>(property(column)->values).values[static_cast<std::size_t>(structure)]);
}

QString StructureTableModel::numberText(int structure, int column) const
{
    const double value = numberAt(structure, column);
    return column == Atoms ? QString::number(value)
                           : m_overview->columns[static_cast<std::size_t>(column - FirstProperty)].digits.text(value);
}

/// Edited structures: a star and slanted letters; grey what the file says of the structure as it was.
QVariant StructureTableModel::lookOf(int structure, int column, int role) const
{
    if (!m_edits.contains(structure))
        return {};
    if (role == Qt::FontRole && column < FirstProperty) {
        QFont slanted;
        slanted.setItalic(true);
        return slanted;
    }
    return role == Qt::ForegroundRole && column >= FirstProperty ? QGuiApplication::palette().brush(QPalette::PlaceholderText)
                                                                 : QVariant();
}

QString StructureTableModel::toolTipAt(int structure, int column) const
{
    if (m_edits.contains(structure) && column >= FirstProperty)
        return tr("Of the structure as the file has it; it was edited since");
    if (m_edits.contains(structure) && column == Name)
        return tr("%1: edited here, the file is as it was").arg(textAt(structure, column));
    if (isText(column))
        return textAt(structure, column);
    const double value = numberAt(structure, column);
    return std::isnan(value) ? tr("no value") : QString::number(value, 'g', QLocale::FloatingPointShortest);
}

int StructureTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StructureTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstProperty + (m_overview ? static_cast<int>(m_overview->columns.size()) : 0);
}

QVariant StructureTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_dataset)
        return {};
    const bool text = isText(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    const int structure = structureAt(index.row());
    if (role == Qt::DisplayRole && index.column() == Name)
        return (m_edits.contains(structure) ? QString("* ") : QString()) + textAt(structure, Name);
    if (role == Qt::DisplayRole)
        return text ? textAt(structure, index.column()) : numberText(structure, index.column());
    return role == Qt::ToolTipRole ? toolTipAt(structure, index.column()) : lookOf(structure, index.column(), role);
}

QVariant StructureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section < FirstProperty)
        return QStringList {tr("Name"), tr("Formula"), tr("Atoms")}[section];
    const auto& shown = *property(section);
    const QString title
        = shown.unit.empty() ? asQString(shown.name) : tr("%1 (%2)").arg(asQString(shown.name), prettyUnit(shown.unit));
    if (role == Qt::DisplayRole)
        return title;
    return shown.isScalar() && shown.unit.empty()
        ? tr("%1: no unit is stated. Right-click to state it, or to derive other properties.").arg(title)
        : tr("%1. Right-click for units.").arg(title);
}

} // namespace mbtr::gui

#include "moc_structure_table_model.cpp"
