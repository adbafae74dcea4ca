#include "widgets/session/pipeline.h"

#include "core/io/read_dataset.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/session/session.h"
#include "widgets/session/tuning.h"

#include <QFile>

namespace mbtr::gui {

namespace {

// Of the progress bar of a training; stages that are not needed are jumped over.
constexpr double kFeaturesEnd = 0.4;
constexpr double kTuningEnd = 0.7;

} // namespace

/// The jobs, and what the running ones were asked with.
struct Pipeline::Jobs {
    LatestJob<Stamped<Dataset>> dataset {Pipeline::tr("Reading files")};
    LatestJob<Stamped<FeatureMatrix>> features {Pipeline::tr("Computing features")};
    LatestJob<Tuning> tuning {Pipeline::tr("Searching length and lambda")};
    LatestJob<Stamped<TrainingResult>> model {Pipeline::tr("Training")};

    std::shared_ptr<const Dataset> trainingData;
    std::shared_ptr<const FeatureMatrix> trainingFeatures;
    TrainingSettings trainingSettings;
    std::uint64_t modelRevision = 0;
    bool searching = false;
    double proposedLength = lengthOf(TrainingSettings {}.kernel); ///< not the user's choice
    bool replacing = false;   ///< cancelled by us: nothing to tell
};

Pipeline::Pipeline(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(std::make_unique<Jobs>())
{
    for (Job* job : std::initializer_list<Job*> {&m_jobs->dataset, &m_jobs->features, &m_jobs->tuning, &m_jobs->model})
        jobs->add(job);
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Files))
            readFiles();
    });
    connectReading();
    connectTraining();
}

Pipeline::~Pipeline() = default;

void Pipeline::connectReading()
{
    connect(&m_jobs->dataset, &Job::finished, this, [this] { m_session->setDataset(m_jobs->dataset.takeResult()); });
    connect(&m_jobs->dataset, &Job::failed, this, &Pipeline::failed);
}

void Pipeline::connectTraining()
{
    passOn(&m_jobs->features, 0, kFeaturesEnd);
    passOn(&m_jobs->tuning, kFeaturesEnd, kTuningEnd);
    passOn(&m_jobs->model, kTuningEnd, 1);
    connect(&m_jobs->features, &Job::finished, this, [this] {
        const auto result = m_jobs->features.takeResult();
        startTuning(result.value);
        m_session->setFeatures(result);
    });
    connect(&m_jobs->tuning, &Job::finished, this, &Pipeline::takeTuning);
    connect(&m_jobs->model, &Job::finished, this, [this] {
        m_session->setModel(m_jobs->model.takeResult());
        emit trainingFinished({});
    });
}

/// Progress, from begin to end of the bar, and what ends a training early.
void Pipeline::passOn(Job* job, double begin, double end)
{
    connect(job, &Job::progressed, this, [this, begin, end](double fraction, const QString& step) {
        emit trainingProgressed(begin + (end - begin) * fraction, step);
    });
    connect(job, &Job::failed, this, &Pipeline::trainingFinished);
    connect(job, &Job::cancelled, this, [this] {
        if (!m_jobs->replacing)
            emit trainingFinished({});
    });
}

void Pipeline::readFiles()
{
    cancelTraining(); // its data are being replaced
    std::vector<std::string> paths;
    for (const QString& path : m_session->files())
        paths.push_back(QFile::encodeName(path).toStdString());
    m_jobs->dataset.start([paths, options = m_session->readOptions(), revision = m_session->revision(Stage::Dataset)](Progress& progress) {
        return Stamped<Dataset> {std::make_shared<const Dataset>(mbtr::readFiles(paths, progress, options)), revision};
    });
}

void Pipeline::train()
{
    start(false);
}

void Pipeline::search()
{
    start(true);
}

void Pipeline::start(bool withSearch)
{
    dropTraining();
    if (!m_session->isFresh(Stage::Dataset)) {
        emit trainingFinished(tr("There are no structures to train on yet."));
        return;
    }
    m_jobs->searching = withSearch;
    m_jobs->trainingData = m_session->dataset().value;
    m_jobs->trainingSettings = m_session->trainingSettings();
    m_jobs->modelRevision = m_session->revision(Stage::Model);
    if (m_session->isFresh(Stage::Features))
        startTuning(m_session->features().value);
    else
        startFeatures();
    emit trainingStarted();
}

void Pipeline::cancelTraining()
{
    if (!isTraining())
        return;
    dropTraining();
    emit trainingFinished({});
}

bool Pipeline::isTraining() const
{
    return m_jobs->features.isRunning() || m_jobs->tuning.isRunning() || m_jobs->model.isRunning();
}

void Pipeline::dropTraining()
{
    m_jobs->replacing = true;
    m_jobs->features.cancel();
    m_jobs->tuning.cancel();
    m_jobs->model.cancel();
    m_jobs->replacing = false;
}

void Pipeline::startFeatures()
{
    m_jobs->features.start([dataset = m_jobs->trainingData, settings = m_session->mbtrSettings(),
                            revision = m_session->revision(Stage::Features)](Progress& progress) {
        auto features = buildFeatures(*dataset, layoutFor(*dataset, settings), progress);
        return Stamped<FeatureMatrix> {std::make_shared<const FeatureMatrix>(std::move(features)), revision};
    });
}

void Pipeline::startTuning(std::shared_ptr<const FeatureMatrix> features)
{
    m_jobs->trainingFeatures = std::move(features);
    const TrainingSettings& settings = m_jobs->trainingSettings;
    if (!m_jobs->searching && lengthOf(settings.kernel) != m_jobs->proposedLength)
        return startModel();
    m_jobs->tuning.start([dataset = m_jobs->trainingData, columns = m_jobs->trainingFeatures, settings,
                          searching = m_jobs->searching](Progress& progress) {
        return searching ? searched(*dataset, *columns, settings, progress)
                         : Tuning {kernelForDistances(*columns, settings.kernel, progress), settings.lambda};
    });
}

void Pipeline::takeTuning()
{
    const Tuning tuning = m_jobs->tuning.takeResult();
    const bool current = m_session->trainingSettings() == m_jobs->trainingSettings;
    m_jobs->trainingSettings.kernel = tuning.kernel;
    m_jobs->trainingSettings.lambda = tuning.lambda;
    if (current) { // else what the user has chosen meanwhile stays, and the model will be stale
        if (m_jobs->searching)
            m_session->changeTrainingSettings(m_jobs->trainingSettings, tr("Search length and lambda"));
        else
            m_session->adoptTrainingSettings(m_jobs->trainingSettings);
        m_jobs->proposedLength = m_jobs->searching ? 0 : lengthOf(tuning.kernel);
        m_jobs->modelRevision = m_session->revision(Stage::Model);
    }
    startModel();
}

void Pipeline::startModel()
{
    m_jobs->model.start([dataset = m_jobs->trainingData, settings = m_jobs->trainingSettings, features = m_jobs->trainingFeatures,
                         revision = m_jobs->modelRevision](Progress& progress) {
        auto result = trainKrr(*dataset, *features, settings, progress);
        return Stamped<TrainingResult> {std::make_shared<const TrainingResult>(std::move(result)), revision};
    });
}

} // namespace mbtr::gui

#include "moc_pipeline.cpp"
