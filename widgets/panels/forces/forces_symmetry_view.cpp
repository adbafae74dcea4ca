#include "widgets/panels/forces/forces_symmetry_view.h"

#include "widgets/fields/element_text.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/work/forces/force_trainer.h"

#include <Eigen/Geometry>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

enum Column { Cycles, Order, Error };
constexpr double kWay = 1.2, kRest = 0.5; // seconds
constexpr double kDetour = 0.7; // angstrom: so that atoms do not meet half-way

/// "H5 → H6 → H7 → H5", "C1 ↔ C2"; several with commas.
QString cyclesText(const Permutation& permutation, const std::vector<int>& species)
{
    QStringList cycles;
    std::vector<char> seen(permutation.size(), 0);
    for (int first = 0; first < static_cast<int>(permutation.size()); ++first) {
        QStringList cycle;
        for (int atom = first; !seen[static_cast<std::size_t>(atom)]; atom = permutation[static_cast<std::size_t>(atom)]) {
            seen[static_cast<std::size_t>(atom)] = 1;
            cycle << atomText(species, atom);
        }
        if (cycle.size() == 2)
            cycles << cycle.join(QString::fromUtf8(" ↔ "));
        else if (cycle.size() > 2)
            cycles << (cycle << cycle.front()).join(QString::fromUtf8(" → "));
    }
    return cycles.isEmpty() ? ForcesSymmetryView::tr("none (every atom stays)") : cycles.join(", ");
}

/// Every atom on its way to the place of another, in an arc around the middle; share: 0..1 of the way.
Eigen::Matrix3Xd onTheWay(const Eigen::Matrix3Xd& from, const Permutation& permutation, double share)
{
    const Eigen::Vector3d middle = from.rowwise().mean();
    const double smooth = 0.5 - 0.5 * std::cos(std::numbers::pi * share);
    Eigen::Matrix3Xd positions = from;
    for (Eigen::Index i = 0; i < from.cols(); ++i) {
        const auto goal = static_cast<Eigen::Index>(permutation[static_cast<std::size_t>(i)]);
        if (goal == i)
            continue;
        const Eigen::Vector3d way = from.col(goal) - from.col(i);
        const Eigen::Vector3d outwards = (0.5 * (from.col(goal) + from.col(i)) - middle).cross(way).stableNormalized();
        positions.col(i) += smooth * way + kDetour * std::sin(std::numbers::pi * smooth) * outwards;
    }
    return positions;
}

} // namespace

ForcesSymmetryView::ForcesSymmetryView(ForceTrainer* trainer, PreviewPlayer* player, QWidget* parent)
    : ForcesPlayView(trainer, player,
                     {"compareSymmetries", "permutationStop", "symmetryText", "permutations", tr("Compare errors"),
                      tr("Fits the same geometries without symmetry, with what each permutation generates, and with all, at the "
                         "length that was found"),
                      tr("Permutations of like atoms; a chosen one moves in the 3-D view")},
                     parent)
{
    connect(action(), &QPushButton::clicked, trainer, &ForceTrainer::compareSymmetries);
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesSymmetryView::showPermutations);
    connect(trainer, &ForceTrainer::pointsChanged, this, &ForcesSymmetryView::showErrors);
    connect(trainer, &ForceTrainer::stateChanged, this, &ForcesSymmetryView::showState);
    showPermutations();
}

void ForcesSymmetryView::showPermutations()
{
    const GdmlModel* model = trainer()->model().model.get();
    const QSignalBlocker blocker(table());
    table()->setColumnCount(3);
    table()->setHorizontalHeaderLabels(
        {tr("Atoms that change places"), tr("Group"), tr("Force MAE") + unitSuffix(trainer()->model().forceUnit)});
    table()->horizontalHeaderItem(Order)->setToolTip(tr("How many permutations it makes by repetition, with the identity"));
    table()->horizontalHeaderItem(Error)->setToolTip(
        tr("Of the validation geometries, with the permutations of this group only; the first row is without symmetry"));
    table()->horizontalHeader()->setSectionResizeMode(Order, QHeaderView::ResizeToContents);
    table()->horizontalHeader()->setSectionResizeMode(Error, QHeaderView::ResizeToContents);
    table()->setRowCount(0);
    const int count = model ? static_cast<int>(model->permutations.size()) : 0;
    table()->setRowCount(count > 1 ? count + 1 : count);
    for (int row = 0; row < count; ++row) {
        const Permutation& permutation = model->permutations[static_cast<std::size_t>(row)];
        setCell(table(), row, Cycles, cyclesText(permutation, model->species));
        setCell(table(), row, Order,
                QString::number(closedGroup({permutation}, static_cast<int>(permutation.size()), kMostPermutations).size()));
        setCell(table(), row, Error, {});
    }
    if (count > 1) {
        setCell(table(), count, Cycles, tr("all of them"));
        setCell(table(), count, Order, QString::number(count));
        setCell(table(), count, Error, {});
    }
    showErrors();
    showState();
}

void ForcesSymmetryView::showErrors()
{
    const GdmlModel* model = trainer()->model().model.get();
    const int count = model ? static_cast<int>(model->permutations.size()) : 0;
    for (const SymmetryPoint& point : trainer()->symmetries())
        if (const int row = point.permutation < 0 ? count : point.permutation; row < table()->rowCount())
            setCell(table(), row, Error, numberOrDash(point.forceMae));
    table()->setVisible(count > 0);
    text()->setText(!model ? tr("The permutations of like atoms appear here: train or open a model first.")
                        : count == 1
                        ? tr("No like atoms change places in the training geometries.")
                        : tr("%1 permutations, found in the training geometries. Choose one to see it move.").arg(count));
}

void ForcesSymmetryView::showState()
{
    ForcesPlayView::showState();
    const auto training = trainer()->training();
    action()->setEnabled(training && training->result.model == trainer()->model().model
                         && training->result.model->permutations.size() > 1 && !trainer()->isTraining()
                         && !trainer()->isComparing());
}

PreviewPlayer::Frame ForcesSymmetryView::motionOf(int row) const
{
    const GdmlModel* model = trainer()->model().model.get();
    const auto structure = player()->structure();
    if (!model || !structure || structure->species != model->species || row < 1
        || row >= static_cast<int>(model->permutations.size()))
        return nullptr;
    return [from = structure->positions, permutation = model->permutations[static_cast<std::size_t>(row)]](double seconds) {
        const double inPeriod = std::fmod(seconds, 2 * (kWay + kRest));
        const double there = std::clamp(inPeriod / kWay, 0.0, 1.0), back = std::clamp((inPeriod - kWay - kRest) / kWay, 0.0, 1.0);
        return std::optional<Eigen::Matrix3Xd>(onTheWay(from, permutation, there - back));
    };
}

} // namespace mbtr::gui

#include "moc_forces_symmetry_view.cpp"
