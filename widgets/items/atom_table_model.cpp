#include "widgets/items/atom_table_model.h"

#include "core/chemistry/element.h"
#include "core/dataset/dataset.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

#include <QLocale>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

QString componentName(const Property& property, int component, int components)
{
    const QString name = asQString(property.name);
    if (components == 1)
        return name;
    return components == 3 ? name + ' ' + QChar("xyz"[component]) : QStringLiteral("%1 %2").arg(name).arg(component + 1);
}

} // namespace

std::vector<AtomTableModel::PropertyColumn> AtomTableModel::propertyColumns(const Dataset& dataset, int index) const
{
    std::vector<PropertyColumn> columns;
    for (const Property& property : dataset.properties) {
        const auto* numbers = std::get_if<AtomNumbers>(&property.values);
        if (!numbers)
            continue;
        const auto& values = numbers->values[std::size_t(index)];
        const QString unit = property.unit.empty() ? QString() : QStringLiteral(" (%1)").arg(prettyUnit(property.unit));
        for (int k = 0; k < numbers->components && !values.empty(); ++k)
            columns.push_back(
                {componentName(property, k, numbers->components) + unit, &values, numbers->components, k, ColumnDigits(values)});
    }
    return columns;
}

void AtomTableModel::setStructure(std::shared_ptr<const Structure> structure, std::shared_ptr<const Dataset> dataset, int index)
{
    auto columns = structure && dataset && index >= 0 ? propertyColumns(*dataset, index) : std::vector<PropertyColumn>();
    const bool sameShape = structure && m_structure && structure->atomCount() == m_structure->atomCount()
        && structure->cell.has_value() == m_structure->cell.has_value() && columns.size() == m_columns.size();
    if (!sameShape)
        beginResetModel();
    m_structure = std::move(structure);
    m_dataset = std::move(dataset);
    m_columns = std::move(columns);
    if (!sameShape)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(this->index(0, 0), this->index(rowCount() - 1, columnCount() - 1));
}

int AtomTableModel::fractionColumns() const
{
    return m_structure && m_structure->cell ? 3 : 0;
}

int AtomTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_structure ? 0 : m_structure->atomCount();
}

int AtomTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstOther + fractionColumns() + int(m_columns.size());
}

double AtomTableModel::numberAt(int row, int column) const
{
    if (column == Index)
        return row;
    if (column < FirstOther)
        return m_structure->positions(column - X, row);
    const int other = column - FirstOther;
    if (other < fractionColumns())
        return m_structure->cell->toFractional(m_structure->positions.col(row)).value[other];
    const PropertyColumn& property = m_columns[std::size_t(other - fractionColumns())];
    const auto place = std::size_t(row) * std::size_t(property.components) + std::size_t(property.component);
    return place < property.values->size() ? (*property.values)[place] : std::numeric_limits<double>::quiet_NaN();
}

QVariant AtomTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_structure)
        return {};
    const int row = index.row(), column = index.column();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((column == Element ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::UserRole)
        return {};
    if (column == Element) {
        const int z = m_structure->species[std::size_t(row)];
        return role == Qt::UserRole   ? QVariant(z)
            : role == Qt::DisplayRole ? asQString(elementSymbol(z))
                                      : asQString(element(z).name);
    }
    const double value = numberAt(row, column);
    if (role == Qt::UserRole) // sorted by
        return value;
    if (column == Index)
        return QString::number(numberOf(row));
    if (role == Qt::ToolTipRole)
        return std::isnan(value) ? tr("no value") : QString::number(value, 'g', QLocale::FloatingPointShortest);
    const int property = column - FirstOther - fractionColumns();
    return property < 0 ? QString::number(value, 'f', 4) : m_columns[std::size_t(property)].digits.text(value);
}

QVariant AtomTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Element ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool tip = role == Qt::ToolTipRole;
    if (section == Index)
        return tip ? tr("Number of the atom. %1").arg(countedText()) : tr("No.");
    if (section == Element)
        return tip ? tr("Chemical element") : tr("Element");
    if (section < FirstOther)
        return tr("%1 (\u00c5)").arg(QChar("xyz"[section - X]));
    const int other = section - FirstOther;
    if (other < fractionColumns())
        return tip ? tr("Fractional coordinate along %1").arg(QChar("abc"[other])) : tr("%1 (fract.)").arg(QChar("abc"[other]));
    return m_columns[std::size_t(other - fractionColumns())].title;
}

} // namespace mbtr::gui

#include "moc_atom_table_model.cpp"
