#pragma once

#include <QObject>
#include <QStringList>
#include <memory>
#include <vector>

namespace mbtr::gui {

class Inspector;
class Job;
class TensorTermView;
template <typename T> class FollowingJob;

/// Writes "What am I seeing?" beside the plots of a tensor, for the structure and settings as they are; in the background.
class TermExplainer : public QObject {
    Q_OBJECT

public:
    TermExplainer(Inspector* inspector, QObject* parent);
    ~TermExplainer() override;

    Job* job() const;
    /// The views that are there now; before they are deleted: none.
    void setTerms(const std::vector<TensorTermView*>& terms);
    void setOn(bool on);

private:
    void ask();
    void show();

    Inspector* m_inspector;
    std::vector<TensorTermView*> m_terms;
    QStringList m_texts; ///< one a term
    bool m_on = false;
    std::unique_ptr<FollowingJob<QStringList>> m_job;
};

} // namespace mbtr::gui
