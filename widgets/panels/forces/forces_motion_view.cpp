#include "widgets/panels/forces/forces_motion_view.h"

#include "core/chemistry/structure.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/number_text.h"
#include "widgets/panels/forces/forces_motion_plots.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/forces/force_studies.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

ForcesMotionView::ForcesMotionView(ForceStudies* studies, VtkView* view, QWidget* parent)
    : QWidget(parent)
    , m_studies(studies)
    , m_view(view)
    , m_fields(new FieldGrid(250, 3, this))
    , m_thermostat(new ChoiceBox(this))
    , m_run(makeButton("motionRun", tr("Start"),
                       tr("The current molecule moves by the force model; drag an atom in the 3-D view to pull at it"), this))
    , m_record(makeButton("motionRecord", tr("Record"), tr("Keep a frame every 5 fs, to be saved as a trajectory"), this))
    , m_save(makeButton("motionSave", tr("Save trajectory…"),
                        tr("Write the recorded frames with energies, forces and temperature (extended XYZ)"), this))
    , m_relax(makeButton("motionRelax", tr("Relax"),
                         tr("Go downhill to the nearest minimum of the model (FIRE): one undoable step"), this))
    , m_text(new QLabel(this))
    , m_warning(makeProblemLabel(this))
    , m_problem(makeProblemLabel(this))
    , m_plots(new ForcesMotionPlots(this))
{
    setObjectName("forcesMotion");
    makeFields();
    m_text->setObjectName("motionText");
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_warning->setObjectName("motionWarning");
    m_problem->setObjectName("motionProblem");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_fields);
    layout->addLayout(makeButtons());
    layout->addWidget(m_text);
    layout->addWidget(m_warning);
    layout->addWidget(m_problem);
    layout->addWidget(m_plots, 1);
    connectMotion();
    if (m_view)
        connectPull();
    showState();
}

QLayout* ForcesMotionView::makeButtons()
{
    m_record->setCheckable(true);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_run, m_relax, m_record, m_save})
        buttons->addWidget(button);
    buttons->addStretch(1);
    connect(m_run, &QPushButton::clicked, this, &ForcesMotionView::startOrStop);
    connect(m_relax, &QPushButton::clicked, this, &ForcesMotionView::relax);
    connect(m_save, &QPushButton::clicked, this, &ForcesMotionView::saveTrajectory);
    connect(m_record, &QPushButton::toggled, &m_studies->motion, &Motion::record);
    return buttons;
}

void ForcesMotionView::connectMotion()
{
    const Motion* motion = &m_studies->motion;
    const auto tell = [this](const QString& problem) { showProblem(m_problem, problem); };
    connect(motion, &Motion::stateChanged, this, &ForcesMotionView::showState);
    connect(motion, &Motion::moved, this, &ForcesMotionView::plot);
    connect(motion, &Motion::handChanged, this, &ForcesMotionView::showSpring);
    connect(motion, &Motion::saved, this, [tell] { tell({}); });
    connect(motion, &Motion::warned, this, tell);
    connect(motion, &Motion::failed, this, tell);
    connect(&m_studies->relaxer, &Relaxer::relaxed, this, &ForcesMotionView::showRelaxed);
    connect(&m_studies->relaxer, &Relaxer::changed, this, [this, tell] {
        tell(m_studies->relaxer.problem());
        showState();
    });
    connect(&m_studies->trainer, &ForceTrainer::modelChanged, this, &ForcesMotionView::showState);
    connect(&m_studies->player, &PreviewPlayer::structureChanged, this, &ForcesMotionView::showState);
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

void ForcesMotionView::connectPull()
{
    Motion* motion = &m_studies->motion;
    connect(m_view, &VtkView::dragStarted, motion, &Motion::grab);
    connect(m_view, &VtkView::dragged, motion, &Motion::pullBy);
    connect(m_view, &VtkView::dragEnded, motion, &Motion::letGo);
    connect(m_view, &VtkView::dragCancelled, motion, &Motion::letGo);
}

/// An arrow from the atom that is pulled at to the hand.
void ForcesMotionView::showSpring()
{
    const auto hand = m_studies->motion.hand();
    Overlay overlay;
    if (hand) {
        const Eigen::Matrix3Xd positions = m_studies->motion.positions();
        Eigen::Matrix3Xd arrows = Eigen::Matrix3Xd::Constant(3, positions.cols(), std::numeric_limits<double>::quiet_NaN());
        arrows.col(hand->atom) = hand->target - positions.col(hand->atom);
        overlay.vectors.push_back(
            {.name = tr("pull").toStdString(), .unit = "angstrom", .values = std::move(arrows), .scale = 1});
    }
    if (m_view && (hand || m_hasArrow))
        m_view->setOverlay(overlay);
    m_hasArrow = hand.has_value();
}

void ForcesMotionView::startOrStop()
{
    if (m_studies->motion.isRunning())
        return m_studies->motion.stop();
    showProblem(m_problem, {});
    m_settings = {.timestep = m_timestep->number(),
                  .temperature = m_temperature->number(),
                  .thermostat = static_cast<Thermostat>(m_thermostat->value()),
                  .friction = m_friction->number(),
                  .seed = m_settings.seed + 1};
    m_studies->motion.start(m_settings, m_pace->number());
    const GdmlModel* model = m_studies->trainer.model().model.get();
    if (!m_studies->motion.isRunning() || !model)
        return;
    m_spread = model->largestTrainingGap;
    m_farUnit = descriptorUnit(model->descriptor.kind);
    m_plots->begin(m_settings.thermostat == Thermostat::None);
}

void ForcesMotionView::plot(const std::vector<MotionSample>& samples)
{
    m_plots->add(samples);
    showText();
    if (m_hasArrow)
        showSpring();
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
    if (const std::size_t frames = m_studies->motion.recorded(); frames > 0)
        text += tr(" · recorded frames: %1").arg(frames);
    m_text->setText(text);
    m_text->setToolTip(text);
    showProblem(m_warning,
                now->far > m_spread ? tr("Outside the training data: the nearest training geometry is %1 away, those lie within "
                                         "%2 of one another. Do not trust the model here.")
                                          .arg(numberOrDash(now->far) + m_farUnit, numberOrDash(m_spread) + m_farUnit)
                                    : QString());
}

void ForcesMotionView::showState()
{
    const bool runs = m_studies->motion.isRunning();
    const SavedGdml& saved = m_studies->trainer.model();
    const auto structure = m_studies->player.structure();
    const bool fits = saved.model && structure && structure->species == saved.model->species;
    m_run->setText(runs ? tr("Stop") : tr("Start"));
    m_run->setAccessibleName(m_run->text());
    m_run->setEnabled(runs || fits);
    m_relax->setEnabled(fits && !m_studies->relaxer.isRunning());
    m_fields->setEnabled(!runs);
    m_save->setEnabled(m_studies->motion.recorded() > 0);
    if (!m_plots->latest())
        m_text->setText(!saved.model ? tr("Train or open a model first.")
                            : fits   ? tr("Start moves the current molecule; drag an atom in the 3-D view to pull at it.")
                                     : tr("The current structure is not the molecule that the model knows."));
}

void ForcesMotionView::relax()
{
    m_studies->player.stop();
    showProblem(m_problem, {});
    m_studies->relaxer.start();
}

void ForcesMotionView::showRelaxed(const Relaxed& result)
{
    const double largest = std::sqrt(result.at.forces.colwise().squaredNorm().maxCoeff());
    m_text->setText(tr("%1 in %2 steps: energy fell by %3 eV to %4 eV, largest force %5 eV/Å.")
                        .arg(result.converged ? tr("Relaxed") : tr("Not at the minimum yet"))
                        .arg(result.steps)
                        .arg(result.energies.front() - result.at.energy, 0, 'f', 4)
                        .arg(result.at.energy, 0, 'f', 4)
                        .arg(largest, 0, 'g', 2));
}

void ForcesMotionView::saveTrajectory()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save trajectory"), QStringLiteral("trajectory.extxyz"),
                                                      tr("Extended XYZ (*.extxyz *.extxyz.gz);;All files (*)"));
    if (!path.isEmpty())
        m_studies->motion.save(path);
}

} // namespace mbtr::gui

#include "moc_forces_motion_view.cpp"
