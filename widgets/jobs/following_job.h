#pragma once

#include "widgets/jobs/latest_job.h"

#include <utility>

namespace mbtr::gui {

/// Background work that follows a hand: what runs is finished before the newest request starts, so that answers keep coming
/// where requests come faster than they can be answered. Only work that takes longer than kPatience is replaced.
template <typename T> class FollowingJob {
public:
    static constexpr std::chrono::milliseconds kPatience {200};
    using Work = typename LatestJob<T>::Work;
    using OnResult = typename LatestJob<T>::OnResult;
    using OnFailure = typename LatestJob<T>::OnFailure;

    FollowingJob(JobList& list, const QString& title, OnResult onResult, OnFailure onFailure)
        : m_job(
            list, title,
            [this, onResult](T result) {
                startNext();
                onResult(std::move(result));
            },
            [this, onFailure](const QString& problem) {
                startNext();
                onFailure(problem);
            })
    {
        m_replace.setSingleShot(true);
        QObject::connect(&m_replace, &QTimer::timeout, &m_job, [this] { startNext(); });
    }

    void ask(Work work)
    {
        m_next = std::move(work);
        if (!m_job.isRunning())
            startNext();
        else if (!m_replace.isActive())
            m_replace.start(kPatience);
    }
    void cancel()
    {
        m_next = nullptr;
        m_replace.stop();
        m_job.cancel();
    }
    bool isRunning() const { return m_job.isRunning(); }

private:
    void startNext()
    {
        m_replace.stop();
        if (m_next)
            m_job.start(std::exchange(m_next, nullptr));
    }

    LatestJob<T> m_job;
    Work m_next; ///< empty: none waits
    QTimer m_replace;
};

} // namespace mbtr::gui
