#include "core/base/progress.h"

#include "core/base/work_counter.h"

#include <QTest>
#include <string>
#include <vector>

using namespace mbtr;

namespace {

/// Keeps what it is told.
class Listener : public Progress {
public:
    void report(double fraction, std::string_view step) override
    {
        fractions.push_back(fraction);
        lastStep = step;
    }
    bool cancelled() const override { return isCancelled; }

    std::vector<double> fractions;
    std::string lastStep;
    bool isCancelled = false;
};

} // namespace

class ProgressTest : public QObject {
    Q_OBJECT

private slots:
    void aPartBecomesItsShareOfTheWhole()
    {
        Listener whole;
        SubProgress half(whole, 0.5, 1), quarter(half, 0, 0.5);
        half.report(0, "begin");
        quarter.report(1, "end of the third quarter");
        QCOMPARE(whole.fractions, (std::vector<double> {0.5, 0.75}));
        QCOMPARE(whole.lastStep, "end of the third quarter");
    }
    void cancellingReachesEveryPart()
    {
        Listener whole;
        SubProgress part(whole, 0, 0.5), partOfPart(part, 0, 1);
        partOfPart.throwIfCancelled();
        whole.isCancelled = true;
        QVERIFY(partOfPart.cancelled());
        QVERIFY_EXCEPTION_THROWN(partOfPart.throwIfCancelled(), Cancelled);
    }
    void workAddsUpToAFraction()
    {
        Listener whole;
        WorkCounter counter(whole, 40, "rows");
        counter.add(10);
        counter.add(20);
        QCOMPARE(whole.fractions, (std::vector<double> {0.25, 0.75}));
        QCOMPARE(whole.lastStep, "rows");
        whole.isCancelled = true;
        QVERIFY_EXCEPTION_THROWN(counter.add(1), Cancelled);
    }
    void workWithoutATotalIsNoDivisionByZero()
    {
        Listener whole;
        WorkCounter(whole, 0, "nothing").add(0);
        QCOMPARE(whole.fractions, std::vector<double> {0});
    }
};

QTEST_APPLESS_MAIN(ProgressTest)
#include "progress_test.moc"
