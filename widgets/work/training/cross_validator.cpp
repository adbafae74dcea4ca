#include "widgets/work/training/cross_validator.h"

#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/training/training_work.h"

namespace mbtr::gui {

namespace {

CrossValidation crossValidated(const TrainingWork& work, int folds, Progress& progress)
{
    SubProgress preparing(progress, 0, 0.4), validating(progress, 0.4, 1);
    const PreparedWork prepared = prepare(work, preparing);
    const Split split = makeSplit(*prepared.dataset, trainingTargets(*prepared.dataset, work.training), work.training.split);
    return crossValidate(*prepared.dataset, *prepared.features, split.train, work.training, folds, validating);
}

} // namespace

CrossValidator::CrossValidator(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<CrossValidation>>(
          *jobs, tr("Cross-validating"), [this](CrossValidation found) { m_found = std::move(found); }, failure()))
{
    follow(m_job.get());
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage != Stage::Model)
            return;
        cancel();
        m_found.reset();
        emit changed();
    });
}

CrossValidator::~CrossValidator() = default;

void CrossValidator::start(int folds)
{
    m_found.reset();
    m_job->start([work = trainingWork(*m_session), folds](Progress& progress) { return crossValidated(work, folds, progress); });
}

} // namespace mbtr::gui

#include "moc_cross_validator.cpp"
