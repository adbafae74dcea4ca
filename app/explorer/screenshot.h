#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

class QWidget;

namespace mbtr::gui {

class JobList;
class MessageLog;

/// Waits until no job is left and the window has painted, saves what it shows and ends the program: 0, or 1 with a
/// sentence on standard error where a job failed or the picture cannot be written.
class Screenshot : public QObject {
    Q_OBJECT

public:
    Screenshot(QWidget* window, JobList* jobs, MessageLog* log, const QString& path);

private:
    void waitOn();
    void finish();
    bool save();

    QWidget* m_window;
    JobList* m_jobs;
    MessageLog* m_log;
    QString m_path;
    QStringList m_problems;
    QTimer m_quiet;
};

} // namespace mbtr::gui
