#include "widgets/work/training/tuple_explainer.h"

#include "widgets/jobs/following_job.h"
#include "widgets/work/training/model_desk.h"

namespace mbtr::gui {

struct TupleExplainer::Answer {
    std::shared_ptr<const CurrentPrediction> of;
    std::map<int, TupleParts> parts;
};

TupleExplainer::TupleExplainer(ModelDesk* desk, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_job(std::make_unique<FollowingJob<Answer>>(
          *jobs, tr("Taking a prediction apart"), [this](Answer answer) { take(std::move(answer)); }, jobs->reporter()))
{
    connect(desk, &ModelDesk::predictionChanged, this, &TupleExplainer::ask);
}

TupleExplainer::~TupleExplainer() = default;

void TupleExplainer::setBlocks(std::set<int> blocks)
{
    if (blocks == m_blocks)
        return;
    m_blocks = std::move(blocks);
    ask();
}

const TupleParts* TupleExplainer::parts(int block) const
{
    if (!m_answer || m_answer->of != m_desk->current())
        return nullptr;
    const auto found = m_answer->parts.find(block);
    return found == m_answer->parts.end() ? nullptr : &found->second;
}

void TupleExplainer::ask()
{
    const auto current = m_desk->current();
    if (m_blocks.empty() || !current || !current->explanation)
        return m_job->cancel();
    m_job->ask([current, blocks = m_blocks](Progress& progress) {
        Answer answer {current, {}};
        for (const int block : blocks)
            if (block < static_cast<int>(current->explanation->blocks.size()))
                answer.parts[block] = explainBlock(*current->explanation, *current->structure, block, progress);
        return answer;
    });
}

void TupleExplainer::take(Answer answer)
{
    m_answer = std::make_unique<const Answer>(std::move(answer));
    emit changed();
}

} // namespace mbtr::gui

#include "moc_tuple_explainer.cpp"
