#include "widgets/panels/forces/forces_modes_view.h"

#include "core/base/error.h"
#include "core/dynamics/integrator.h"
#include "core/dynamics/model_field.h"
#include "core/dynamics/relaxation.h"
#include "core/dynamics/vibrations.h"
#include "widgets/fields/element_text.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/work/force_trainer.h"

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
constexpr double kAtRest = 1e-4; // eV/angstrom: frequencies want a good minimum
constexpr int kMostSteps = 20'000;
constexpr double kLight = 2.99792458e-5; // cm/fs

/// Translations and rotations are the `zero` modes nearest to 0, wherever imaginary ones stand. vibrating: how many are no such.
std::vector<int> vibrationsFirst(const Vibrations& vibrations, int zero, int& vibrating)
{
    std::vector<int> order(static_cast<std::size_t>(vibrations.wavenumbers.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return std::abs(vibrations.wavenumbers[a]) > std::abs(vibrations.wavenumbers[b]); });
    vibrating = static_cast<int>(order.size()) - zero;
    std::sort(order.begin(), order.begin() + vibrating);
    std::sort(order.begin() + vibrating, order.end());
    return order;
}

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

struct ForcesModesView::Modes {
    Relaxed minimum;
    Vibrations vibrations;
    std::vector<int> species;
    std::vector<int> order; ///< rows of the table: vibrations, the lowest first, and then what moves or turns the whole
    int vibrating = 0; ///< of them
};

ForcesModesView::ForcesModesView(ForceTrainer* trainer, PreviewPlayer* player, JobList* jobs, QWidget* parent)
    : ForcesPlayView(
        trainer, player,
        {"modesCompute", "modesStop", "modesText", "modesTable", tr("Compute modes"),
         tr("Relaxes the current molecule by the model and differentiates the forces there (the structure stays as it is)"),
         tr("Normal modes of the molecule; a chosen one moves in the 3-D view")},
        parent)
    , m_job(std::make_unique<LatestJob<std::shared_ptr<const Modes>>>(tr("Computing normal modes")))
{
    table()->setColumnCount(3);
    table()->setHorizontalHeaderLabels({tr("Wavenumber (cm⁻¹)"), tr("Period (fs)"), tr("Atoms that move most")});
    table()->horizontalHeaderItem(2)->setToolTip(tr("Their shares of the squared displacement"));
    table()->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    table()->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    jobs->add(m_job.get());
    connect(action(), &QPushButton::clicked, this, &ForcesModesView::compute);
    connect(m_job.get(), &Job::finished, this, &ForcesModesView::takeModes);
    connect(m_job.get(), &Job::cancelled, this, &ForcesModesView::showState);
    connect(m_job.get(), &Job::failed, this, [this](const QString& problem) {
        showState();
        text()->setText(problem);
    });
    connect(trainer, &ForceTrainer::modelChanged, this, [this] {
        m_modes.reset(); // they are of another model
        showModes();
    });
    showModes();
}

ForcesModesView::~ForcesModesView() = default;

void ForcesModesView::compute()
{
    const SavedGdml saved = trainer()->model();
    const auto structure = player()->structure();
    if (!saved.model || !structure)
        return;
    player()->stop();
    m_job->start([saved, structure](Progress& progress) {
        Messages messages;
        const ForceField field = modelField(saved.model, *structure, saved.energyUnit, saved.forceUnit, messages);
        SubProgress first(progress, 0, 0.5), second(progress, 0.5, 1);
        auto modes = std::make_shared<Modes>();
        modes->minimum = relax(field, structure->positions, {.largestForce = kAtRest, .mostSteps = kMostSteps}, first);
        modes->vibrations = vibrationsAt(field, modes->minimum.positions, massesOf(structure->species), second);
        modes->species = structure->species;
        modes->order = vibrationsFirst(
            modes->vibrations,
            3 * structure->atomCount()
                - degreesOfFreedom(modes->minimum.positions, massesOf(structure->species), structure->isPeriodic()),
            modes->vibrating);
        return std::shared_ptr<const Modes>(std::move(modes));
    });
    showState();
}

void ForcesModesView::takeModes()
{
    m_modes = m_job->takeResult();
    showModes();
}

void ForcesModesView::showModes()
{
    const QSignalBlocker blocker(table());
    table()->setRowCount(0);
    table()->setVisible(m_modes != nullptr);
    table()->setRowCount(m_modes ? static_cast<int>(m_modes->order.size()) : 0);
    for (int row = 0; row < table()->rowCount(); ++row) {
        const int mode = m_modes->order[static_cast<std::size_t>(row)];
        const double value = m_modes->vibrations.wavenumbers[mode];
        const bool vibrates = row < m_modes->vibrating;
        setCell(table(), row, 0,
                !vibrates       ? tr("0")
                    : value < 0 ? tr("%1 i").arg(-value, 0, 'f', 1)
                                : QString::number(value, 'f', 1));
        setCell(table(), row, 1, vibrates && value > 0 ? QString::number(1 / (kLight * value), 'f', 1) : QString::fromUtf8("–"));
        setCell(table(), row, 2,
                !vibrates ? tr("moves or turns the whole")
                          : moversText(m_modes->vibrations.displacements[static_cast<std::size_t>(mode)], m_modes->species)
                        + (value < 0 ? tr(" (imaginary: no minimum along it)") : QString()));
    }
    showState();
}

PreviewPlayer::Frame ForcesModesView::motionOf(int row) const
{
    const auto structure = player()->structure();
    if (!m_modes || !structure || structure->species != m_modes->species)
        return nullptr;
    const Eigen::Matrix3Xd& shape
        = m_modes->vibrations.displacements[static_cast<std::size_t>(m_modes->order[static_cast<std::size_t>(row)])];
    const double scale = kLargestMove / std::sqrt(shape.colwise().squaredNorm().maxCoeff());
    return [modes = m_modes, move = Eigen::Matrix3Xd(scale * shape)](double seconds) {
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
    action()->setEnabled(fits && !m_job->isRunning());
    if (!model)
        text()->setText(tr("Vibrations of the molecule appear here: train or open a model first."));
    else if (m_job->isRunning())
        text()->setText(tr("Relaxing the molecule, and differentiating its forces …"));
    else if (!fits)
        text()->setText(tr("The current structure is not the molecule that the model knows."));
    else if (!m_modes)
        text()->setText(tr("Frequencies from finite differences of the model's forces at the nearest minimum."));
    else if (!m_modes->minimum.converged)
        text()->setText(tr("The relaxation has not reached a minimum: these numbers are doubtful."));
    else
        text()->setText(tr("%1 vibrations at the nearest minimum. Choose one to see it move, enlarged.").arg(m_modes->vibrating));
}

} // namespace mbtr::gui

#include "moc_forces_modes_view.cpp"
