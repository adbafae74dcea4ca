#include "widgets/panels/tensor/term_explainer.h"

#include "widgets/jobs/following_job.h"
#include "widgets/panels/tensor/tensor_term_view.h"
#include "widgets/panels/tensor/term_explanation.h"
#include "widgets/work/inspector.h"

namespace mbtr::gui {

TermExplainer::TermExplainer(Inspector* inspector, QObject* parent)
    : QObject(parent)
    , m_inspector(inspector)
    , m_job(std::make_unique<FollowingJob<QStringList>>(
          tr("Explaining the plots"),
          [this](const QStringList& texts) {
              m_texts = texts;
              show();
          },
          [this](const QString& problem) {
              m_texts = {problem};
              show();
          }))
{
    connect(inspector, &Inspector::tensorChanged, this, [this] {
        if (m_inspector->isFresh())
            ask();
    });
}

TermExplainer::~TermExplainer() = default;

Job* TermExplainer::job() const
{
    return m_job->job();
}

void TermExplainer::setTerms(const std::vector<TensorTermView*>& terms)
{
    m_terms = terms;
    show();
}

void TermExplainer::setOn(bool on)
{
    m_on = on;
    m_on ? ask() : m_job->cancel();
    show();
}

void TermExplainer::ask()
{
    if (!m_on || !m_inspector->tensor() || !m_inspector->structure())
        return;
    m_job->ask([structure = m_inspector->structure(), tensor = m_inspector->tensor()](Progress& progress) {
        QStringList texts;
        for (int term = 0; term < static_cast<int>(tensor->layout->settings.terms.size()); ++term)
            texts << termExplanation(termFacts(*structure, *tensor, term, progress), *structure, tensor->layout->settings);
        return texts;
    });
}

void TermExplainer::show()
{
    for (std::size_t t = 0; t < m_terms.size(); ++t) {
        m_terms[t]->setExplained(m_on);
        m_terms[t]->setExplanation(m_texts.value(static_cast<int>(t)));
    }
}

} // namespace mbtr::gui

#include "moc_term_explainer.cpp"
