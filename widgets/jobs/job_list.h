#pragma once

#include <QList>
#include <QObject>

namespace mbtr::gui {

class Job;

/// Which jobs of the program run, oldest request first. A job must be added once; it leaves when it is destroyed.
class JobList : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void add(Job* job);
    const QList<Job*>& running() const { return m_running; }
    bool isIdle() const { return m_running.isEmpty(); }
    void cancelAll();

signals:
    /// A job has started or ended.
    void changed();
    void progressed(mbtr::gui::Job* job);
    void failed(const QString& problem);

private:
    void note(Job* job);
    void forget(Job* job);

    QList<Job*> m_running;
};

} // namespace mbtr::gui
