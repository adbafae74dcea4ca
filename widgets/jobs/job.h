#pragma once

#include <QObject>
#include <exception>

namespace mbtr::gui {

class JobList;

/// Work in the background, as lists and status bars see it. LatestJob<T> does the work; the signals live here because a
/// template cannot have any. All members belong to the GUI thread.
class Job : public QObject {
    Q_OBJECT

public:
    /// The job is in `list` from its first moment on, so that no work can run unseen. title: what it does, for people
    /// ("Training").
    Job(JobList& list, const QString& title, QObject* parent = nullptr);

    const QString& title() const { return m_title; }
    /// From the request until finished(), failed() or cancelled().
    bool isRunning() const { return m_running; }
    double fraction() const { return m_fraction; } ///< 0..1
    const QString& step() const { return m_step; } ///< what is being done now; may be empty

    /// Drops the running work; nothing but cancelled() is heard of it again. Returns at once.
    virtual void cancel() = 0;

signals:
    void started();
    void progressed(double fraction, const QString& step);
    void finished(); ///< the result was delivered
    void failed(const QString& problem); ///< one sentence
    void cancelled();

protected:
    void noteStart();
    void noteProgress(double fraction, const QString& step);
    /// isRunning() is false before anybody hears of the end.
    void noteEnd() { m_running = false; }

private:
    QString m_title;
    QString m_step;
    double m_fraction = 0;
    bool m_running = false;
};

/// The sentence of an error for people.
QString sentenceOf(const std::exception& error);

} // namespace mbtr::gui
