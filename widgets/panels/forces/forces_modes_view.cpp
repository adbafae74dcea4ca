#include "widgets/panels/forces/forces_modes_view.h"

#include "widgets/fields/element_text.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/work/forces/force_trainer.h"
#include "widgets/work/forces/mode_study.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr double kLargestMove = 0.3; // angstrom, of an atom in the animation
constexpr double kPeriod = 1.2; // seconds
constexpr double kLight = 2.99792458e-5; // cm/fs

/// "H9 71 %, O3 20 %": who has the most of the squared displacement.
QString moversText(const Eigen::Matrix3Xd& shape, const std::vector<int>& species)
{
    const Eigen::RowVectorXd shares = shape.colwise().squaredNorm() / shape.squaredNorm();
    std::vector<Eigen::Index> atoms(species.size());
    std::iota(atoms.begin(), atoms.end(), 0);
    std::sort(atoms.begin(), atoms.end(), [&](Eigen::Index a, Eigen::Index b) { return shares[a] > shares[b]; });
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, atoms.size()); ++i)
        if (shares[atoms[i]] > 0.05)
            names << QStringLiteral("%1 %2 %")
                         .arg(atomText(species, static_cast<int>(atoms[i])))
                         .arg(100 * shares[atoms[i]], 0, 'f', 0);
    return names.join(", ");
}

} // namespace

ForcesModesView::ForcesModesView(ForceTrainer* trainer, PreviewPlayer* player, ModeStudy* study, QWidget* parent)
    : ForcesPlayView(
        trainer, player,
        {"modesCompute", "modesStop", "modesText", "modesTable", tr("Compute modes"),
         tr("Relaxes the current molecule by the model and differentiates the forces there (the structure stays as it is)"),
         tr("Normal modes of the molecule; a chosen one moves in the 3-D view")},
        parent)
    , m_study(study)
{
    table()->setColumnCount(3);
    table()->setHorizontalHeaderLabels({tr("Wavenumber (cm⁻¹)"), tr("Period (fs)"), tr("Atoms that move most")});
    table()->horizontalHeaderItem(2)->setToolTip(tr("Their shares of the squared displacement"));
    table()->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    table()->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(action(), &QPushButton::clicked, this, &ForcesModesView::compute);
    connect(study, &ModeStudy::changed, this, &ForcesModesView::showModes);
    showModes();
}

void ForcesModesView::compute()
{
    player()->stop();
    m_study->start();
}

void ForcesModesView::showModes()
{
    const auto modes = m_study->modes();
    const QSignalBlocker blocker(table());
    table()->setRowCount(0);
    table()->setVisible(modes != nullptr);
    table()->setRowCount(modes ? static_cast<int>(modes->order.size()) : 0);
    for (int row = 0; row < table()->rowCount(); ++row) {
        const int mode = modes->order[static_cast<std::size_t>(row)];
        const double value = modes->vibrations.wavenumbers[mode];
        const bool vibrates = row < modes->vibrating;
        setCell(table(), row, 0,
                !vibrates       ? tr("0")
                    : value < 0 ? tr("%1 i").arg(-value, 0, 'f', 1)
                                : QString::number(value, 'f', 1));
        setCell(table(), row, 1, vibrates && value > 0 ? QString::number(1 / (kLight * value), 'f', 1) : QString::fromUtf8("–"));
        setCell(table(), row, 2,
                !vibrates ? tr("moves or turns the whole")
                          : moversText(modes->vibrations.displacements[static_cast<std::size_t>(mode)], modes->species)
                        + (value < 0 ? tr(" (imaginary: no minimum along it)") : QString()));
    }
    showState();
}

PreviewPlayer::Frame ForcesModesView::motionOf(int row) const
{
    const auto structure = player()->structure();
    const auto modes = m_study->modes();
    if (!modes || !structure || structure->species != modes->species)
        return nullptr;
    const Eigen::Matrix3Xd& shape
        = modes->vibrations.displacements[static_cast<std::size_t>(modes->order[static_cast<std::size_t>(row)])];
    const double scale = kLargestMove / std::sqrt(shape.colwise().squaredNorm().maxCoeff());
    return [modes, move = Eigen::Matrix3Xd(scale * shape)](double seconds) {
        return std::optional<Eigen::Matrix3Xd>(modes->minimum.positions
                                               + std::sin(2 * std::numbers::pi * seconds / kPeriod) * move);
    };
}

void ForcesModesView::showState()
{
    ForcesPlayView::showState();
    const GdmlModel* model = trainer()->model().model.get();
    const auto structure = player()->structure();
    const bool fits = model && structure && structure->species == model->species;
    action()->setEnabled(fits && !m_study->isRunning());
    text()->setText(stateText());
}

QString ForcesModesView::stateText() const
{
    const GdmlModel* model = trainer()->model().model.get();
    const auto structure = player()->structure();
    const auto modes = m_study->modes();
    if (!model)
        return tr("Vibrations of the molecule appear here: train or open a model first.");
    if (m_study->isRunning())
        return tr("Relaxing the molecule, and differentiating its forces …");
    if (!m_study->problem().isEmpty())
        return m_study->problem();
    if (!structure || structure->species != model->species)
        return tr("The current structure is not the molecule that the model knows.");
    if (!modes)
        return tr("Frequencies from finite differences of the model's forces at the nearest minimum.");
    if (!modes->minimum.converged)
        return tr("The relaxation has not reached a minimum: these numbers are doubtful.");
    return tr("%1 vibrations at the nearest minimum. Choose one to see it move, enlarged.").arg(modes->vibrating);
}

} // namespace mbtr::gui

#include "moc_forces_modes_view.cpp"
