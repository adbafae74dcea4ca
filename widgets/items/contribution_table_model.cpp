#include "widgets/items/contribution_table_model.h"

#include "widgets/fields/counting.h"
#include "widgets/fields/element_text.h"
#include "widgets/work/brush_inspector.h"

#include <QLocale>

namespace mbtr::gui {

namespace {

QString siteText(const Structure& structure, const TupleSite& site, const std::array<int, 3>& home)
{
    QString text = atomText(structure.species, site.atom);
    if (site.image != home)
        text += QStringLiteral("(%1 %2 %3)")
                    .arg(site.image[0] - home[0])
                    .arg(site.image[1] - home[1])
                    .arg(site.image[2] - home[2]);
    return text;
}

} // namespace

QString sitesText(const Structure& structure, std::span<const TupleSite> sites)
{
    QStringList names;
    for (const TupleSite& site : sites)
        names.append(siteText(structure, site, sites[0].image));
    return names.join(QChar(0x2013));
}

QString tupleText(const BrushedTuples& tuples, const TupleContribution& tuple)
{
    return sitesText(*tuples.structure, std::span(tuple.sites).first(static_cast<std::size_t>(tuples.brush.k)));
}

void ContributionTableModel::setTuples(std::shared_ptr<const BrushedTuples> tuples)
{
    beginResetModel();
    m_tuples = std::move(tuples);
    endResetModel();
}

int ContributionTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_tuples ? 0 : static_cast<int>(m_tuples->contributions.tuples.size());
}

int ContributionTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

ShownUnit ContributionTableModel::unit() const
{
    if (!m_tuples)
        return {};
    return shownUnit(info(m_tuples->layout->settings.terms[static_cast<std::size_t>(m_tuples->brush.term)].geometry).unit);
}

double ContributionTableModel::numberAt(int row, int column) const
{
    const TupleContribution& tuple = m_tuples->contributions.tuples[static_cast<std::size_t>(row)];
    switch (column) {
    case Value:
        return tuple.value * unit().scale;
    case Weight:
        return tuple.weight;
    case Share:
        return tuple.share;
    default:
        return m_tuples->contributions.total == 0 ? 0 : 100 * tuple.share / m_tuples->contributions.total;
    }
}

QVariant ContributionTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((index.column() == Atoms ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    if (index.column() == Atoms)
        return tupleText(*m_tuples, m_tuples->contributions.tuples[static_cast<std::size_t>(index.row())]);
    const double number = numberAt(index.row(), index.column());
    if (role == Qt::ToolTipRole)
        return QString::number(number, 'g', QLocale::FloatingPointShortest);
    const QString text = index.column() == Percent ? QString::number(number, 'f', 2) : QString::number(number, 'g', 5);
    return QString(text).replace('-', QChar(0x2212));
}

QVariant ContributionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole) {
        const QString tips[] = {
            tr("Element and number of each atom; in brackets the cell, seen from that of the first atom. %1").arg(countedText()),
            tr("g: the value of the geometry function, the middle of the tuple's Gaussian"),
            tr("w: the weight of the tuple, the area of its Gaussian"),
            tr("What of its Gaussian lies in the brushed bins; these add up to the value"),
            tr("Share of the value of the brushed bins")};
        return section < Columns ? tips[section] : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    const QString g = unit().text.isEmpty() ? tr("g") : tr("g (%1)").arg(unit().text);
    const QString titles[] = {tr("Atoms"), g, tr("Weight"), tr("Share"), tr("% of value")};
    return section < Columns ? titles[section] : QVariant();
}

QString ContributionTableModel::csv() const
{
    const QString unitText = unit().text == QString::fromUtf8("°") ? "degree" : unit().text;
    QString text
        = QStringLiteral("atoms,g%1,weight,share,percent of value\n").arg(unitText.isEmpty() ? QString() : " (" + unitText + ')');
    for (int row = 0; row < rowCount(); ++row) {
        text += tupleText(*m_tuples, m_tuples->contributions.tuples[static_cast<std::size_t>(row)]).replace(QChar(0x2013), '-');
        for (int column = Value; column < Columns; ++column)
            text += ',' + QString::number(numberAt(row, column), 'g', QLocale::FloatingPointShortest);
        text += '\n';
    }
    return text;
}

} // namespace mbtr::gui

#include "moc_contribution_table_model.cpp"
