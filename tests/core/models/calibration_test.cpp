#include "core/models/calibration.h"

#include "core/base/draws.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

class CalibrationTest : public QObject {
    Q_OBJECT

private slots:
    void coverageCountsErrorsWithinTheirDeviations()
    {
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        const Coverage coverage = coverageOf(std::vector {0.5, -1.5, 3.0, 7.0, 9.0}, std::vector {1.0, 1.0, 1.0, 0.0, unknown});
        QVERIFY(std::abs(coverage.withinOne - 1.0 / 3) < 1e-12);
        QVERIFY(std::abs(coverage.withinTwo - 2.0 / 3) < 1e-12);
        QVERIFY(std::abs(coverage.standardisedRms - std::sqrt((0.25 + 2.25 + 9) / 3)) < 1e-12);
        QVERIFY(std::isnan(coverageOf(std::vector {1.0}, std::vector {0.0}).withinOne));
    }
    /// Two-sided quantiles of the normal distribution as printed in tables: Abramowitz & Stegun 1964, table 26.5.
    void deviationsAreThoseOfTheTables_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("deviations");
        QTest::newRow("half") << 0.5 << 0.67448975;
        QTest::newRow("one deviation") << 0.682689492137 << 1.0;
        QTest::newRow("0.9") << 0.9 << 1.64485363;
        QTest::newRow("0.95") << 0.95 << 1.95996398;
        QTest::newRow("0.999") << 0.999 << 3.29052673;
    }
    void deviationsAreThoseOfTheTables()
    {
        QFETCH(const double, share);
        QFETCH(const double, deviations);
        QVERIFY(std::abs(deviationsThatHold(share) - deviations) < 1e-8);
    }
    void countsErrorsByHand()
    {
        // In standard deviations: 0.5, 1.0, 1.5 and 3; the fourth error has none and does not count.
        const std::vector<double> errors {0.5, -2, 3, 7, -3}, stds {1, 2, 2, 0, 1};
        const auto points = calibrationOf(errors, stds);
        QCOMPARE(points.size(), std::size_t(19));
        QCOMPARE(points[6].expected, 0.35); // 0.454 standard deviations
        QCOMPARE(points[6].found, 0.0);
        QCOMPARE(points[7].found, 0.25); // 0.40: 0.524
        QCOMPARE(points[13].found, 0.5); // 0.70: 1.036
        QCOMPARE(points[17].found, 0.75); // 0.90: 1.645
        QCOMPARE(points[18].found, 0.75); // 0.95: 1.960
    }
    void normalErrorsAreCalibratedAndHalvedDeviationsAreNot()
    {
        Draws draws(3);
        std::vector<double> errors, stds, tooSmall;
        for (int i = 0; i < 40'000; ++i) {
            stds.push_back(0.1 + draws.uniform());
            errors.push_back(stds.back() * draws.normal());
            tooSmall.push_back(stds.back() / 2);
        }
        for (const CalibrationPoint& point : calibrationOf(errors, stds))
            QVERIFY(std::abs(point.found - point.expected) < 0.01); // four standard errors of 40 000 draws
        // 0.6827 of a normal distribution lie within one standard deviation, 0.3829 within a half.
        QVERIFY(std::abs(calibrationOf(errors, tooSmall)[12].found - 0.36) < 0.02);
    }
    void nothingIsSaidWithoutDeviations()
    {
        QVERIFY(calibrationOf({}, {}).empty());
        QVERIFY(calibrationOf(std::vector {1.0, 2.0}, std::vector {0.0, 0.0}).empty());
    }
};

QTEST_APPLESS_MAIN(CalibrationTest)
#include "calibration_test.moc"
