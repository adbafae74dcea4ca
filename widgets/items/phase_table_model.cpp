#include "widgets/items/phase_table_model.h"

#include "widgets/fields/number_text.h"
#include "widgets/items/phase_texts.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

QVariant alignment(bool isText)
{
    return QVariant::fromValue(Qt::Alignment((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
}

} // namespace

void PhaseTableModel::setView(std::shared_ptr<const PhaseView> view)
{
    beginResetModel();
    m_view = std::move(view);
    endResetModel();
}

int PhaseTableModel::structureAt(int row) const
{
    return m_view && row >= 0 && row < rowCount() ? m_view->dots[static_cast<std::size_t>(row)].structure : -1;
}

int PhaseTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_view ? 0 : static_cast<int>(m_view->dots.size());
}

int PhaseTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

/// As shown; not a number where there is nothing to say.
double PhaseTableModel::numberAt(int row, int column) const
{
    const PhaseDot& dot = m_view->dots[static_cast<std::size_t>(row)];
    const double scale = shownEnergy(*m_view).scale;
    switch (column) {
    case Structure:
        return dot.structure;
    case Energy:
        return dot.energy * scale;
    case Spread:
        return dot.knowledge == PhaseKnowledge::Predicted ? dot.spread * scale : kUnknown;
    case Above:
        return dot.place ? std::max(0.0, dot.place->aboveHull) * scale : kUnknown;
    case Residual:
        return dot.residual != 0 ? dot.residual : kUnknown;
    default:
        return kUnknown;
    }
}

QString PhaseTableModel::textAt(int row, int column) const
{
    const PhaseDot& dot = m_view->dots[static_cast<std::size_t>(row)];
    const double number = numberAt(row, column);
    switch (column) {
    case Structure:
        return QString("#%1").arg(dot.structure);
    case Composition:
        return compositionText(m_view->elements, m_view->fractions.col(row));
    case Decomposition:
        return dot.place && !dot.place->isOnHull ? decompositionText(*m_view, dot.place->decomposition)
            : dot.place                          ? tr("stable")
                                                 : QString();
    case Residual:
        return dot.isDoubtful       ? tr("%1  check").arg(typesetNumber(number, 2))
            : std::isfinite(number) ? typesetNumber(number, 2)
                                    : QString();
    default:
        return std::isfinite(number) ? typesetNumber(number, 4) : QString();
    }
}

QVariant PhaseTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_view)
        return {};
    const bool isText = index.column() == Composition || index.column() == Decomposition;
    if (role == Qt::TextAlignmentRole)
        return alignment(isText);
    if (role == kSortRole)
        return isText ? QVariant(textAt(index.row(), index.column())) : QVariant(numberAt(index.row(), index.column()));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return textAt(index.row(), index.column());
    return {};
}

QVariant PhaseTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const QString unit = m_view ? shownEnergy(*m_view).unit : QString();
    const auto withUnit = [&](const QString& text) { return unit.isEmpty() ? text : text + " (" + unit + ')'; };
    if (role == Qt::DisplayRole) {
        const QStringList names {tr("Structure"),
                                 tr("Composition"),
                                 withUnit(tr("Formation")),
                                 withUnit(tr("± spread")),
                                 withUnit(tr("Above hull")),
                                 tr("Decomposes into"),
                                 tr("Residual")};
        return names.value(section);
    }
    if (role == Qt::ToolTipRole) {
        const QStringList tips {
            tr("Number of the structure, counted from 0"),
            tr("In the smallest whole numbers"),
            tr("Energy per atom minus that of the elements in the same amounts; predicted where a spread stands beside it"),
            tr("One standard deviation of the prediction"),
            tr("Energy per atom above the mixture of stable phases of the same composition"),
            tr("The stable phases; amounts are shares of the atoms"),
            tr("Known energy minus what the other known ones say, in standard deviations; beyond 4 the number should be "
               "checked")};
        return tips.value(section);
    }
    return {};
}

void FacetTableModel::setView(std::shared_ptr<const PhaseView> view)
{
    beginResetModel();
    m_view = std::move(view);
    endResetModel();
}

int FacetTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_view ? 0 : static_cast<int>(m_view->hull.facets.size());
}

int FacetTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_view ? 0 : 1 + static_cast<int>(m_view->elements.size());
}

QVariant FacetTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_view)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column() == 0);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const HullFacet& facet = m_view->hull.facets[static_cast<std::size_t>(index.row())];
    if (index.column() > 0)
        return typesetNumber(facet.potentials[index.column() - 1] * shownEnergy(*m_view).scale, 5);
    QStringList phases;
    for (const int vertex : facet.vertices)
        phases << compositionText(m_view->elements, fractionsOf(*m_view, vertex));
    return phases.join(" + ");
}

QVariant FacetTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_view)
        return {};
    if (role == Qt::ToolTipRole)
        return section == 0 ? tr("Phases that stand beside one another")
                            : tr("Chemical potential, relative to the element itself: where the plane of the phases meets it");
    if (role != Qt::DisplayRole)
        return {};
    const QString unit = shownEnergy(*m_view).unit;
    return section == 0 ? tr("Phases")
                        : QString("μ(%1)%2").arg(symbolText(m_view->elements[static_cast<std::size_t>(section - 1)]),
                                                 unit.isEmpty() ? QString() : " (" + unit + ')');
}

} // namespace mbtr::gui

#include "moc_phase_table_model.cpp"
