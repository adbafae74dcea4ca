#pragma once

#include <QObject>
#include <exception>

namespace mbtr::gui {

/// Work in the background, as lists and status bars see it. LatestJob<T> does the work; signals live here because a
/// template cannot have any. All members belong to the GUI thread.
class Job : public QObject {
    Q_OBJECT

public:
    /// title: what it does, for people ("Training").
    explicit Job(const QString& title, QObject* parent = nullptr);

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
    void finished(); ///< the result is there
    void failed(const QString& problem); ///< one sentence
    void cancelled();

protected:
    void noteStart();
    void noteProgress(double fraction, const QString& step);
    /// The running flag falls before the signal is sent.
    void noteEnd(void (Job::*signal)());
    void noteFailure(const QString& problem);

private:
    QString m_title;
    QString m_step;
    double m_fraction = 0;
    bool m_running = false;
};

/// The sentence of an error for people.
QString sentenceOf(const std::exception& error);

} // namespace mbtr::gui
