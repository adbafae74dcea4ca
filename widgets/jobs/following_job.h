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
    using Deliver = std::function<void(T)>;
    using Fail = std::function<void(const QString&)>;

    FollowingJob(const QString& title, Deliver deliver, Fail fail)
        : m_job(title)
    {
        m_replace.setSingleShot(true);
        QObject::connect(&m_replace, &QTimer::timeout, &m_job, [this] { startNext(); });
        QObject::connect(&m_job, &Job::finished, &m_job, [this, deliver] {
            T result = m_job.takeResult();
            startNext();
            deliver(std::move(result));
        });
        QObject::connect(&m_job, &Job::failed, &m_job, [this, fail](const QString& problem) {
            startNext();
            fail(problem);
        });
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
    Job* job() { return &m_job; }

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
