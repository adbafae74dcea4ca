#include "core/models/learning_curve.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <utility>

using namespace mbtr;

namespace {

using Task = std::pair<int, int>; ///< size, repeat

/// Keeps the last fraction, and wants to stop after some trainings.
class Listener : public Progress {
public:
    void report(double fraction, std::string_view) override { last = fraction; }
    bool cancelled() const override { return isCancelled; }

    double last = 0;
    bool isCancelled = false;
};

} // namespace

class LearningCurveTest : public QObject {
    Q_OBJECT

private slots:
    void trainsEverySizeBeforeItRepeatsThem()
    {
        Progress progress;
        std::vector<Task> tasks;
        runLearningCurve(
            {{10, 20}, 2}, {}, [&](int size, int repeat, Progress&) { tasks.emplace_back(size, repeat); }, progress);
        QCOMPARE(tasks, (std::vector<Task> {{10, 0}, {20, 0}, {10, 1}, {20, 1}}));
    }
    void leavesOutWhatIsKnown()
    {
        Progress progress;
        std::vector<Task> tasks;
        runLearningCurve(
            {{10, 20}, 2}, [](int size, int repeat) { return size == 10 && repeat == 1; },
            [&](int size, int repeat, Progress&) { tasks.emplace_back(size, repeat); }, progress);
        QCOMPARE(tasks, (std::vector<Task> {{10, 0}, {20, 0}, {20, 1}}));
    }
    void progressGoesByTheCostOfATraining()
    {
        Listener listener;
        std::vector<double> fractions;
        runLearningCurve(
            {.sizes = {1, 2}, .repeats = 1, .costPower = 2}, {},
            [&](int, int, Progress& part) {
                part.report(1, "");
                fractions.push_back(listener.last);
            },
            listener);
        QCOMPARE(fractions, (std::vector<double> {0.2, 1})); // 1 and 4 of 5
    }
    void stopsWhereItIsCancelled()
    {
        Listener listener;
        int count = 0;
        QVERIFY_EXCEPTION_THROWN(
            runLearningCurve(
                {{10, 20, 40}, 1}, {}, [&](int, int, Progress&) { listener.isCancelled = ++count == 2; }, listener),
            Cancelled);
        QCOMPARE(count, 2);
    }
    void everyRepeatDrawsAnotherSplit()
    {
        const SplitSettings split = splitForSample({.validate = 7, .seed = 3}, 20, 2);
        QCOMPARE(split.train, 20);
        QCOMPARE(split.validate, 7);
        QCOMPARE(split.seed, std::uint64_t(5));
    }
    void samplesAreGatheredBySize()
    {
        const std::vector<LearningSample> samples {{20, 0, 2, 1}, {10, 0, 4, 3}, {20, 1, 1, 0.5}};
        const auto points = pointsOf(samples);
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[0].size, 10);
        QCOMPARE(points[1].rmse, (std::vector<double> {2, 1}));
        QCOMPARE(points[1].mae, (std::vector<double> {1, 0.5}));
    }
    void meanAndDeviationByHand()
    {
        const MeanAndStd found = meanAndStd(std::vector<double> {1, 3, 5, 7});
        QCOMPARE(found.mean, 4.0);
        QCOMPARE(found.std, std::sqrt(5.0)); // (9 + 1 + 1 + 9) / 4
    }
    void findsThePowerLaw()
    {
        std::vector<LearningPoint> points;
        for (const int size : {100, 200, 400, 800})
            points.push_back({size, {3 * std::pow(size, -0.6)}, {}});
        const auto law = fitPowerLaw(points);
        QVERIFY(law);
        QVERIFY(std::abs(law->exponent + 0.6) < 1e-12);
        QVERIFY(std::abs(law->factor - 3) < 1e-10);
    }
    void oneSizeIsNoLaw()
    {
        QVERIFY(!fitPowerLaw(std::vector<LearningPoint> {{100, {1}, {}}}));
        QVERIFY(!fitPowerLaw(std::vector<LearningPoint> {{100, {1}, {}}, {200, {0}, {}}}));
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!fitPowerLaw(std::vector<LearningPoint> {{100, {1}, {}}, {200, {nan}, {}}}));
    }
};

QTEST_APPLESS_MAIN(LearningCurveTest)
#include "learning_curve_test.moc"
