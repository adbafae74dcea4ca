#include "widgets/jobs/job_list.h"

#include "widgets/jobs/job.h"

namespace mbtr::gui {

void JobList::add(Job* job)
{
    connect(job, &Job::started, this, [this, job] { note(job); });
    connect(job, &Job::progressed, this, [this, job] { emit progressed(job); });
    connect(job, &Job::finished, this, [this, job] { forget(job); });
    connect(job, &Job::cancelled, this, [this, job] { forget(job); });
    connect(job, &Job::failed, this, [this, job](const QString& problem) {
        forget(job);
        emit failed(problem);
    });
    connect(job, &QObject::destroyed, this, [this, job] {
        if (m_running.removeOne(job))
            emit changed();
    });
}

std::function<void(const QString&)> JobList::reporter()
{
    return [this](const QString& problem) { emit problemReported(problem); };
}

void JobList::note(Job* job)
{
    if (m_running.contains(job))
        return;
    m_running.append(job);
    emit changed();
}

/// Whoever hears of the end before this list does may have started the job again.
void JobList::forget(Job* job)
{
    if (!job->isRunning() && m_running.removeOne(job))
        emit changed();
}

} // namespace mbtr::gui

#include "moc_job_list.cpp"
