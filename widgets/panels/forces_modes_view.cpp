#include "widgets/panels/forces_modes_view.h"

#include "core/base/error.h"
#include "core/dynamics/integrator.h"
#include "core/dynamics/model_field.h"
#include "core/dynamics/relaxation.h"
#include "core/dynamics/vibrations.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/forces_table.h"
#include "widgets/session/force_trainer.h"
#include "widgets/session/preview_player.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

constexpr double kLargestMove = 0.3; // angstrom, of an atom in the animation
constexpr double kPeriod = 1.2;      // seconds
constexpr double kAtRest = 1e-4;     // eV/angstrom: frequencies want a good minimum
constexpr int kMostSteps = 20'000;

} // namespace

struct ForcesModesView::Modes {
    Relaxed minimum;
    Vibrations vibrations;
    std::vector<int> species;
    int zero = 6; ///< modes of translation and rotation
};

ForcesModesView::ForcesModesView(ForceTrainer* trainer, PreviewPlayer* player, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_player(player)
    , m_compute(new QPushButton(tr("Compute modes"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_text(new QLabel(this))
    , m_table(makeForcesTable("modesTable", tr("Normal modes of the molecule; a chosen one moves in the 3-D view"), this))
    , m_job(std::make_unique<LatestJob<std::shared_ptr<const Modes>>>(tr("Computing normal modes")))
{
    m_compute->setObjectName("modesCompute");
    m_compute->setAccessibleName(m_compute->text());
    m_compute->setToolTip(tr("Relaxes the current molecule by the model and differentiates the forces there (the structure stays as it is)"));
    m_stop->setObjectName("modesStop");
    m_stop->setAccessibleName(tr("Stop the animation"));
    m_stop->setToolTip(tr("Stop the animation"));
    m_text->setObjectName("modesText");
    m_text->setWordWrap(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({tr("Wavenumber (cm⁻¹)"), tr("Kind")});
    m_table->verticalHeader()->hide();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_compute);
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->addLayout(buttons);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    jobs->add(m_job.get());
    connect(m_compute, &QPushButton::clicked, this, &ForcesModesView::compute);
    connect(m_stop, &QPushButton::clicked, m_player, &PreviewPlayer::stop);
    connect(m_job.get(), &Job::finished, this, &ForcesModesView::takeModes);
    connect(m_job.get(), &Job::failed, m_text, &QLabel::setText);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before) {
        if (row != before && row >= 0)
            playRow(row);
    });
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row) {
        if (!m_player->isPlaying(this))
            playRow(row);
    });
    connect(m_player, &PreviewPlayer::stopped, this, &ForcesModesView::showState);
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesModesView::showState);
    showState();
}

ForcesModesView::~ForcesModesView()
{
    m_player->disconnect(this);
    if (m_player->isPlaying(this))
        m_player->stop();
}

void ForcesModesView::compute()
{
    const SavedGdml saved = m_trainer->model();
    const auto structure = m_player->structure();
    if (!saved.model || !structure)
        return;
    m_player->stop();
    m_job->start([saved, structure](Progress& progress) {
        Messages messages;
        const ForceField field = modelField(saved.model, *structure, saved.energyUnit, saved.forceUnit, messages);
        SubProgress first(progress, 0, 0.5), second(progress, 0.5, 1);
        auto modes = std::make_shared<Modes>();
        modes->minimum = relax(field, structure->positions, {.largestForce = kAtRest, .mostSteps = kMostSteps}, first);
        modes->vibrations = vibrationsAt(field, modes->minimum.positions, massesOf(structure->species), second);
        modes->species = structure->species;
        modes->zero = 3 * structure->atomCount() - degreesOfFreedom(structure->atomCount(), structure->isPeriodic());
        return std::shared_ptr<const Modes>(std::move(modes));
    });
    showState();
}

void ForcesModesView::takeModes()
{
    m_modes = m_job->takeResult();
    const Vibrations& vibrations = m_modes->vibrations;
    // Translations and rotations are the modes nearest to zero, wherever imaginary ones stand.
    std::vector<int> order(static_cast<std::size_t>(vibrations.wavenumbers.size()));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return std::abs(vibrations.wavenumbers[a]) < std::abs(vibrations.wavenumbers[b]); });
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(0);
    m_table->setRowCount(static_cast<int>(order.size()));
    for (int mode = 0; mode < m_table->rowCount(); ++mode) {
        const double value = vibrations.wavenumbers[mode];
        const bool isZero = std::find(order.begin(), order.begin() + m_modes->zero, mode) < order.begin() + m_modes->zero;
        setCell(m_table, mode, 0, value < 0 ? tr("%1 i").arg(-value, 0, 'f', 1) : QString::number(value, 'f', 1));
        setCell(m_table, mode, 1, isZero ? tr("moves or turns the whole") : value < 0 ? tr("imaginary: no minimum along it") : tr("vibration"));
    }
    m_text->setText(m_modes->minimum.converged
                        ? tr("At the minimum that the current structure relaxes to, %1 steps away. Choose a mode to see it move.").arg(m_modes->minimum.steps)
                        : tr("The relaxation has not reached a minimum: these numbers are doubtful."));
    showState();
}

void ForcesModesView::playRow(int row)
{
    const auto structure = m_player->structure();
    if (!m_modes || !structure || structure->species != m_modes->species)
        return;
    const Eigen::Matrix3Xd& shape = m_modes->vibrations.displacements[static_cast<std::size_t>(row)];
    const double scale = kLargestMove / std::sqrt(shape.colwise().squaredNorm().maxCoeff());
    m_player->play(this, [modes = m_modes, move = Eigen::Matrix3Xd(scale * shape)](double seconds) {
        return std::optional<Eigen::Matrix3Xd>(modes->minimum.positions + std::sin(2 * std::numbers::pi * seconds / kPeriod) * move);
    });
    showState();
}

void ForcesModesView::showState()
{
    const SavedGdml& saved = m_trainer->model();
    m_compute->setEnabled(saved.model && !m_job->isRunning());
    m_stop->setEnabled(m_player->isPlaying(this));
    if (!saved.model)
        m_text->setText(tr("Train or open a model first."));
    else if (!m_modes)
        m_text->setText(tr("Frequencies from finite differences of the model's forces at the nearest minimum."));
}

} // namespace mbtr::gui

#include "moc_forces_modes_view.cpp"
