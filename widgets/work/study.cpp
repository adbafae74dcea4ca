#include "widgets/work/study.h"

#include "widgets/jobs/job.h"

namespace mbtr::gui {

bool Study::isRunning() const
{
    return m_job->isRunning();
}

void Study::cancel()
{
    m_job->cancel();
}

void Study::follow(Job* job)
{
    m_job = job;
    connect(job, &Job::started, this, [this] {
        m_problem.clear();
        emit changed();
    });
    connect(job, &Job::progressed, this, &Study::progressed);
    for (const auto end : {&Job::finished, &Job::cancelled})
        connect(job, end, this, &Study::changed);
    connect(job, &Job::failed, this, &Study::changed);
}

std::function<void(const QString&)> Study::failure()
{
    return [this](const QString& problem) { m_problem = problem; };
}

void Study::refuse(const QString& problem)
{
    m_problem = problem;
    emit changed();
}

} // namespace mbtr::gui

#include "moc_study.cpp"
