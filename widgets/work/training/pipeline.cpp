#include "widgets/work/training/pipeline.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/jobs/live_points.h"
#include "widgets/work/dataset_loader.h"
#include "widgets/work/training/training_work.h"
#include "widgets/work/training/tuning.h"

namespace mbtr::gui {

namespace {

/// Are these the features that all pages share: an MBTR as it is?
bool isPlain(const TrainingSettings& settings)
{
    return settings.representation == RepresentationKind::Mbtr && settings.scaling == TermScaling::None;
}

/// Views know structures by their places in the whole dataset.
Split ofWhole(Split split, const std::vector<int>& rows)
{
    for (std::vector<int>* indices : {&split.train, &split.validate})
        for (int& index : *indices)
            index = rows[static_cast<std::size_t>(index)];
    return split;
}

} // namespace

/// The jobs, and what the running ones were asked with.
struct Pipeline::Jobs {
    LatestJob<std::shared_ptr<const Dataset>> collecting;
    LatestJob<Stamped<FeatureMatrix>> features;
    LatestJob<Tuning> tuning;
    LatestJob<Stamped<TrainingResult>> model;

    Jobs(Pipeline* pipeline, JobList& jobs)
        : collecting(
            jobs, Pipeline::tr("Collecting structures"),
            [pipeline](std::shared_ptr<const Dataset> collected) { pipeline->takeCollected(std::move(collected)); },
            pipeline->failure())
        , features(
              jobs, Pipeline::tr("Computing features"),
              [pipeline](const Stamped<FeatureMatrix>& computed) { pipeline->takeFeatures(computed); }, pipeline->failure())
        , tuning(
              jobs, Pipeline::tr("Searching"), [pipeline](const Tuning& found) { pipeline->takeTuning(found); },
              pipeline->failure())
        , model(
              jobs, Pipeline::tr("Training"),
              [pipeline](Stamped<TrainingResult> trained) { pipeline->takeModel(std::move(trained)); }, pipeline->failure())
    {
    }

    std::shared_ptr<const Subset> subset; ///< that trainingData was made from
    std::shared_ptr<const Dataset> trainingData; ///< the structures of the subset
    std::shared_ptr<const FeatureMatrix> trainingFeatures;
    TrainingSettings trainingSettings;
    std::uint64_t featuresRevision = 0, modelRevision = 0;
    MbtrSettings mbtr;
    Searched searched = Searched::Nothing;
    bool tuned = false; ///< length and lambda need no more thought
    std::shared_ptr<LivePoints<SigmaSearchPoint>> tried = std::make_shared<LivePoints<SigmaSearchPoint>>();
    double proposedLength = lengthOf(TrainingSettings {}.kernel); ///< not the user's choice
    bool replacing = false; ///< cancelled by us: nothing to tell
};

Pipeline::Pipeline(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(std::make_unique<Jobs>(this, *jobs))
{
    // Its data are being replaced. First in line: the loader follows.
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Files)) {
            cancelTraining();
            m_jobs->proposedLength = lengthOf(TrainingSettings {}.kernel);
        }
    });
    new DatasetLoader(session, jobs, this);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            nameUnit();
    });
    connectTraining();
}

Pipeline::~Pipeline() = default;

void Pipeline::connectTraining()
{
    // What part of the bar; stages that are not needed are jumped over.
    passOn(&m_jobs->collecting, [] { return ProgressPart {0, 0}; });
    passOn(&m_jobs->features, [this] {
        return m_jobs->searched == Searched::Everything ? ProgressPart {0.8, 0.9} : ProgressPart {0, 0.4};
    });
    passOn(&m_jobs->tuning, [this] {
        return m_jobs->searched == Searched::Everything ? ProgressPart {0, 0.8} : ProgressPart {0.4, 0.7};
    });
    passOn(&m_jobs->model, [this] { return ProgressPart {m_jobs->searched == Searched::Everything ? 0.9 : 0.7, 1}; });
}

std::function<void(const QString&)> Pipeline::failure()
{
    return [this](const QString& problem) { emit trainingFinished(problem); };
}

void Pipeline::takeCollected(std::shared_ptr<const Dataset> collected)
{
    m_jobs->trainingData = std::move(collected);
    startFromData();
}

void Pipeline::takeFeatures(const Stamped<FeatureMatrix>& computed)
{
    startTuning(computed.value);
    if (isPlain(m_jobs->trainingSettings))
        m_session->setFeatures(computed);
}

void Pipeline::takeModel(Stamped<TrainingResult> trained)
{
    m_session->setModel(std::move(trained));
    nameUnit();
    emit trainingFinished({});
}

/// The user may state the unit of the target while a model is trained or after: the numbers stay the same.
void Pipeline::nameUnit()
{
    const auto& [model, revision] = m_session->model();
    if (!m_session->isFresh(Stage::Model) || !m_session->dataset().value->find(model->settings.target))
        return;
    const std::string unit = unitOfTarget(*m_session);
    if (unit == model->unit)
        return;
    auto named = std::make_shared<TrainingResult>(*model);
    named->unit = unit;
    m_session->setModel({std::move(named), revision});
}

/// Progress, and a training that the user cancels.
void Pipeline::passOn(Job* job, const std::function<ProgressPart()>& part)
{
    connect(job, &Job::progressed, this, [this, part](double fraction, const QString& step) {
        const auto [begin, end] = part();
        emit trainingProgressed(begin + (end - begin) * fraction, step);
    });
    connect(job, &Job::cancelled, this, [this] {
        if (!m_jobs->replacing)
            emit trainingFinished({});
    });
}

void Pipeline::train()
{
    start(Searched::Nothing);
}

void Pipeline::search(bool withSigmas)
{
    const bool hasSigmas = m_session->trainingSettings().representation == RepresentationKind::Mbtr;
    start(withSigmas && hasSigmas ? Searched::Everything : Searched::Kernel);
}

std::vector<SigmaSearchPoint> Pipeline::tried() const
{
    return m_jobs->tried->all();
}

void Pipeline::start(Searched searched)
{
    dropTraining();
    if (!m_session->isFresh(Stage::Dataset)) {
        emit trainingFinished(tr("There are no structures to train on yet."));
        return;
    }
    if (!m_session->isFresh(Stage::Subset)) {
        const auto& subset = m_session->subset().value;
        emit trainingFinished(subset && !subset->problem.isEmpty() ? subset->problem
                                                                   : tr("The structures are still being chosen."));
        return;
    }
    m_jobs->searched = searched;
    m_jobs->tuned = false;
    if (searched != Searched::Nothing)
        m_jobs->tried = std::make_shared<LivePoints<SigmaSearchPoint>>();
    m_jobs->mbtr = m_session->mbtrSettings();
    m_jobs->trainingSettings = m_session->trainingSettings();
    takeRevisions();
    startCollecting();
    emit trainingStarted();
}

/// The structures of the subset become a dataset of their own, where they are not all.
void Pipeline::startCollecting()
{
    const auto subset = m_session->subset().value;
    const bool isThere = m_jobs->trainingData && m_jobs->subset == subset;
    m_jobs->subset = subset;
    if (subset->isEverything())
        m_jobs->trainingData = subset->dataset;
    if (isThere || subset->isEverything())
        return startFromData();
    m_jobs->trainingData = nullptr;
    m_jobs->collecting.start([subset](Progress& progress) {
        return std::make_shared<const Dataset>(subsetOf(*subset->dataset, subset->rows(), progress));
    });
}

void Pipeline::startFromData()
{
    if (m_jobs->searched == Searched::Everything && !m_jobs->tuned)
        startSigmaSearch();
    else if (isPlain(m_jobs->trainingSettings) && m_session->isFresh(Stage::Features)
             && m_session->mbtrSettings() == m_jobs->mbtr)
        startTuning(m_session->features().value);
    else
        startFeatures();
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
    return m_jobs->collecting.isRunning() || m_jobs->features.isRunning() || m_jobs->tuning.isRunning()
        || m_jobs->model.isRunning();
}

void Pipeline::repeat()
{
    start(m_jobs->searched);
}

void Pipeline::dropTraining()
{
    m_jobs->replacing = true;
    m_jobs->collecting.cancel();
    m_jobs->features.cancel();
    m_jobs->tuning.cancel();
    m_jobs->model.cancel();
    m_jobs->replacing = false;
}

void Pipeline::startFeatures()
{
    m_jobs->features.start([dataset = m_jobs->trainingData, settings = m_jobs->mbtr, training = m_jobs->trainingSettings,
                            revision = m_jobs->featuresRevision](Progress& progress) {
        return Stamped<FeatureMatrix> {preparedFeatures(*dataset, settings, training, progress), revision};
    });
}

/// For models of the MBTR only. Features are computed anew with each try.
void Pipeline::startSigmaSearch()
{
    m_jobs->tuning.start([dataset = m_jobs->trainingData, mbtr = m_jobs->mbtr, settings = m_jobs->trainingSettings,
                          tried = m_jobs->tried](Progress& progress) {
        return searchedWithSigmas(
            *dataset, mbtr, settings, [tried](const SigmaSearchPoint& point) { tried->add(point); }, progress);
    });
}

void Pipeline::startTuning(std::shared_ptr<const FeatureMatrix> features)
{
    m_jobs->trainingFeatures = std::move(features);
    const TrainingSettings& settings = m_jobs->trainingSettings;
    const bool searching = m_jobs->searched == Searched::Kernel;
    if (m_jobs->tuned || (!searching && lengthOf(settings.kernel) != m_jobs->proposedLength))
        return startModel();
    m_jobs->tuning.start([dataset = m_jobs->trainingData, columns = m_jobs->trainingFeatures, settings, searching,
                          tried = m_jobs->tried](Progress& progress) {
        return searching ? searched(
                   *dataset, *columns, settings,
                   [tried](const SearchPoint& point) {
                       tried->add({{}, point});
                   },
                   progress)
                         : Tuning {kernelForDistances(*columns, settings.kernel, progress), settings.lambda, {}};
    });
}

void Pipeline::takeTuning(const Tuning& found)
{
    adopt(found);
    m_jobs->tuned = true;
    if (m_jobs->searched == Searched::Everything)
        startFromData();
    else
        startModel();
}

/// The running training is made from the inputs as they are now.
void Pipeline::takeRevisions()
{
    m_jobs->featuresRevision = m_session->revision(Stage::Features);
    m_jobs->modelRevision = m_session->revision(Stage::Model);
}

/// What the user has chosen meanwhile stays, and the model will be stale.
void Pipeline::adopt(const Tuning& tuning)
{
    const bool current = m_session->trainingSettings() == m_jobs->trainingSettings && m_session->mbtrSettings() == m_jobs->mbtr;
    m_jobs->trainingSettings.kernel = tuning.kernel;
    m_jobs->trainingSettings.lambda = tuning.lambda;
    if (tuning.mbtr)
        m_jobs->mbtr = *tuning.mbtr;
    if (!current)
        return;
    if (m_jobs->searched == Searched::Nothing) {
        m_session->adoptTrainingSettings(m_jobs->trainingSettings);
        m_jobs->proposedLength = lengthOf(tuning.kernel);
    } else {
        const bool otherSigmas = m_session->mbtrSettings() != m_jobs->mbtr;
        ModelSettings found = m_session->modelSettings();
        found.mbtr = m_jobs->mbtr;
        found.training = m_jobs->trainingSettings;
        m_session->changeModelSettings(found,
                                       otherSigmas ? tr("Search sigmas, length and lambda") : tr("Search length and lambda"));
        m_jobs->proposedLength = 0;
    }
    takeRevisions();
}

void Pipeline::startModel()
{
    m_jobs->model.start([dataset = m_jobs->trainingData, settings = m_jobs->trainingSettings, features = m_jobs->trainingFeatures,
                         subset = m_jobs->subset, revision = m_jobs->modelRevision](Progress& progress) {
        auto result = trainKrr(*dataset, *features, settings, progress);
        result.split = ofWhole(std::move(result.split), subset->rows());
        return Stamped<TrainingResult> {std::make_shared<const TrainingResult>(std::move(result)), revision};
    });
}

} // namespace mbtr::gui

#include "moc_pipeline.cpp"
