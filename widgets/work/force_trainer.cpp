#include "widgets/work/force_trainer.h"

#include "core/base/error.h"
#include "core/models/learning_curve.h"
#include "core/store/gdml_checkpoint.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/force_defaults.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <algorithm>
#include <mutex>
#include <set>

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kDrainEvery {80};

/// The group that one permutation makes with itself.
std::vector<Permutation> generatedBy(const Permutation& permutation)
{
    return closedGroup({permutation}, static_cast<int>(permutation.size()), kMostPermutations);
}

/// Where unfinished trainings wait to be continued; empty where they cannot be kept.
std::string checkpointPath(const std::string& fingerprint)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return {};
    return QFile::encodeName(folder + QStringLiteral("/forces-%1.partial").arg(QString::fromStdString(fingerprint)))
        .toStdString();
}

/// As trainGdml; an unfinished one of the same data and settings is continued. onFound: told what it has come to.
GdmlTrainingResult trainedOrContinued(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings,
                                      const GdmlWatch& watch, const std::function<void(const GdmlCheckpoint&)>& onFound,
                                      Progress& progress)
{
    const std::string fingerprint = fingerprintOf(data, split, settings), path = checkpointPath(fingerprint);
    if (path.empty())
        return trainGdml(data, split, settings, progress, watch);
    CheckpointKeeper keeper(path, fingerprint);
    onFound(keeper.found());
    GdmlTrainingResult result = trainGdml(data, split, settings, progress, keeper.keeping(watch));
    keeper.remove();
    return result;
}

std::shared_ptr<const ForceTraining> finished(const std::shared_ptr<const Dataset>& dataset, const ForceData& data,
                                              GdmlTrainingResult result)
{
    const Split split = result.split;
    auto training = std::make_shared<ForceTraining>(ForceTraining {.result = std::move(result), .dataset = dataset});
    training->training = data.at(split.train);
    training->validation = data.at(split.validate);
    training->trainBaseline = baselineErrors(training->training, training->training);
    training->validationBaseline = baselineErrors(training->training, training->validation);
    training->elements = split.validate.empty() ? errorsByElement(training->result.trainPredicted, training->training)
                                                : errorsByElement(training->result.validatePredicted, training->validation);
    return training;
}

double errorWith(const std::vector<Permutation>& permutations, const ForceTraining& training, Progress& progress)
{
    const GdmlModel& model = *training.result.model;
    const ForceData& reference = training.validation.geometries.empty() ? training.training : training.validation;
    const auto other = std::make_shared<const GdmlModel>(fitGdml({.geometries = training.training.geometries,
                                                                  .forces = training.training.forces,
                                                                  .energies = {},
                                                                  .descriptor = model.descriptor,
                                                                  .permutations = permutations,
                                                                  .length = model.length,
                                                                  .lambda = model.lambda,
                                                                  .solver = training.result.settings.solver},
                                                                 progress));
    Progress none;
    return errorsOf(GdmlPredictor(other).predict(reference.geometries, none), reference).forceMae;
}

} // namespace

/// Filled by workers, emptied by the GUI thread.
struct ForceTrainer::Live {
    std::mutex mutex;
    std::vector<GdmlSearchPoint> searched;
    std::vector<double> residuals;
    std::vector<LearningPoint> learnt;
    std::vector<SymmetryPoint> symmetries;
    std::string searchKey;

    template <typename T> void add(std::vector<T>& list, const T& point)
    {
        const std::lock_guard lock(mutex);
        list.push_back(point);
    }
};

ForceTrainer::ForceTrainer(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<std::shared_ptr<const ForceTraining>>>(tr("Training a force model")))
    , m_curveJob(std::make_unique<LatestJob<bool>>(tr("Learning curve of forces")))
    , m_symmetryJob(std::make_unique<LatestJob<bool>>(tr("Comparing symmetries")))
{
    m_drain.setInterval(kDrainEvery);
    connect(&m_drain, &QTimer::timeout, this, &ForceTrainer::drain);
    for (Job* job :
         {static_cast<Job*>(m_job.get()), static_cast<Job*>(m_curveJob.get()), static_cast<Job*>(m_symmetryJob.get())}) {
        jobs->add(job);
        follow(job);
    }
    connect(m_job.get(), &Job::finished, this, &ForceTrainer::takeTraining);
    connect(m_curveJob.get(), &Job::finished, this, [this] { m_curveJob->takeResult(); });
    connect(m_symmetryJob.get(), &Job::finished, this, [this] { m_symmetryJob->takeResult(); });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            readDataset();
    });
    readDataset();
}

ForceTrainer::~ForceTrainer() = default;

void ForceTrainer::follow(Job* job)
{
    connect(job, &Job::progressed, this, &ForceTrainer::progressed);
    const auto end = [this] {
        drain();
        m_drain.stop();
        emit stateChanged();
    };
    connect(job, &Job::finished, this, end);
    connect(job, &Job::cancelled, this, end);
    connect(job, &Job::failed, this, [this, end](const QString& problem) {
        end();
        emit failed(problem);
    });
}

std::shared_ptr<const Dataset> ForceTrainer::dataset() const
{
    return m_session->showsFirstStructures() ? nullptr : m_session->dataset().value;
}

void ForceTrainer::readDataset()
{
    const auto now = dataset();
    if (now != m_seen.lock()) {
        cancel();
        m_searchPoints.clear();
        m_residuals.clear();
        m_curve.clear();
        m_symmetries.clear();
        m_training = nullptr; // its structures are gone; the model stays
        m_known.clear();
        m_seen = now;
        if (now) {
            m_obstacle = obstacleOf(*now);
            m_settings = fittedForces(m_settings, *now);
        }
        emit pointsChanged();
        emit settingsChanged();
        emit modelChanged();
    }
    emit stateChanged();
}

void ForceTrainer::setSettings(const GdmlTrainingSettings& settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    emit settingsChanged();
    emit stateChanged();
}

std::string ForceTrainer::searchKey() const
{
    return std::to_string(m_settings.split.train) + ' ' + textOf(m_settings);
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
    return m_training && m_training->result.settings == m_settings && m_training->dataset == dataset();
}

std::shared_ptr<ForceTrainer::Live> ForceTrainer::begin()
{
    cancel();
    m_live = std::make_shared<Live>();
    m_drain.start();
    return m_live;
}

void ForceTrainer::train()
{
    const auto now = dataset();
    if (!now || !m_obstacle.isEmpty())
        return;
    const auto live = begin();
    live->searchKey = searchKey();
    m_searchPoints.clear();
    m_residuals.clear();
    GdmlWatch watch {.onPoint = [live](const GdmlSearchPoint& point) { live->add(live->searched, point); },
                     .onStep = [live](const GdmlStep& step) { live->add(live->residuals, step.residual); },
                     .known = m_known[live->searchKey]};
    const auto onFound = [live](const GdmlCheckpoint& found) {
        for (const double residual : found.residuals)
            live->add(live->residuals, residual);
    };
    m_job->start([now, settings = m_settings, watch, onFound](Progress& progress) {
        const ForceData data = forceData(*now, settings);
        return finished(now, data,
                        trainedOrContinued(data, makeForceSplit(*now, data, settings), settings, watch, onFound, progress));
    });
    emit pointsChanged();
    emit stateChanged();
}

void ForceTrainer::takeTraining()
{
    m_training = m_job->takeResult();
    m_model = savedGdml(m_training->result, m_training->dataset->sources);
    m_symmetries.clear();
    emit pointsChanged();
    emit modelChanged();
}

void ForceTrainer::computeCurve(const std::vector<int>& sizes, bool bothDescriptors)
{
    const auto now = dataset();
    if (!now || !m_obstacle.isEmpty())
        return;
    const auto live = begin();
    GdmlTrainingSettings other = m_settings;
    other.descriptor = {GdmlDescriptor::Distances, {}};
    other.length.reset();
    other.lambda.reset();
    if (m_settings.descriptor.kind == GdmlDescriptor::Distances)
        other.descriptor = {GdmlDescriptor::Mbtr, gdmlPreset()};
    std::vector<GdmlTrainingSettings> tasks {m_settings};
    if (bothDescriptors)
        tasks.push_back(other);
    const std::string key = textOf(m_settings);
    if (key != m_curveKey)
        m_curve.clear();
    m_curveKey = key;
    std::set<std::pair<GdmlDescriptor, int>> known;
    for (const LearningPoint& point : m_curve)
        known.emplace(point.descriptor, point.size);
    m_curveJob->start([now, tasks, sizes, known, live](Progress& progress) {
        const auto count = static_cast<double>(tasks.size());
        const auto trainTasks = [&](int size, int, Progress& part) {
            for (std::size_t i = 0; i < tasks.size(); ++i) {
                GdmlTrainingSettings task = tasks[i];
                if (known.contains({task.descriptor.kind, size}))
                    continue;
                SubProgress ofTask(part, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
                task.split.train = size;
                const ForceData data = forceData(*now, task);
                const GdmlTrainingResult result = trainGdml(data, makeForceSplit(*now, data, task), task, ofTask);
                live->add(live->learnt, LearningPoint {task.descriptor.kind, size, result.validation, result.model->length});
            }
        };
        runLearningCurve({.sizes = sizes, .costPower = 1}, {}, trainTasks, progress);
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
        const auto& permutations = training->result.model->permutations;
        const auto tasks = static_cast<double>(permutations.size()) + 1;
        std::map<std::vector<Permutation>, double> known; // inverse permutations generate the same
        for (std::size_t p = 0; p < permutations.size(); ++p) {
            SubProgress part(progress, static_cast<double>(p) / tasks, (static_cast<double>(p) + 1) / tasks);
            const std::vector<Permutation> group = generatedBy(permutations[p]);
            const auto [entry, isNew] = known.try_emplace(group, 0);
            if (isNew)
                entry->second = errorWith(group, *training, part);
            live->add(live->symmetries, SymmetryPoint {static_cast<int>(p), group.size(), entry->second});
        }
        SubProgress last(progress, 1 - 1 / tasks, 1);
        live->add(live->symmetries, SymmetryPoint {-1, permutations.size(), errorWith(permutations, *training, last)});
        return true;
    });
    emit pointsChanged();
    emit stateChanged();
}

void ForceTrainer::cancel()
{
    if (m_live)
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
    const auto append = [](auto& to, auto& from) {
        to.insert(to.end(), from.begin(), from.end());
        from.clear();
    };
    {
        const std::lock_guard lock(m_live->mutex);
        if (m_live->searched.empty() && m_live->residuals.empty() && m_live->learnt.empty() && m_live->symmetries.empty())
            return;
        for (const GdmlSearchPoint& point : m_live->searched) {
            auto& known = m_known[m_live->searchKey];
            if (std::none_of(known.begin(), known.end(), [&](const GdmlSearchPoint& p) { return p.isAt(point); }))
                known.push_back(point);
        }
        append(m_searchPoints, m_live->searched);
        append(m_residuals, m_live->residuals);
        append(m_curve, m_live->learnt);
        append(m_symmetries, m_live->symmetries);
    }
    emit pointsChanged();
}

void ForceTrainer::load(const QString& path)
{
    m_model = readGdml(QFile::encodeName(path).toStdString());
    emit modelChanged();
    emit stateChanged();
}

void ForceTrainer::save(const QString& path) const
{
    writeGdml(m_model, QFile::encodeName(path).toStdString());
}

} // namespace mbtr::gui

#include "moc_force_trainer.cpp"
