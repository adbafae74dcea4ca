#pragma once

#include "core/mbtr/tensor.h"
#include "core/mbtr/term_facts.h"

#include <QObject>
#include <memory>
#include <vector>

namespace mbtr::gui {

class Inspector;
class JobList;
template <typename T> class FollowingJob;

/// The numbers of each term of a tensor, and what they are of.
struct ExplainedTerms {
    std::shared_ptr<const Structure> structure;
    std::shared_ptr<const Layout> layout;
    std::vector<TermFacts> terms;
};

/// The numbers behind the plots of the Inspector's tensor, while somebody wants to read them.
class TermStudy : public QObject {
    Q_OBJECT

public:
    TermStudy(Inspector* inspector, JobList* jobs, QObject* parent = nullptr);
    ~TermStudy() override;

    void setWanted(bool wanted);
    bool isWanted() const { return m_wanted; }
    /// The newest answer; nullptr before the first, and where there is a problem.
    std::shared_ptr<const ExplainedTerms> terms() const { return m_terms; }
    const QString& problem() const { return m_problem; }

signals:
    void changed();

private:
    void ask();
    void show(std::shared_ptr<const ExplainedTerms> terms, const QString& problem);

    Inspector* m_inspector;
    bool m_wanted = false;
    std::shared_ptr<const ExplainedTerms> m_terms;
    QString m_problem;
    std::unique_ptr<FollowingJob<std::shared_ptr<const ExplainedTerms>>> m_job;
};

} // namespace mbtr::gui
