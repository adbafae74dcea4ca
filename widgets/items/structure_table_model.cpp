#include "widgets/items/structure_table_model.h"

#include "core/dataset/dataset.h"

#include <QLocale>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

QString fromUtf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Decimal places enough for what one compares in a list; the whole number is in the tooltip.
QString shortText(double value)
{
    return std::isnan(value) ? QString() : QString::number(value, 'g', 7);
}

} // namespace

void StructureTableModel::setDataset(std::shared_ptr<const Dataset> dataset)
{
    beginResetModel();
    m_dataset = std::move(dataset);
    m_properties.clear();
    m_formulas.clear();
    if (m_dataset) {
        m_formulas.resize(m_dataset->structures.size());
        for (const Property& property : m_dataset->properties) {
            if (property.isScalar() || std::holds_alternative<StructureTexts>(property.values))
                m_properties.push_back(&property);
        }
    }
    endResetModel();
}

QString StructureTableModel::nameOf(int row) const
{
    const auto& name = m_dataset->structures[static_cast<std::size_t>(row)].name;
    return name.empty() ? QString::number(row + 1) : fromUtf8(name);
}

QString StructureTableModel::formulaOf(int row) const
{
    auto& formula = m_formulas[static_cast<std::size_t>(row)];
    if (formula.isNull())
        formula = fromUtf8(mbtr::formula(m_dataset->structures[static_cast<std::size_t>(row)]));
    return formula;
}

const Property& StructureTableModel::property(int column) const
{
    return *m_properties[static_cast<std::size_t>(column - FirstProperty)];
}

bool StructureTableModel::isText(int column) const
{
    return column == Name || column == Formula || (column >= FirstProperty && !property(column).isScalar());
}

double StructureTableModel::numberAt(int row, int column) const
{
    if (column == Atoms)
        return m_dataset->structures[static_cast<std::size_t>(row)].atomCount();
    return std::get<StructureNumbers>(property(column).values).values[static_cast<std::size_t>(row)];
}

QString StructureTableModel::textAt(int row, int column) const
{
    if (column == Name)
        return nameOf(row);
    if (column == Formula)
        return formulaOf(row);
    return fromUtf8(std::get<StructureTexts>(property(column).values).values[static_cast<std::size_t>(row)]);
}

int StructureTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_dataset ? 0 : m_dataset->size();
}

int StructureTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstProperty + static_cast<int>(m_properties.size());
}

QVariant StructureTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_dataset)
        return {};
    const bool text = isText(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role == Qt::DisplayRole)
        return text ? textAt(index.row(), index.column()) : shortText(numberAt(index.row(), index.column()));
    if (role == Qt::ToolTipRole) {
        if (text)
            return textAt(index.row(), index.column());
        const double value = numberAt(index.row(), index.column());
        return std::isnan(value) ? tr("no value") : QString::number(value, 'g', QLocale::FloatingPointShortest);
    }
    return {};
}

QVariant StructureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Formula:
        return tr("Formula");
    case Atoms:
        return tr("Atoms");
    default:
        const auto& shown = property(section);
        return shown.unit.empty() ? fromUtf8(shown.name) : tr("%1 (%2)").arg(fromUtf8(shown.name), fromUtf8(shown.unit));
    }
}

} // namespace mbtr::gui

#include "moc_structure_table_model.cpp"
