#include "widgets/work/training/training_forecaster.h"

#include "core/models/training_advice.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kLater {300};

} // namespace

TrainingForecaster::TrainingForecaster(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<TrainingOutlook>>(
          *jobs, tr("Estimating the training"), [this](TrainingOutlook outlook) { m_outlook = std::move(outlook); }, failure()))
{
    follow(m_job.get());
    m_later.setSingleShot(true);
    m_later.setInterval(kLater);
    connect(&m_later, &QTimer::timeout, this, &TrainingForecaster::ask);
    connect(session, &Session::inputsChanged, &m_later, qOverload<>(&QTimer::start));
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Subset)
            m_later.start();
    });
}

TrainingForecaster::~TrainingForecaster() = default;

void TrainingForecaster::setWatched(bool watched)
{
    m_watched = watched;
    if (watched)
        m_later.start();
}

void TrainingForecaster::ask()
{
    const auto subset = m_session->subset().value;
    const auto dataset = m_session->dataset().value;
    if (!m_watched || !subset || !dataset || !m_session->isFresh(Stage::Subset)
        || !dataset->find(m_session->trainingSettings().target))
        return;
    m_job->start([dataset, rows = subset->rows(), mbtr = m_session->mbtrSettings(),
                  training = m_session->trainingSettings()](Progress& progress) {
        return TrainingOutlook {estimateTraining(*dataset, rows, mbtr, training, progress),
                                wantsNormalizedFeatures(*dataset, mbtr, training)};
    });
}

} // namespace mbtr::gui

#include "moc_training_forecaster.cpp"
