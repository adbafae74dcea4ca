#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "widgets/jobs/job.h"
#include "widgets/jobs/job_list.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>
#include <chrono>
#include <functional>
#include <optional>

namespace mbtr::gui {

/// What a worker writes its progress to; safe from any thread.
template <typename T> class PromiseProgress : public Progress {
public:
    static constexpr int kSteps = 1000;

    explicit PromiseProgress(QPromise<T>& promise)
        : m_promise(promise)
    {
        m_promise.setProgressRange(0, kSteps);
    }
    void report(double fraction, std::string_view step) override
    {
        const auto text = QString::fromUtf8(step.data(), static_cast<qsizetype>(step.size()));
        m_promise.setProgressValueAndText(static_cast<int>(fraction * kSteps), text);
    }
    bool cancelled() const override { return m_promise.isCanceled(); }

private:
    QPromise<T>& m_promise;
};

/// Background work of which only the newest request counts: a start drops what is running, and a dropped result is never
/// delivered. The work sees only values it has copied; it throws mbtr::Error where it fails, and looks at its Progress to be
/// cancelled. Destruction cancels and waits, for dropped work too.
///
/// Result and failure have one receiver each, given at construction: no job can end unheard. They are called in the GUI thread
/// when isRunning() is false again, before finished() and failed(), and may start the job anew.
template <typename T> class LatestJob : public Job {
public:
    using Work = std::function<T(Progress&)>;
    using OnResult = std::function<void(T)>;
    using OnFailure = std::function<void(const QString& problem)>;

    /// onFailure: JobList::reporter() where no panel has a line for it.
    LatestJob(JobList& list, const QString& title, OnResult onResult, OnFailure onFailure)
        : Job(list, title)
        , m_onResult(std::move(onResult))
        , m_onFailure(std::move(onFailure))
    {
        // The newest work need not wait for a dropped one to notice that nobody wants it.
        m_pool.setMaxThreadCount(2);
        m_delay.setSingleShot(true);
        connect(&m_delay, &QTimer::timeout, this, [this] { run(); });
        connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] { deliver(); });
        connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, [this](int value) {
            if (m_inFlight)
                noteProgress(double(value) / PromiseProgress<T>::kSteps, m_watcher.progressText());
        });
    }

    ~LatestJob() override
    {
        m_watcher.disconnect(this);
        m_watcher.cancel();
        m_pool.waitForDone();
    }

    /// With a delay, requests that come in quick succession start once, at most `delay` after the first of them.
    void start(Work work, std::chrono::milliseconds delay = {})
    {
        drop();
        m_work = std::move(work);
        noteStart();
        if (delay.count() == 0)
            run();
        else if (!m_delay.isActive())
            m_delay.start(delay);
    }

    void cancel() override
    {
        if (!isRunning())
            return;
        drop();
        m_delay.stop();
        noteEnd();
        emit cancelled();
    }

private:
    void drop()
    {
        m_inFlight = false;
        m_watcher.cancel();
    }

    void run()
    {
        m_delay.stop();
        m_inFlight = true;
        m_watcher.setFuture(QtConcurrent::run(&m_pool, &LatestJob::work, std::move(m_work)));
    }

    static void work(QPromise<T>& promise, const Work& function)
    {
        PromiseProgress<T> progress(promise);
        try {
            promise.addResult(function(progress));
        } catch (const Cancelled&) { // no result then
        } catch (...) { // rethrown in deliver(); left alone it would lose its text
            promise.setException(std::current_exception());
        }
    }

    void deliver()
    {
        if (!m_inFlight) // dropped
            return;
        m_inFlight = false;
        std::optional<T> result;
        std::optional<QString> problem;
        try {
            auto future = m_watcher.future();
            future.waitForFinished(); // rethrows
            if (future.resultCount() > 0)
                result = future.takeResult();
        } catch (const std::exception& error) {
            problem = sentenceOf(error);
        }
        noteEnd();
        if (problem) {
            m_onFailure(*problem);
            emit failed(*problem);
        } else if (result) {
            m_onResult(std::move(*result));
            emit finished();
        } else {
            emit cancelled();
        }
    }

    QThreadPool m_pool;
    QFutureWatcher<T> m_watcher;
    QTimer m_delay;
    Work m_work;
    OnResult m_onResult;
    OnFailure m_onFailure;
    bool m_inFlight = false; ///< does the watcher watch the newest request?
};

} // namespace mbtr::gui
