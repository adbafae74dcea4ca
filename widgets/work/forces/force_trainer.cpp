#include "widgets/work/forces/force_trainer.h"

#include "widgets/document/local_path.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/forces/force_defaults.h"
#include "widgets/work/model_files.h"

#include <algorithm>
#include <utility>

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kDrainEvery {80};

template <typename T> bool append(std::vector<T>& to, const std::vector<T>& from)
{
    to.insert(to.end(), from.begin(), from.end());
    return !from.empty();
}

/// The settings with the other descriptor, and nothing chosen that belongs to the scale of this one.
GdmlTrainingSettings withOtherDescriptor(GdmlTrainingSettings settings)
{
    const bool isMbtr = settings.descriptor.kind == GdmlDescriptor::Mbtr;
    settings.descriptor = {GdmlDescriptor::Distances, {}};
    if (!isMbtr)
        settings.descriptor = {GdmlDescriptor::Mbtr, gdmlPreset()};
    settings.length.reset();
    settings.lambda.reset();
    return settings;
}

} // namespace

ForceTrainer::ForceTrainer(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_files(new ModelFiles(jobs, this))
{
    const auto fail = [this](const QString& problem) {
        end();
        emit failed(problem);
    };
    m_job = std::make_unique<LatestJob<std::shared_ptr<const ForceTraining>>>(
        *jobs, tr("Training a force model"),
        [this](std::shared_ptr<const ForceTraining> training) { takeTraining(std::move(training)); }, fail);
    m_curveJob = std::make_unique<LatestJob<bool>>(
        *jobs, tr("Learning curve of forces"), [this](bool) { end(); }, fail);
    m_symmetryJob = std::make_unique<LatestJob<bool>>(
        *jobs, tr("Comparing symmetries"), [this](bool) { end(); }, fail);
    for (Job* job : std::initializer_list<Job*> {m_job.get(), m_curveJob.get(), m_symmetryJob.get()})
        follow(job);
    m_drain.setInterval(kDrainEvery);
    connect(&m_drain, &QTimer::timeout, this, &ForceTrainer::drain);
    connect(m_files, &ModelFiles::forceModelLoaded, this, &ForceTrainer::takeLoaded);
    connect(m_files, &ModelFiles::written, this, &ForceTrainer::saved);
    connect(m_files, &ModelFiles::failed, this, &ForceTrainer::failed);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            readDataset();
    });
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (!inputs.testFlag(Input::Forces))
            return;
        emit settingsChanged();
        emit stateChanged();
    });
    readDataset();
}

ForceTrainer::~ForceTrainer() = default;

void ForceTrainer::follow(Job* job)
{
    connect(job, &Job::progressed, this, &ForceTrainer::progressed);
    connect(job, &Job::cancelled, this, &ForceTrainer::end);
}

void ForceTrainer::end()
{
    drain();
    m_drain.stop();
    emit stateChanged();
}

std::shared_ptr<const Dataset> ForceTrainer::dataset() const
{
    return m_session->showsFirstStructures() ? nullptr : m_session->dataset().value;
}

const GdmlTrainingSettings& ForceTrainer::settings() const
{
    return m_session->forceSettings();
}

void ForceTrainer::changeSettings(const GdmlTrainingSettings& settings, const QString& what)
{
    m_session->changeForceSettings(settings, what);
}

void ForceTrainer::readDataset()
{
    const auto now = dataset();
    if (now != m_seen.lock()) {
        cancel();
        forgetNumbers();
        m_seen = now;
        if (now) {
            m_obstacle = obstacleOf(*now);
            m_session->adoptForceSettings(fittedForces(settings(), *now));
        }
        emit pointsChanged();
        emit settingsChanged();
        emit modelChanged();
    }
    emit stateChanged();
}

/// Where properties of the same structures have changed the training stays, though it is no longer fresh. The model stays in any
/// case: it may move other structures of the same atoms.
void ForceTrainer::forgetNumbers()
{
    m_searchPoints.clear();
    m_residuals.clear();
    m_curve.clear();
    m_known.clear();
    if (std::exchange(m_structures, m_session->structureSet()) == m_session->structureSet())
        return;
    m_symmetries.clear();
    m_training = nullptr;
}

std::string ForceTrainer::searchKey() const
{
    return std::to_string(settings().split.train) + ' ' + textOf(settings());
}

bool ForceTrainer::isTraining() const
{
    return m_job->isRunning();
}

bool ForceTrainer::isComputingCurve() const
{
    return m_curveJob->isRunning();
}

bool ForceTrainer::isComparing() const
{
    return m_symmetryJob->isRunning();
}

bool ForceTrainer::isFresh() const
{
    return m_training && m_training->result.settings == settings() && m_training->dataset == dataset();
}

std::shared_ptr<LiveForces> ForceTrainer::begin()
{
    cancel();
    m_live = std::make_shared<LiveForces>();
    m_drain.start();
    return m_live;
}

void ForceTrainer::train()
{
    const auto now = dataset();
    if (!now || !m_obstacle.isEmpty())
        return;
    const auto live = begin();
    m_searched = searchKey();
    m_searchPoints.clear();
    m_residuals.clear();
    m_job->start([now, settings = settings(), known = m_known[m_searched], live](Progress& progress) {
        return trainForces(now, settings, known, live, progress);
    });
    emit pointsChanged();
    emit stateChanged();
}

void ForceTrainer::takeTraining(std::shared_ptr<const ForceTraining> training)
{
    drain();
    m_drain.stop();
    m_training = std::move(training);
    m_model = savedGdml(m_training->result, m_training->dataset->sources);
    m_symmetries.clear();
    emit pointsChanged();
    emit modelChanged();
    emit stateChanged();
}

void ForceTrainer::computeCurve(const std::vector<int>& sizes, bool bothDescriptors)
{
    const auto now = dataset();
    if (!now || !m_obstacle.isEmpty())
        return;
    const auto live = begin();
    std::vector<GdmlTrainingSettings> tasks {settings()};
    if (bothDescriptors)
        tasks.push_back(withOtherDescriptor(settings()));
    if (const std::string key = textOf(settings()); std::exchange(m_curveKey, key) != key)
        m_curve.clear();
    m_curveJob->start([now, tasks, sizes, known = m_curve, live](Progress& progress) {
        computeForceCurve(*now, tasks, sizes, known, *live, progress);
        return true;
    });
    emit pointsChanged();
    emit stateChanged();
}

void ForceTrainer::compareSymmetries()
{
    if (!m_training)
        return;
    const auto live = begin();
    m_symmetries.clear();
    m_symmetryJob->start([training = m_training, live](Progress& progress) {
        mbtr::gui::compareSymmetries(*training, *live, progress);
        return true;
    });
    emit pointsChanged();
    emit stateChanged();
}

void ForceTrainer::cancel()
{
    drain();
    m_job->cancel();
    m_curveJob->cancel();
    m_symmetryJob->cancel();
    m_live = nullptr;
}

void ForceTrainer::drain()
{
    if (!m_live)
        return;
    const auto searched = m_live->searched.take();
    for (const GdmlSearchPoint& point : searched) {
        auto& known = m_known[m_searched];
        if (std::ranges::none_of(known, [&](const GdmlSearchPoint& p) { return p.isAt(point); }))
            known.push_back(point);
    }
    bool isMore = append(m_searchPoints, searched);
    isMore |= append(m_residuals, m_live->residuals.take());
    isMore |= append(m_curve, m_live->learnt.take());
    isMore |= append(m_symmetries, m_live->symmetries.take());
    if (isMore)
        emit pointsChanged();
}

void ForceTrainer::load(const QString& path)
{
    m_files->loadForceModel(path);
}

void ForceTrainer::takeLoaded(const SavedGdml& saved)
{
    m_model = saved;
    emit modelChanged();
    emit stateChanged();
}

void ForceTrainer::save(const QString& path)
{
    if (m_model.model)
        m_files->write([saved = m_model, path](Progress&) {
            writeGdml(saved, localPath(path));
            return tr("The force model was saved to %1.").arg(path);
        });
}

} // namespace mbtr::gui

#include "moc_force_trainer.cpp"
