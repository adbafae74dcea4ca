#include "widgets/items/structure_table_model.h"

#include "core/dataset/dataset.h"
#include "widgets/fields/units.h"
#include "widgets/items/structure_keys.h"

#include <QLocale>
#include <cmath>

namespace mbtr::gui {

namespace {

QString fromUtf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

void StructureTableModel::setDataset(std::shared_ptr<const Dataset> dataset)
{
    beginResetModel();
    m_dataset = std::move(dataset);
    m_keys = nullptr;
    m_properties.clear();
    m_digits.clear();
    m_formulas.clear();
    if (m_dataset) {
        m_formulas.resize(m_dataset->structures.size());
        m_properties = listedProperties(*m_dataset);
        for (const Property* property : m_properties)
            m_digits.push_back(property->isScalar() ? ColumnDigits(std::get<StructureNumbers>(property->values).values)
                                                    : ColumnDigits());
    }
    endResetModel();
}

void StructureTableModel::setKeys(std::shared_ptr<const StructureKeys> keys)
{
    if (keys->dataset == m_dataset)
        m_keys = std::move(keys);
}

const std::vector<int>* StructureTableModel::textRanks(int column) const
{
    if (!m_keys)
        return nullptr;
    if (column == Name)
        return &m_keys->nameRanks;
    return column == Formula ? &m_keys->formulaRanks : &m_keys->textRanks[static_cast<std::size_t>(column - FirstProperty)];
}

QString StructureTableModel::nameOf(int row) const
{
    return structureName(*m_dataset, row);
}

QString StructureTableModel::formulaOf(int row) const
{
    if (m_keys)
        return m_keys->formulas[static_cast<std::size_t>(row)];
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

QString StructureTableModel::numberText(int row, int column) const
{
    const double value = numberAt(row, column);
    return column == Atoms ? QString::number(value) : m_digits[static_cast<std::size_t>(column - FirstProperty)].text(value);
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
        return text ? textAt(index.row(), index.column()) : numberText(index.row(), index.column());
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
        return shown.unit.empty() ? fromUtf8(shown.name) : tr("%1 (%2)").arg(fromUtf8(shown.name), prettyUnit(shown.unit));
    }
}

} // namespace mbtr::gui

#include "moc_structure_table_model.cpp"
