#include "tests/widgets/jobs/heard.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <thread>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Runs until it is cancelled, as well-behaved work does.
int untilCancelled(Progress& progress)
{
    while (true) {
        progress.throwIfCancelled();
        std::this_thread::yield();
    }
}

} // namespace

class LatestJobTest : public QObject {
    Q_OBJECT

private slots:
    void deliversAResult()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy finished(&job, &Job::finished);
        job.start([](Progress&) { return 42; });
        QVERIFY(job.isRunning());
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!job.isRunning());
        QCOMPARE(heard.results.back(), 42);
    }

    void takesResultsThatCannotBeCopied()
    {
        Heard<std::unique_ptr<int>> heard;
        auto& job = heard.job;
        QSignalSpy finished(&job, &Job::finished);
        job.start([](Progress&) { return std::make_unique<int>(7); });
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(*heard.results.back(), 7);
    }

    void deliversOnlyTheNewestResult()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy failed(&job, &Job::failed);
        QSignalSpy cancelled(&job, &Job::cancelled);
        // The first ignores that it is dropped and returns after the second.
        QSemaphore firstIsInside;
        QSemaphore secondIsDone;
        QSemaphore firstIsDone;
        job.start([&](Progress&) {
            firstIsInside.release();
            secondIsDone.acquire();
            firstIsDone.release();
            return 1;
        });
        QVERIFY(firstIsInside.tryAcquire(1, 5000));
        job.start([](Progress&) { return 2; });
        QTRY_COMPARE(heard.results, std::vector<int> {2});
        secondIsDone.release();
        QVERIFY(firstIsDone.tryAcquire(1, 5000));
        job.start([](Progress&) { return 3; });
        QTRY_COMPARE(heard.results, (std::vector<int> {2, 3}));
        QCOMPARE(failed.size() + cancelled.size(), 0);
    }

    void requestsInQuickSuccessionStartOnce()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy finished(&job, &Job::finished);
        std::atomic<int> runs = 0;
        for (int i = 0; i < 10; ++i)
            job.start([&runs, i](Progress&) { return ++runs, i; }, std::chrono::milliseconds(20));
        QVERIFY(job.isRunning());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(heard.results.back(), 9);
        QCOMPARE(runs.load(), 1);
    }

    void cancelsWithinATenthOfASecond()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy cancelled(&job, &Job::cancelled);
        QSignalSpy finished(&job, &Job::finished);
        QSemaphore inside;
        QSemaphore left;
        job.start([&](Progress& progress) -> int {
            inside.release();
            try {
                return untilCancelled(progress);
            } catch (const Cancelled&) {
                left.release();
                throw;
            }
        });
        QVERIFY(inside.tryAcquire(1, 5000));
        QElapsedTimer clock;
        clock.start();
        job.cancel();
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(!job.isRunning());
        QVERIFY(left.tryAcquire(1, 5000));
        QVERIFY2(clock.elapsed() < 100, qPrintable(QString("%1 ms").arg(clock.elapsed())));
        QCOMPARE(finished.size(), 0);
    }

    void cancelsWhatHasNotStartedYet()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy cancelled(&job, &Job::cancelled);
        QSignalSpy finished(&job, &Job::finished);
        std::atomic<bool> ran = false;
        job.start([&](Progress&) { return ran = true, 1; }, std::chrono::milliseconds(1));
        job.cancel();
        QCOMPARE(cancelled.size(), 1);
        job.start([](Progress&) { return 2; }, std::chrono::milliseconds(5)); // fires later than the first would have
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!ran);
    }

    void theTextOfAnErrorArrives()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy failed(&job, &Job::failed);
        QSignalSpy finished(&job, &Job::finished);
        job.start([](Progress&) -> int { throw FileError("water.xyz", 3, "expected 'symbol x y z'"); });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QString("water.xyz, line 3: expected 'symbol x y z'"));
        QCOMPARE(heard.problems, QStringList {"water.xyz, line 3: expected 'symbol x y z'"});
        QCOMPARE(finished.size(), 0);
        QVERIFY(!job.isRunning());
    }

    void runsAgainAfterAnError()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy failed(&job, &Job::failed);
        QSignalSpy finished(&job, &Job::finished);
        job.start([](Progress&) -> int { throw NumericalError("no"); });
        QTRY_COMPARE(failed.size(), 1);
        job.start([](Progress&) { return 5; });
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(heard.results.back(), 5);
    }

    void tellsTooLittleMemoryInASentence()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy failed(&job, &Job::failed);
        job.start([](Progress&) -> int { throw std::bad_alloc(); });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QString("There is not enough memory for this."));
    }

    void mayStartAgainWhereItsResultIsTaken()
    {
        JobList jobs;
        std::vector<int> results;
        std::unique_ptr<LatestJob<int>> job;
        const auto take = [&](int result) {
            QVERIFY(!job->isRunning());
            results.push_back(result);
            if (result < 3)
                job->start([result](Progress&) { return result + 1; });
        };
        job = std::make_unique<LatestJob<int>>(jobs, "counting", take, jobs.reporter());
        job->start([](Progress&) { return 1; });
        QTRY_COMPARE(results, (std::vector<int> {1, 2, 3}));
        QVERIFY(!job->isRunning());
        QVERIFY(jobs.isIdle());
    }

    void aFailureThatNoPanelShowsIsReported()
    {
        JobList jobs;
        QSignalSpy reported(&jobs, &JobList::problemReported);
        LatestJob<int> job(
            jobs, "work", [](int) {}, jobs.reporter());
        job.start([](Progress&) -> int { throw NumericalError("pivot 3 is -0.1"); });
        QTRY_COMPARE(reported.size(), 1);
        QCOMPARE(reported[0][0].toString(), QString("pivot 3 is -0.1"));
    }

    void reportsProgress()
    {
        Heard<int> heard;
        auto& job = heard.job;
        QSignalSpy finished(&job, &Job::finished);
        QSemaphore seen;
        connect(&job, &Job::progressed, this, [&] { seen.release(); });
        job.start([&](Progress& progress) {
            progress.report(0.25, "kernel matrix");
            return seen.tryAcquire(1, 5000) ? 1 : 0;
        });
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(heard.results.back(), 1);
        QCOMPARE(job.fraction(), 0.25);
        QCOMPARE(job.step(), QString("kernel matrix"));
    }

    void waitsForDroppedWorkWhenDestroyed()
    {
        std::atomic<int> inside = 0;
        QSemaphore entered;
        const auto work = [&](Progress& progress) -> int {
            ++inside;
            entered.release();
            try {
                return untilCancelled(progress);
            } catch (const Cancelled&) {
                --inside;
                throw;
            }
        };
        {
            Heard<int> heard;
            auto& job = heard.job;
            job.start(work);
            QVERIFY(entered.tryAcquire(1, 5000));
            job.start(work);
            QVERIFY(entered.tryAcquire(1, 5000));
        }
        QCOMPARE(inside.load(), 0);
    }
};

QTEST_MAIN(LatestJobTest)
#include "latest_job_test.moc"
