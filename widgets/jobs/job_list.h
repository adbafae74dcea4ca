#pragma once

#include <QList>
#include <QObject>
#include <functional>

namespace mbtr::gui {

class Job;

/// Which jobs of the program run, oldest request first. Each job enters the list when it is made and leaves it when it is
/// destroyed.
class JobList : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const QList<Job*>& running() const { return m_running; }
    bool isIdle() const { return m_running.isEmpty(); }
    /// What jobs do with a failure that no panel shows: it is told by problemReported().
    std::function<void(const QString&)> reporter();

signals:
    /// A job has started or ended.
    void changed();
    void progressed(mbtr::gui::Job* job);
    /// Any job has failed, whether a panel shows it or not.
    void failed(const QString& problem);
    /// One sentence for the messages of the window.
    void problemReported(const QString& problem);

private:
    friend class Job;
    void add(Job* job);
    void note(Job* job);
    void forget(Job* job);

    QList<Job*> m_running;
};

} // namespace mbtr::gui
