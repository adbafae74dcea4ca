#include "widgets/jobs/job.h"

#include "widgets/jobs/job_list.h"

#include <new>

namespace mbtr::gui {

Job::Job(JobList& list, const QString& title, QObject* parent)
    : QObject(parent)
    , m_title(title)
{
    list.add(this);
}

void Job::noteStart()
{
    m_running = true;
    m_fraction = 0;
    m_step.clear();
    emit started();
}

void Job::noteProgress(double fraction, const QString& step)
{
    m_fraction = fraction;
    m_step = step;
    emit progressed(fraction, step);
}

QString sentenceOf(const std::exception& error)
{
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return Job::tr("There is not enough memory for this.");
    return QString::fromUtf8(error.what());
}

} // namespace mbtr::gui

#include "moc_job.cpp"
