#pragma once

#include <QObject>
#include <functional>

namespace mbtr::gui {

class Job;

/// A question that is asked now and then and answered by one job: whether it is being answered, how far that is, and why there
/// is no answer. Each study knows itself what its answer is.
class Study : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool isRunning() const;
    /// Why the newest question has no answer: one sentence. Empty where it has one, is being answered or was cancelled.
    const QString& problem() const { return m_problem; }
    void cancel();

signals:
    /// A question was asked, answered, refused or cancelled.
    void changed();
    /// fraction: 0..1. There may be more to show.
    void progressed(double fraction);

protected:
    /// The job that answers; before the first question.
    void follow(Job* job);
    /// What the job does where it fails.
    std::function<void(const QString&)> failure();
    /// The question makes no sense: nothing is started.
    void refuse(const QString& problem);

private:
    Job* m_job = nullptr;
    QString m_problem;
};

} // namespace mbtr::gui
