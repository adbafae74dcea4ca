#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"

#include <QSignalSpy>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

class JobListTest : public QObject {
    Q_OBJECT

private slots:
    void holdsAJobWhileItRuns()
    {
        JobList list;
        LatestJob<int> job("work");
        list.add(&job);
        QVERIFY(list.isIdle());
        job.start([](Progress&) { return 1; });
        QCOMPARE(list.running(), QList<Job*> {&job});
        QTRY_VERIFY(list.isIdle());
    }

    void holdsARestartedJobOnce()
    {
        JobList list;
        LatestJob<int> job("work");
        list.add(&job);
        job.start([](Progress&) { return 1; });
        job.start([](Progress&) { return 2; });
        QCOMPARE(list.running().size(), 1);
        QTRY_VERIFY(list.isIdle());
    }

    void passesOnWhatFailed()
    {
        JobList list;
        LatestJob<int> job("work");
        list.add(&job);
        QSignalSpy failed(&list, &JobList::failed);
        job.start([](Progress&) -> int { throw NumericalError("pivot 3 is -0.1"); });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QString("pivot 3 is -0.1"));
        QVERIFY(list.isIdle());
    }

    void cancelsAllJobs()
    {
        JobList list;
        LatestJob<int> first("first");
        LatestJob<int> second("second");
        list.add(&first);
        list.add(&second);
        first.start([](Progress&) { return 1; });
        second.start([](Progress&) { return 1; });
        list.cancelAll();
        QVERIFY(list.isIdle());
        QVERIFY(!first.isRunning() && !second.isRunning());
    }

    void forgetsAJobThatIsDestroyed()
    {
        JobList list;
        {
            LatestJob<int> job("work");
            list.add(&job);
            job.start([](Progress&) { return 1; });
            QVERIFY(!list.isIdle());
        }
        QVERIFY(list.isIdle());
    }
};

QTEST_MAIN(JobListTest)
#include "job_list_test.moc"
