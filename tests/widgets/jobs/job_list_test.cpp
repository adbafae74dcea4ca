#include "tests/widgets/jobs/heard.h"

#include <QSignalSpy>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

class JobListTest : public QObject {
    Q_OBJECT

private slots:
    void holdsAJobWhileItRuns()
    {
        Heard<int> heard;
        auto& [list, results, problems, job] = heard;
        QVERIFY(list.isIdle());
        job.start([](Progress&) { return 1; });
        QCOMPARE(list.running(), QList<Job*> {&job});
        QTRY_VERIFY(list.isIdle());
    }

    void holdsARestartedJobOnce()
    {
        Heard<int> heard;
        auto& [list, results, problems, job] = heard;
        job.start([](Progress&) { return 1; });
        job.start([](Progress&) { return 2; });
        QCOMPARE(list.running().size(), 1);
        QTRY_VERIFY(list.isIdle());
    }

    void passesOnWhatFailed()
    {
        Heard<int> heard;
        auto& [list, results, problems, job] = heard;
        QSignalSpy failed(&list, &JobList::failed);
        job.start([](Progress&) -> int { throw NumericalError("pivot 3 is -0.1"); });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QString("pivot 3 is -0.1"));
        QVERIFY(list.isIdle());
    }

    void forgetsAJobThatIsDestroyed()
    {
        JobList list;
        {
            LatestJob<int> job(
                list, "work", [](int) {}, list.reporter());
            job.start([](Progress&) { return 1; });
            QVERIFY(!list.isIdle());
        }
        QVERIFY(list.isIdle());
    }
};

QTEST_MAIN(JobListTest)
#include "job_list_test.moc"
