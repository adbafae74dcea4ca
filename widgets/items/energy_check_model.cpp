#include "widgets/items/energy_check_model.h"

#include "widgets/fields/number_text.h"
#include "widgets/items/phase_texts.h"

#include <QCoreApplication>

namespace mbtr::gui {

EnergyCheckModel::EnergyCheckModel(Rows rows, QObject* parent)
    : QAbstractTableModel(parent)
    , m_rows(rows)
{
}

void EnergyCheckModel::setCheck(std::shared_ptr<const EnergyCheck> check)
{
    beginResetModel();
    m_check = std::move(check);
    endResetModel();
}

int EnergyCheckModel::doubtfulRows() const
{
    return m_check && m_rows == Rows::All ? static_cast<int>(m_check->doubtful.size()) : 0;
}

EnergyCheckModel::Chosen EnergyCheckModel::chosenAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const auto structure = [&](int dot) { return m_check->view->dots[static_cast<std::size_t>(dot)].structure; };
    const int doubtful = doubtfulRows();
    if (row < doubtful)
        return {structure(m_check->doubtful[static_cast<std::size_t>(row)].point), -1};
    const BlindPair& pair = m_check->pairs[static_cast<std::size_t>(row - doubtful)];
    return {structure(pair.a), structure(pair.b)};
}

int EnergyCheckModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_check ? 0 : doubtfulRows() + static_cast<int>(m_check->pairs.size());
}

int EnergyCheckModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString EnergyCheckModel::structureText(int dot) const
{
    const PhaseView& view = *m_check->view;
    return QString("#%1 %2")
        .arg(view.dots[static_cast<std::size_t>(dot)].structure)
        .arg(compositionText(view.elements, view.fractions.col(dot)));
}

QString EnergyCheckModel::textAt(int row, int column) const
{
    const int doubtful = doubtfulRows();
    if (row < doubtful) {
        const DoubtfulEnergy& entry = m_check->doubtful[static_cast<std::size_t>(row)];
        return column == First     ? structureText(entry.point)
            : column == Difference ? tr("%1 standard deviations").arg(typesetNumber(entry.residual, 2))
            : column == Meaning    ? tr("the others say something else")
                                   : QString();
    }
    const BlindPair& pair = m_check->pairs[static_cast<std::size_t>(row - doubtful)];
    const ShownEnergy shown = shownEnergy(*m_check->view);
    return column == First     ? structureText(pair.a)
        : column == Second     ? structureText(pair.b)
        : column == Difference ? typesetNumber(pair.difference * shown.scale, 3) + ' ' + shown.unit
                               : tr("cannot be told apart");
}

QVariant EnergyCheckModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_check)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return textAt(index.row(), index.column());
    return {};
}

QVariant EnergyCheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == Difference)
        return tr("Of one structure: its energy minus what all others say, in standard deviations of that prediction. Of a pair: "
                  "energy of the second minus that of the first");
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names {tr("Structure"), tr("Second structure"), tr("Difference"), tr("Meaning")};
    return names.value(section);
}

QString energyCheckText(const EnergyCheckStudy& study)
{
    const auto say = [](const char* text, int n = -1) {
        return QCoreApplication::translate("mbtr::gui::EnergyCheckModel", text, nullptr, n);
    };
    if (!study.problem().isEmpty())
        return study.problem();
    if (study.isRunning())
        return say("Checking the energies");
    if (!study.found())
        return {};
    const auto& check = *study.found();
    if (check.doubtful.empty() && check.pairs.empty())
        return say("No energy is contradicted by the others, and all structures of different energy are told apart.");
    return say("%1 energies that the others contradict by more than four standard deviations; %2 pairs of different energy that "
               "the representation cannot tell apart.")
        .arg(check.doubtful.size())
        .arg(check.pairs.size());
}

} // namespace mbtr::gui

#include "moc_energy_check_model.cpp"
