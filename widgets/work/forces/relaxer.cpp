#include "widgets/work/forces/relaxer.h"

#include "core/dynamics/model_field.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/forces/force_trainer.h"

namespace mbtr::gui {

struct Relaxer::Answer {
    Relaxed relaxed;
    std::shared_ptr<const Structure> before;
};

Relaxer::Relaxer(Session* session, Selection* selection, ForceTrainer* trainer, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_selection(selection)
    , m_trainer(trainer)
    , m_job(std::make_unique<LatestJob<Answer>>(
          *jobs, tr("Relaxing the molecule"), [this](const Answer& answer) { take(answer); }, failure()))
{
    follow(m_job.get());
}

Relaxer::~Relaxer() = default;

void Relaxer::start()
{
    const SavedGdml saved = m_trainer->model();
    const auto structure = m_session->structure(m_selection->structure()).structure;
    if (!saved.model || !structure)
        return;
    m_job->start([saved, structure](Progress& progress) {
        Messages messages;
        const ForceField field = modelField(saved.model, *structure, saved.energyUnit, saved.forceUnit, messages);
        return Answer {relax(field, structure->positions, {}, progress), structure};
    });
}

void Relaxer::take(const Answer& answer)
{
    const int index = m_selection->structure();
    EditedStructure after = m_session->structure(index);
    if (after.structure != answer.before)
        return; // another is shown by now
    auto moved = std::make_shared<Structure>(*answer.before);
    moved->positions = answer.relaxed.positions;
    after.structure = std::move(moved);
    m_session->editStructure(index, after, tr("Relax"));
    emit relaxed(answer.relaxed);
}

} // namespace mbtr::gui

#include "moc_relaxer.cpp"
