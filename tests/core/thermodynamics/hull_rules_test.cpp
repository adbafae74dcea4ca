#include "core/thermodynamics/hull_rules.h"

#include "core/thermodynamics/lower_hull.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace mbtr;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Two elements and three candidates at x = 1/4, 1/2, 1/2.
struct Example {
    Eigen::MatrixXd fractions {{1, 0, 0.75, 0.5, 0.5}, {0, 1, 0.25, 0.5, 0.5}};
    Eigen::VectorXd formation {{0, 0, kUnknown, kUnknown, kUnknown}};
    std::vector<int> candidates {2, 3, 4};
    Eigen::VectorXd mean {{0.02, -0.01, 0.03}}, spread {{0.05, 0.02, 0.04}}, hull {{0, 0, 0}};
    HullView view {fractions, formation, candidates, mean, spread, hull};
};

/// The mean of max(hull - E, 0) over the normal distribution, by the rectangle rule.
double improvementByIntegration(double below, double spread)
{
    double sum = 0;
    const double step = 1e-4;
    for (double t = -8; t < 8; t += step)
        sum += std::max(below - t * spread, 0.0) * std::exp(-0.5 * t * t) * step / std::sqrt(2 * M_PI);
    return sum;
}

} // namespace

class HullRulesTest : public QObject {
    Q_OBJECT

private slots:
    void expectedImprovementIsTheMeanImprovement()
    {
        const Example example;
        const Eigen::VectorXd scores = expectedImprovement(example.view);
        for (Eigen::Index i = 0; i < 3; ++i)
            QVERIFY(std::abs(scores[i] - improvementByIntegration(-example.mean[i], example.spread[i])) < 1e-7);
    }
    void withoutSpreadTheImprovementIsThatOfTheMean()
    {
        Example example;
        example.spread.setZero();
        QCOMPARE(expectedImprovement(example.view), Eigen::VectorXd(Eigen::Vector3d(0, 0.01, 0)));
    }
    void boundsAndMeans()
    {
        const Example example;
        QVERIFY((lowerConfidenceBound(example.view) - Eigen::Vector3d(0.08, 0.05, 0.05)).norm() < 1e-12);
        QCOMPARE(meanBelowHull(example.view), Eigen::VectorXd(Eigen::Vector3d(-0.02, 0.01, -0.03)));
    }
    void sharesCountTheSamplesWithAVertex()
    {
        const Example example;
        Eigen::MatrixXd energies {{-0.1, 0.1, -0.01, 0.1}, {-0.1, -0.1, -0.1, 0.1}, {0.1, -0.2, 0.1, 0.1}};
        const Eigen::VectorXd shares = vertexShares(example.view, {0, 1, 2}, energies);
        // x = 1/4 lies below the hull of the others in the first sample only; of the two at 1/2 the lower one counts.
        QCOMPARE(shares, Eigen::VectorXd(Eigen::Vector3d(0.25, 0.5, 0.25)));
    }
    void varianceExplainedIsThatOfTheFormula()
    {
        const Example example;
        const Eigen::MatrixXd energies {{0.3, 0.2, 0.1}, {-0.1, -0.2, -0.3}}; // of places 0 and 1
        const Eigen::VectorXd scores = hullVarianceExplained(example.view, {0, 1}, energies);
        // The hull at x = 1/2 is candidate 1's energy, half of it at 1/4, zero at the elements.
        const double variance = 0.02 / 3;
        const double half = variance, quarter = variance / 2;
        const double sum = 2 * half * half + quarter * quarter; // two structures lie at 1/2
        QVERIFY(std::abs(scores[1] - sum / variance) < 1e-12);
        QVERIFY(std::abs(scores[0] - sum / variance) < 1e-12); // it varies as the other one does
        QCOMPARE(scores[2], 0.0);
    }
    void everyRuleHasAName()
    {
        QCOMPARE(hullRuleNames().size(), 7u);
        QCOMPARE(hullRuleNames()[static_cast<std::size_t>(HullRule::Paper)], std::string_view("paper"));
        QCOMPARE(hullRuleNames()[static_cast<std::size_t>(HullRule::Random)], std::string_view("random"));
    }
};

QTEST_APPLESS_MAIN(HullRulesTest)
#include "hull_rules_test.moc"
