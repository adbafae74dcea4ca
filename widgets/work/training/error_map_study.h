#pragma once

#include "core/models/hyperparameter_search.h"
#include "widgets/jobs/live_points.h"
#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Errors over lengths and lambdas around those of the session's training settings, on structures held out of those that train.
class ErrorMapStudy : public Study {
    Q_OBJECT

public:
    ErrorMapStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~ErrorMapStudy() override;

    /// Nothing happens while the structures are being read or chosen.
    void start();
    /// What is known of the map that was started last: length by length, for each all lambdas. Grows with progressed().
    std::vector<SearchPoint> points() const;
    const std::vector<double>& lengths() const { return m_lengths; }
    const std::vector<double>& lambdas() const { return m_lambdas; }
    bool isEmpty() const { return m_lambdas.empty(); } ///< none was started yet
    const std::string& kernel() const { return m_kernel; }
    const std::string& unit() const { return m_unit; } ///< of the errors

private:
    Session* m_session;
    std::shared_ptr<LivePoints<SearchPoint>> m_points;
    std::vector<double> m_lengths, m_lambdas;
    std::string m_kernel, m_unit;
    std::unique_ptr<LatestJob<bool>> m_job;
};

} // namespace mbtr::gui
