#pragma once

#include "core/models/learning_curve.h"
#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Errors of models trained on more and more structures. A curve is computed sample by sample; one that was stopped can be
/// continued, also after the program was started again. Curves end with their structures and with their target.
class LearningCurveStudy : public Study {
    Q_OBJECT

public:
    /// What a curve was asked with and what is known of it.
    struct Run;

    LearningCurveStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~LearningCurveStudy() override;

    /// A curve with the settings of the session, for its number of training structures and the halves of it. Where another curve
    /// is being computed it waits.
    void add(int repeats);
    /// Goes on with the first curve that is not complete.
    void resume();
    void clear();

    int count() const { return static_cast<int>(m_runs.size()); }
    bool isComplete() const; ///< are all curves?
    /// What a curve was asked with.
    const TrainingSettings& settings(int curve) const;
    /// In order of size; grows with progressed().
    std::vector<LearningPoint> points(int curve) const;
    /// In which the errors of all curves are.
    const std::string& unit() const { return m_unit; }

private:
    void run(const std::shared_ptr<Run>& curve);
    void dropOtherTargets();

    Session* m_session;
    std::vector<std::shared_ptr<Run>> m_runs;
    std::shared_ptr<Run> m_running; ///< the one that was started last
    std::string m_target, m_unit; ///< of all curves
    int m_structures = 0; ///< Session::structureSet() of all curves
    std::unique_ptr<LatestJob<bool>> m_job;
};

} // namespace mbtr::gui
