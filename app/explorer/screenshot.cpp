#include "app/explorer/screenshot.h"

#include "widgets/document/message_log.h"
#include "widgets/jobs/job_list.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPixmap>
#include <QSaveFile>
#include <QWidget>
#include <QWindow>
#include <cstdio>

namespace mbtr::gui {

Screenshot::Screenshot(QWidget* window, JobList* jobs, MessageLog* log, const QString& path)
    : QObject(window)
    , m_window(window)
    , m_jobs(jobs)
    , m_log(log)
    , m_path(path)
{
    // Jobs follow one another and plots draw a moment after their data came: quiet for a while is what counts.
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(300);
    connect(&m_quiet, &QTimer::timeout, this, &Screenshot::finish);
    connect(jobs, &JobList::changed, this, &Screenshot::waitOn);
    connect(jobs, &JobList::failed, this, [this](const QString& problem) { m_problems.append(problem); });
    waitOn();
}

void Screenshot::waitOn()
{
    if (m_jobs->isIdle())
        m_quiet.start();
    else
        m_quiet.stop();
}

void Screenshot::finish()
{
    if (!m_window->windowHandle() || !m_window->windowHandle()->isExposed()) {
        m_quiet.start();
        return;
    }
    for (const Message& message : m_log->messages()) {
        if (message.severity == Severity::Error)
            m_problems.append(QString::fromStdString(toText(message)));
    }
    m_problems.removeDuplicates();
    if (m_problems.isEmpty() && !save())
        m_problems.append(tr("%1: the picture cannot be written there").arg(m_path));
    for (const QString& problem : m_problems)
        std::fprintf(stderr, "mbtr-explorer: %s\n", qPrintable(problem));
    QCoreApplication::exit(m_problems.isEmpty() ? 0 : 1);
}

bool Screenshot::save()
{
    QSaveFile file(m_path);
    const QByteArray suffix = QFileInfo(m_path).suffix().toLatin1();
    return file.open(QIODevice::WriteOnly) && m_window->grab().save(&file, suffix.isEmpty() ? "PNG" : suffix.constData())
        && file.commit();
}

} // namespace mbtr::gui
