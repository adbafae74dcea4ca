#include "widgets/work/studies/term_study.h"

#include "widgets/jobs/following_job.h"
#include "widgets/work/inspector.h"

namespace mbtr::gui {

namespace {

using Answer = std::shared_ptr<const ExplainedTerms>;

Answer explained(const std::shared_ptr<const Structure>& structure, const MbtrTensor& tensor, Progress& progress)
{
    auto all = std::make_shared<ExplainedTerms>(ExplainedTerms {structure, tensor.layout, {}});
    for (int term = 0; term < static_cast<int>(tensor.layout->settings.terms.size()); ++term)
        all->terms.push_back(termFacts(*structure, tensor, term, progress));
    return all;
}

} // namespace

TermStudy::TermStudy(Inspector* inspector, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_inspector(inspector)
    , m_job(std::make_unique<FollowingJob<Answer>>(
          *jobs, tr("Explaining the plots"), [this](Answer terms) { show(std::move(terms), {}); },
          [this](const QString& problem) { show(nullptr, problem); }))
{
    connect(inspector, &Inspector::tensorChanged, this, [this] {
        if (m_inspector->isFresh())
            ask();
    });
}

TermStudy::~TermStudy() = default;

void TermStudy::setWanted(bool wanted)
{
    m_wanted = wanted;
    m_wanted ? ask() : m_job->cancel();
    emit changed();
}

void TermStudy::ask()
{
    if (!m_wanted || !m_inspector->tensor() || !m_inspector->structure())
        return;
    m_job->ask([structure = m_inspector->structure(), tensor = m_inspector->tensor()](Progress& progress) {
        return explained(structure, *tensor, progress);
    });
}

void TermStudy::show(Answer terms, const QString& problem)
{
    m_terms = std::move(terms);
    m_problem = problem;
    emit changed();
}

} // namespace mbtr::gui

#include "moc_term_study.cpp"
