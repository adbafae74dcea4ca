#include "widgets/items/bond_rules_model.h"

#include "core/base/error.h"
#include "widgets/fields/element_text.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>

namespace mbtr::gui {

namespace {

QString lengthText(double length)
{
    return QString::number(length, 'f', 2);
}

} // namespace

void BondRulesModel::setElements(const std::vector<int>& elements)
{
    std::vector<ElementPair> pairs;
    for (std::size_t i = 0; i < elements.size(); ++i)
        for (std::size_t j = i; j < elements.size(); ++j)
            pairs.emplace_back(std::minmax(elements[i], elements[j]));
    if (pairs == m_pairs)
        return;
    beginResetModel();
    m_pairs = std::move(pairs);
    endResetModel();
}

void BondRulesModel::setRules(const BondRules& rules)
{
    m_rules = rules;
    if (!m_pairs.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

void BondRulesModel::setCounts(std::map<ElementPair, int> bonds, std::map<ElementPair, int> leftOut)
{
    m_counts = std::move(bonds);
    m_leftOut = std::move(leftOut);
    if (!m_pairs.empty())
        emit dataChanged(index(0, Count), index(rowCount() - 1, Count));
}

int BondRulesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

int BondRulesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

int BondRulesModel::countIn(const std::map<ElementPair, int>& counts, const ElementPair& pair)
{
    const auto count = counts.find(pair);
    return count == counts.end() ? 0 : count->second;
}

double BondRulesModel::largestByRadii(const ElementPair& pair) const
{
    return std::max(0.0, largestBondLength(pair.first, pair.second) + m_rules.extraTolerance);
}

QString BondRulesModel::text(const QModelIndex& index) const
{
    const ElementPair& pair = pairAt(index.row());
    const auto range = m_rules.ranges.find(pair);
    switch (index.column()) {
    case Pair:
        return elementText(pair.first) + QChar(0x2013) + elementText(pair.second);
    case Radii:
        return lengthText(largestByRadii(pair));
    case Min:
        return range == m_rules.ranges.end() ? QString() : lengthText(range->second.min);
    case Max:
        return range == m_rules.ranges.end() ? QString() : lengthText(range->second.max);
    default: {
        const int bonds = countIn(m_counts, pair), leftOut = countIn(m_leftOut, pair);
        return leftOut > 0 ? tr("%1 of %2").arg(bonds).arg(bonds + leftOut) : QString::number(bonds);
    }
    }
}

QVariant BondRulesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((index.column() == Pair ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    const bool isAutomatic = (index.column() == Min || index.column() == Max) && text(index).isEmpty();
    if (role == Qt::DisplayRole && isAutomatic)
        return tr("by radii");
    if (role == Qt::ForegroundRole && isAutomatic)
        return QGuiApplication::palette().brush(QPalette::PlaceholderText);
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return text(index);
    if (role == Qt::ToolTipRole && (index.column() == Min || index.column() == Max))
        return tr("Double-click to set; empty: by the radii");
    if (const int leftOut = role == Qt::ToolTipRole && index.column() == Count ? countIn(m_leftOut, pairAt(index.row())) : 0)
        return tr("%1 more pairs are as near and yet no bonds: the file states its bonds without them, one was taken away by "
                  "hand, "
                  "two metal atoms have nonmetal neighbours, or a large ion (K, Rb, Cs, Ca, Sr, Ba) stands beside an atom that "
                  "is "
                  "bonded to others. Min and Max bond all in their range.")
            .arg(leftOut);
    return {};
}

QVariant BondRulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= Columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Pair ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole)
        return QStringList {
            tr("Two elements"), tr("Å; the longest bond by covalent or metallic radii, with the tolerance"),
            tr("Å; nearer atoms are not bonded"), tr("Å; atoms farther apart are not bonded"),
            tr("Bonds between these elements now; \"0 of 12\": twelve pairs are as near, none is a bond")}[section];
    return role == Qt::DisplayRole
        ? QStringList {tr("Pair"), tr("By radii (Å)"), tr("Min (Å)"), tr("Max (Å)"), tr("Bonds")}[section]
        : QVariant();
}

Qt::ItemFlags BondRulesModel::flags(const QModelIndex& index) const
{
    const bool editable = index.column() == Min || index.column() == Max;
    return QAbstractTableModel::flags(index) | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool BondRulesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || (index.column() != Min && index.column() != Max))
        return false;
    const QString typed = value.toString().trimmed().replace(',', '.');
    bool isNumber = false;
    const double length = typed.toDouble(&isNumber);
    if (!isNumber && !typed.isEmpty()) {
        emit refused(tr("“%1” is no length: expected a number of Å, or nothing").arg(typed));
        return false;
    }
    const ElementPair& pair = pairAt(index.row());
    BondRules rules = m_rules;
    if (typed.isEmpty()) {
        rules.ranges.erase(pair);
    } else {
        auto& range = rules.ranges.try_emplace(pair, BondRules::Range {0, largestByRadii(pair)}).first->second;
        (index.column() == Min ? range.min : range.max) = length;
    }
    try {
        rules.check();
    } catch (const Error& error) {
        emit refused(QString::fromUtf8(error.what()));
        return false;
    }
    emit edited(rules);
    return true;
}

} // namespace mbtr::gui

#include "moc_bond_rules_model.cpp"
