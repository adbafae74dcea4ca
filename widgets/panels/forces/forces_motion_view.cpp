#include "widgets/panels/forces/forces_motion_view.h"

#include "core/base/error.h"
#include "core/dynamics/model_field.h"
#include "core/dynamics/relaxation.h"
#include "core/io/write_dataset.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/number_field.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/forces/forces_motion_plots.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/force_trainer.h"
#include "widgets/work/motion_runner.h"
#include "widgets/work/preview_player.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

constexpr int kFollowMilliseconds = 100;

} // namespace

struct ForcesMotionView::Relaxation {
    Relaxed relaxed;
    std::shared_ptr<const Structure> before;
};

ForcesMotionView::ForcesMotionView(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_fields(new FieldGrid(250, 3, this))
    , m_thermostat(new ChoiceBox(this))
    , m_run(addButton("motionRun", tr("Start"),
                      tr("The current molecule moves by the force model; drag an atom in the 3-D view to pull at it")))
    , m_record(addButton("motionRecord", tr("Record"), tr("Keep a frame every 5 fs, to be saved as a trajectory")))
    , m_save(addButton("motionSave", tr("Save trajectory…"),
                       tr("Write the recorded frames with energies, forces and temperature (extended XYZ)")))
    , m_relax(
          addButton("motionRelax", tr("Relax"), tr("Go downhill to the nearest minimum of the model (FIRE): one undoable step")))
    , m_text(new QLabel(this))
    , m_warning(makeProblemLabel(this))
    , m_problem(makeProblemLabel(this))
    , m_plots(new ForcesMotionPlots(this))
    , m_relaxation(std::make_unique<LatestJob<Relaxation>>(tr("Relaxing the molecule")))
{
    setObjectName("forcesMotion");
    makeFields();
    m_record->setCheckable(true);
    m_text->setObjectName("motionText");
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_warning->setObjectName("motionWarning");
    m_problem->setObjectName("motionProblem");
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_run, m_relax, m_record, m_save})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_fields);
    layout->addLayout(buttons);
    layout->addWidget(m_text);
    layout->addWidget(m_warning);
    layout->addWidget(m_problem);
    layout->addWidget(m_plots, 1);
    parts.jobs->add(m_relaxation.get());
    connect(m_relaxation.get(), &Job::finished, this, &ForcesMotionView::takeRelaxed);
    connect(m_relaxation.get(), &Job::failed, this, [this](const QString& problem) { showProblem(m_problem, problem); });
    connect(m_run, &QPushButton::clicked, this, &ForcesMotionView::startOrStop);
    connect(m_relax, &QPushButton::clicked, this, &ForcesMotionView::relax);
    connect(m_save, &QPushButton::clicked, this, &ForcesMotionView::saveTrajectory);
    connect(m_record, &QPushButton::toggled, this, [this](bool on) {
        if (m_runner)
            m_runner->record(on);
    });
    connect(parts.player, &PreviewPlayer::stopped, this, &ForcesMotionView::end);
    connect(parts.trainer, &ForceTrainer::modelChanged, this, &ForcesMotionView::showState);
    connect(parts.selection, &Selection::structureChanged, this, &ForcesMotionView::showState);
    m_follow.setInterval(kFollowMilliseconds);
    connect(&m_follow, &QTimer::timeout, this, &ForcesMotionView::follow);
    if (parts.view)
        connectPull(parts.view);
    showState();
}

ForcesMotionView::~ForcesMotionView()
{
    m_parts.player->disconnect(this);
    if (m_parts.player->isPlaying(this))
        m_parts.player->stop();
}

QPushButton* ForcesMotionView::addButton(const char* name, const QString& text, const QString& toolTip)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    return button;
}

NumberField* ForcesMotionView::addNumber(const char* name, const QString& label, const QString& unit, const QString& toolTip,
                                         double value, double max)
{
    auto* field = new NumberField(
        {.min = 0, .max = max, .minExcluded = name != std::string_view("motionTemperature"), .factor = 1.25}, this);
    field->setObjectName(name);
    field->setUnit(unit);
    field->describe(label, toolTip);
    field->setValue(value);
    m_fields->add(label, field);
    return field;
}

void ForcesMotionView::makeFields()
{
    m_thermostat->setObjectName("motionThermostat");
    m_thermostat->setAccessibleName(tr("Thermostat"));
    m_thermostat->setToolTip(tr("What becomes of the energy"));
    m_thermostat->setChoices(
        {{tr("none: energy stays"), tr("Velocity Verlet: the total energy is conserved, and its drift measures the time step"),
          static_cast<int>(Thermostat::None)},
         {tr("Langevin heat bath"), tr("Friction and random kicks keep the temperature (BAOAB)"),
          static_cast<int>(Thermostat::Langevin)}});
    m_fields->add(tr("Thermostat"), m_thermostat);
    m_temperature = addNumber("motionTemperature", tr("Temperature"), tr("K"),
                              tr("Of the first velocities, and of the heat bath"), 300, 1e5);
    m_timestep = addNumber("motionTimestep", tr("Time step"), tr("fs"), tr("0.5 fs suits molecules with hydrogen"), 0.5, 100);
    m_pace
        = addNumber("motionPace", tr("Pace"), tr("fs per s"),
                    tr("Femtoseconds of motion in a second of the clock; as many as the model can be evaluated for"), 100, 1e9);
    m_friction = addNumber("motionFriction", tr("Friction"), QString::fromUtf8("ps⁻¹"), tr("Of the heat bath"), 10, 1e4);
    m_fields->setShown(m_friction, false);
    connect(m_thermostat, &ChoiceBox::chosen, this,
            [this](int value) { m_fields->setShown(m_friction, value == static_cast<int>(Thermostat::Langevin)); });
}

void ForcesMotionView::connectPull(VtkView* view)
{
    auto grabbed = std::make_shared<Pull>();
    connect(view, &VtkView::dragStarted, this, [this, grabbed](int atom) {
        if (m_runner)
            *grabbed = {atom, m_runner->positions().col(atom)};
    });
    connect(view, &VtkView::dragged, this, [this, grabbed](const Eigen::Vector3d& by) {
        if (!m_runner || !m_parts.player->isPlaying(this))
            return;
        m_runner->pull(Pull {grabbed->atom, grabbed->target + by});
        showSpring();
    });
    const auto letGo = [this] {
        if (m_runner)
            m_runner->pull(std::nullopt);
        showSpring();
    };
    connect(view, &VtkView::dragEnded, this, letGo);
    connect(view, &VtkView::dragCancelled, this, letGo);
}

/// An arrow from the atom that is pulled at to the hand.
void ForcesMotionView::showSpring()
{
    const auto hand = m_runner ? m_runner->hand() : std::nullopt;
    Overlay overlay;
    if (hand) {
        const Eigen::Matrix3Xd positions = m_runner->positions();
        Eigen::Matrix3Xd arrows = Eigen::Matrix3Xd::Constant(3, positions.cols(), std::numeric_limits<double>::quiet_NaN());
        arrows.col(hand->atom) = hand->target - positions.col(hand->atom);
        overlay.vectors.push_back(
            {.name = tr("pull").toStdString(), .unit = "angstrom", .values = std::move(arrows), .scale = 1});
    }
    if (m_parts.view && (hand || m_hasArrow))
        m_parts.view->setOverlay(overlay);
    m_hasArrow = hand.has_value();
}

void ForcesMotionView::startOrStop()
{
    if (m_parts.player->isPlaying(this))
        return m_parts.player->stop();
    showProblem(m_problem, {});
    const SavedGdml& saved = m_parts.trainer->model();
    const auto structure = m_parts.player->structure();
    if (!saved.model || !structure)
        return;
    m_settings = {.timestep = m_timestep->number(),
                  .temperature = m_temperature->number(),
                  .thermostat = static_cast<Thermostat>(m_thermostat->value()),
                  .friction = m_friction->number(),
                  .seed = m_settings.seed + 1};
    try {
        Messages messages;
        ForceField field = modelField(saved.model, *structure, saved.energyUnit, saved.forceUnit, messages);
        m_parts.player->stop();
        m_runner = std::make_shared<MotionRunner>(std::move(field), *structure, m_settings, m_pace->number());
        if (!messages.empty())
            showProblem(m_problem, QString::fromStdString(messages.front().text));
    } catch (const Error& error) {
        return showProblem(m_problem, sentenceOf(error));
    }
    m_runner->record(m_record->isChecked());
    m_spread = saved.model->trainingSpread;
    m_farUnit = descriptorUnit(saved.model->descriptor.kind);
    m_plots->begin(m_settings.thermostat == Thermostat::None);
    m_parts.player->play(this, PreviewPlayer::Hand::Pulls, [runner = m_runner](double) { return runner->takePositions(); });
    m_follow.start();
    showState();
}

void ForcesMotionView::end()
{
    if (m_follow.isActive()) {
        follow();
        m_runner->pull(std::nullopt);
        showSpring();
        m_follow.stop();
        // The recording stays, the thread does not.
        const std::size_t frames = m_runner->recorded();
        if (frames == 0)
            m_runner.reset();
        else
            m_runner->stop();
    }
    showState();
}

void ForcesMotionView::follow()
{
    m_plots->add(m_runner->takeSamples());
    showText();
    if (m_hasArrow)
        showSpring();
    if (const std::string problem = m_runner->problem(); !problem.empty() && m_parts.player->isPlaying(this)) {
        m_follow.stop();
        m_parts.player->stop();
        showProblem(m_problem, QString::fromStdString(problem));
    }
}

void ForcesMotionView::showText()
{
    const auto now = m_plots->latest();
    if (!now)
        return m_text->clear();
    QString text = tr("%1 ps, %2 K (mean %3 K)")
                       .arg(now->time / kMilli, 0, 'f', 2)
                       .arg(now->temperature, 0, 'f', 0)
                       .arg(m_plots->meanTemperature(), 0, 'f', 0);
    if (const auto drift = m_plots->drift())
        text += tr(" · total energy drifts by %1 meV/ps").arg(*drift, 0, 'g', 2);
    if (m_runner && m_runner->recorded() > 0)
        text += tr(" · recorded frames: %1").arg(m_runner->recorded());
    m_text->setText(text);
    m_text->setToolTip(text);
    showProblem(m_warning,
                now->far > m_spread ? tr("Outside the training data: the nearest training geometry is %1 away, those lie within "
                                         "%2 of one another. Do not trust the model here.")
                                          .arg(fourDigits(now->far) + m_farUnit, fourDigits(m_spread) + m_farUnit)
                                    : QString());
}

void ForcesMotionView::showState()
{
    const bool runs = m_parts.player->isPlaying(this);
    const SavedGdml& saved = m_parts.trainer->model();
    const auto structure = m_parts.player->structure();
    const bool fits = saved.model && structure && structure->species == saved.model->species;
    m_run->setText(runs ? tr("Stop") : tr("Start"));
    m_run->setAccessibleName(m_run->text());
    m_run->setEnabled(runs || fits);
    m_relax->setEnabled(fits && !m_relaxation->isRunning());
    m_fields->setEnabled(!runs);
    m_save->setEnabled(m_runner && m_runner->recorded() > 0);
    if (!m_plots->latest())
        m_text->setText(!saved.model ? tr("Train or open a model first.")
                            : fits   ? tr("Start moves the current molecule; drag an atom in the 3-D view to pull at it.")
                                     : tr("The current structure is not the molecule that the model knows."));
}

void ForcesMotionView::relax()
{
    m_parts.player->stop();
    showProblem(m_problem, {});
    const SavedGdml saved = m_parts.trainer->model();
    const auto structure = m_parts.player->structure();
    if (!saved.model || !structure)
        return;
    m_relaxation->start([saved, structure](Progress& progress) {
        Messages messages;
        const ForceField field = modelField(saved.model, *structure, saved.energyUnit, saved.forceUnit, messages);
        return Relaxation {mbtr::relax(field, structure->positions, {}, progress), structure};
    });
    showState();
}

void ForcesMotionView::takeRelaxed()
{
    const Relaxation done = m_relaxation->takeResult();
    showState();
    if (m_parts.player->structure() != done.before)
        return; // another is shown by now
    EditedStructure after = m_parts.session->structure(m_parts.selection->structure());
    auto moved = std::make_shared<Structure>(*done.before);
    moved->positions = done.relaxed.positions;
    after.structure = std::move(moved);
    m_parts.session->editStructure(m_parts.selection->structure(), after, tr("Relax"));
    const double largest = std::sqrt(done.relaxed.at.forces.colwise().squaredNorm().maxCoeff());
    m_text->setText(tr("%1 in %2 steps: energy fell by %3 eV to %4 eV, largest force %5 eV/Å.")
                        .arg(done.relaxed.converged ? tr("Relaxed") : tr("Not at the minimum yet"))
                        .arg(done.relaxed.steps)
                        .arg(done.relaxed.energies.front() - done.relaxed.at.energy, 0, 'f', 4)
                        .arg(done.relaxed.at.energy, 0, 'f', 4)
                        .arg(largest, 0, 'g', 2));
}

void ForcesMotionView::saveTrajectory()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save trajectory"), QStringLiteral("trajectory.extxyz"),
                                                      tr("Extended XYZ (*.extxyz *.extxyz.gz);;All files (*)"));
    if (path.isEmpty() || !m_runner)
        return;
    try {
        writeDataset(m_runner->recording(), QFile::encodeName(path).toStdString());
        showProblem(m_problem, {});
    } catch (const Error& error) {
        showProblem(m_problem, sentenceOf(error));
    }
}

} // namespace mbtr::gui

#include "moc_forces_motion_view.cpp"
