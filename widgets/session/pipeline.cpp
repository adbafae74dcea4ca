#include "widgets/session/pipeline.h"

#include "core/io/read_dataset.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/session/session.h"

#include <QFile>

namespace mbtr::gui {

namespace {

constexpr double kFeaturesShare = 0.5;

} // namespace

/// The jobs, and what the running ones were asked with.
struct Pipeline::Jobs {
    LatestJob<Stamped<Dataset>> dataset {Pipeline::tr("Reading files")};
    LatestJob<Stamped<FeatureMatrix>> features {Pipeline::tr("Computing features")};
    LatestJob<Stamped<TrainingResult>> model {Pipeline::tr("Training")};

    std::shared_ptr<const Dataset> trainingData;
    TrainingSettings trainingSettings;
    std::uint64_t modelRevision = 0;
    double featuresShare = 0; ///< of the training's progress bar
    bool replacing = false;   ///< cancelled by us: nothing to tell
};

Pipeline::Pipeline(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(std::make_unique<Jobs>())
{
    for (Job* job : std::initializer_list<Job*> {&m_jobs->dataset, &m_jobs->features, &m_jobs->model})
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
    auto* features = &m_jobs->features;
    auto* model = &m_jobs->model;
    connect(features, &Job::progressed, this, [this](double fraction, const QString& step) {
        emit trainingProgressed(m_jobs->featuresShare * fraction, step);
    });
    connect(model, &Job::progressed, this, [this](double fraction, const QString& step) {
        emit trainingProgressed(m_jobs->featuresShare + (1 - m_jobs->featuresShare) * fraction, step);
    });
    connect(features, &Job::finished, this, [this, features] {
        const auto result = features->takeResult();
        startModel(result, kFeaturesShare);
        m_session->setFeatures(result);
    });
    connect(model, &Job::finished, this, [this, model] {
        m_session->setModel(model->takeResult());
        emit trainingFinished({});
    });
    for (Job* job : std::initializer_list<Job*> {features, model}) {
        connect(job, &Job::failed, this, &Pipeline::trainingFinished);
        connect(job, &Job::cancelled, this, [this] {
            if (!m_jobs->replacing)
                emit trainingFinished({});
        });
    }
}

void Pipeline::readFiles()
{
    cancelTraining(); // its data are being replaced
    std::vector<std::string> paths;
    for (const QString& path : m_session->files())
        paths.push_back(QFile::encodeName(path).toStdString());
    m_jobs->dataset.start([paths, revision = m_session->revision(Stage::Dataset)](Progress& progress) {
        return Stamped<Dataset> {std::make_shared<const Dataset>(mbtr::readFiles(paths, progress)), revision};
    });
}

void Pipeline::train()
{
    dropTraining();
    if (!m_session->isFresh(Stage::Dataset)) {
        emit trainingFinished(tr("There are no structures to train on yet."));
        return;
    }
    m_jobs->trainingData = m_session->dataset().value;
    m_jobs->trainingSettings = m_session->trainingSettings();
    m_jobs->modelRevision = m_session->revision(Stage::Model);
    if (m_session->isFresh(Stage::Features))
        startModel(m_session->features(), 0);
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
    return m_jobs->features.isRunning() || m_jobs->model.isRunning();
}

void Pipeline::dropTraining()
{
    m_jobs->replacing = true;
    m_jobs->features.cancel();
    m_jobs->model.cancel();
    m_jobs->replacing = false;
}

void Pipeline::startFeatures()
{
    m_jobs->featuresShare = kFeaturesShare;
    m_jobs->features.start([dataset = m_jobs->trainingData, settings = m_session->mbtrSettings(),
                            revision = m_session->revision(Stage::Features)](Progress& progress) {
        auto features = buildFeatures(*dataset, layoutFor(*dataset, settings), progress);
        return Stamped<FeatureMatrix> {std::make_shared<const FeatureMatrix>(std::move(features)), revision};
    });
}

void Pipeline::startModel(const Stamped<FeatureMatrix>& features, double featuresShare)
{
    m_jobs->featuresShare = featuresShare;
    m_jobs->model.start([dataset = m_jobs->trainingData, settings = m_jobs->trainingSettings, features = features.value,
                         revision = m_jobs->modelRevision](Progress& progress) {
        auto result = trainKrr(*dataset, *features, settings, progress);
        return Stamped<TrainingResult> {std::make_shared<const TrainingResult>(std::move(result)), revision};
    });
}

} // namespace mbtr::gui

#include "moc_pipeline.cpp"
