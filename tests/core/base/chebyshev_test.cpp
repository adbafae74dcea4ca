#include "core/base/chebyshev.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

namespace {

/// The polynomial through the values of `function` at `count` nodes, at x.
double interpolate(double (*function)(double), int count, double x)
{
    const std::vector<double> nodes = chebyshevNodes(count);
    double value = 0, power = 1;
    for (const std::vector<double>& row : powersFromNodes(count)) {
        double coefficient = 0;
        for (std::size_t j = 0; j < nodes.size(); ++j)
            coefficient += row[j] * function(nodes[j]);
        value += coefficient * power;
        power *= x;
    }
    return value;
}

} // namespace

class ChebyshevTest : public QObject {
    Q_OBJECT

private slots:
    void nodesAreTheZerosOfThePolynomial()
    {
        const auto nodes = chebyshevNodes(3); // T_3 = 4 x^3 - 3 x
        QCOMPARE(nodes.size(), std::size_t(3));
        QVERIFY(std::abs(nodes[0] - std::sqrt(0.75)) < 1e-15);
        QVERIFY(std::abs(nodes[1]) < 1e-15);
        QVERIFY(std::abs(nodes[2] + std::sqrt(0.75)) < 1e-15);
    }
    void reproducesAPolynomialExactly()
    {
        const auto cubic = [](double x) { return 1 - 2 * x + 3 * x * x * x; };
        for (const double x : {-1.0, -0.3, 0.0, 0.77, 1.0})
            QVERIFY(std::abs(interpolate(cubic, 4, x) - cubic(x)) < 1e-14);
    }
    void followsASmoothFunctionBetweenTheNodes()
    {
        const auto exponential = [](double x) { return std::exp(x); };
        for (const double x : {-0.95, -0.2, 0.4, 0.99})
            QVERIFY(std::abs(interpolate(exponential, 8, x) - std::exp(x)) < 2e-7); // 2^-7/8! is the bound
    }
    void onePointIsAConstant()
    {
        QVERIFY(std::abs(chebyshevNodes(1).front()) < 1e-15);
        QCOMPARE(powersFromNodes(1).front().front(), 1.0);
    }
};

QTEST_APPLESS_MAIN(ChebyshevTest)
#include "chebyshev_test.moc"
