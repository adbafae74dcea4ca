#include "widgets/work/forces/mode_study.h"

#include "core/dynamics/integrator.h"
#include "core/dynamics/model_field.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/forces/force_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr double kAtRest = 1e-4; // eV/angstrom: frequencies want a good minimum
constexpr int kMostSteps = 20'000;

/// Translations and rotations are the modes nearest to 0, wherever imaginary ones stand: all but the first `vibrating`.
std::vector<int> vibrationsFirst(const Vibrations& vibrations, int vibrating)
{
    std::vector<int> order(static_cast<std::size_t>(vibrations.wavenumbers.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return std::abs(vibrations.wavenumbers[a]) > std::abs(vibrations.wavenumbers[b]); });
    std::sort(order.begin(), order.begin() + vibrating);
    std::sort(order.begin() + vibrating, order.end());
    return order;
}

std::shared_ptr<const Modes> modesOf(const SavedGdml& saved, const Structure& structure, Progress& progress)
{
    Messages messages;
    const ForceField field = modelField(saved.model, structure, saved.energyUnit, saved.forceUnit, messages);
    SubProgress first(progress, 0, 0.5), second(progress, 0.5, 1);
    auto modes = std::make_shared<Modes>();
    modes->minimum = relax(field, structure.positions, {.largestForce = kAtRest, .mostSteps = kMostSteps}, first);
    modes->vibrations = vibrationsAt(field, modes->minimum.positions, massesOf(structure.species), second);
    modes->species = structure.species;
    const int freedom = degreesOfFreedom(modes->minimum.positions, massesOf(structure.species), structure.isPeriodic());
    modes->vibrating = static_cast<int>(modes->vibrations.wavenumbers.size()) - (3 * structure.atomCount() - freedom);
    modes->order = vibrationsFirst(modes->vibrations, modes->vibrating);
    return modes;
}

} // namespace

ModeStudy::ModeStudy(Session* session, Selection* selection, ForceTrainer* trainer, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_selection(selection)
    , m_trainer(trainer)
    , m_job(std::make_unique<LatestJob<std::shared_ptr<const Modes>>>(
          *jobs, tr("Computing normal modes"), [this](std::shared_ptr<const Modes> modes) { m_modes = std::move(modes); },
          failure()))
{
    follow(m_job.get());
    connect(trainer, &ForceTrainer::modelChanged, this, [this] {
        m_modes.reset();
        emit changed();
    });
}

ModeStudy::~ModeStudy() = default;

void ModeStudy::start()
{
    const SavedGdml saved = m_trainer->model();
    const auto structure = m_session->structure(m_selection->structure()).structure;
    if (saved.model && structure)
        m_job->start([saved, structure](Progress& progress) { return modesOf(saved, *structure, progress); });
}

} // namespace mbtr::gui

#include "moc_mode_study.cpp"
