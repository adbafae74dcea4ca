#include "widgets/panels/tensor/term_explainer.h"

#include "widgets/panels/tensor/tensor_term_view.h"
#include "widgets/panels/tensor/term_explanation.h"
#include "widgets/work/studies/term_study.h"

namespace mbtr::gui {

TermExplainer::TermExplainer(TermStudy* study, QObject* parent)
    : QObject(parent)
    , m_study(study)
{
    connect(study, &TermStudy::changed, this, &TermExplainer::show);
}

void TermExplainer::setTerms(const std::vector<TensorTermView*>& terms)
{
    m_terms = terms;
    show();
}

void TermExplainer::show()
{
    const auto explained = m_study->terms();
    for (std::size_t t = 0; t < m_terms.size(); ++t) {
        m_terms[t]->setExplained(m_study->isWanted());
        m_terms[t]->setExplanation(explained && t < explained->terms.size()
                                       ? termExplanation(explained->terms[t], *explained->structure, explained->layout->settings)
                                       : m_study->problem());
    }
}

} // namespace mbtr::gui

#include "moc_term_explainer.cpp"
