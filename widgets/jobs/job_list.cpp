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
    if (job->isRunning())
        note(job);
}

void JobList::cancelAll()
{
    const auto jobs = m_running; // each leaves the list while it is cancelled
    for (Job* job : jobs)
        job->cancel();
}

void JobList::note(Job* job)
{
    if (m_running.contains(job))
        return;
    m_running.append(job);
    emit changed();
}

/// Who hears of the end before this list may have started the job again.
void JobList::forget(Job* job)
{
    if (!job->isRunning() && m_running.removeOne(job))
        emit changed();
}

} // namespace mbtr::gui

#include "moc_job_list.cpp"
