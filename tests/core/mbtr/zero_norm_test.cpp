#include "core/mbtr/contributions/moving_mbtr.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/gradients/projected_gradient.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/compare.h"
#include "tests/support/structures.h"

#include <Eigen/Geometry>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mbtr;

namespace {

/// H-S-H with an angle of 90 degrees, turned, positions with so many decimals.
Structure rightAngle(double turn, int decimals)
{
    Structure structure;
    structure.name = "right angle";
    structure.species = {16, 1, 1};
    structure.positions = Eigen::Matrix3d {{0, 1.33, 0}, {0, 0, 1.33}, {0, 0, 0}};
    const Eigen::Matrix3d by = Eigen::AngleAxisd(turn, Eigen::Vector3d(1, 2, -0.4).normalized()).toRotationMatrix();
    const double unit = std::pow(10, decimals);
    structure.positions = (by * structure.positions).unaryExpr([&](double x) { return std::round(x * unit) / unit; }).eval();
    return structure;
}

MbtrSettings settings(Geometry geometry, WeightingFunction function, Normalization normalization)
{
    return {.terms = {{.k = 3,
                       .geometry = geometry,
                       .weighting = {.function = function, .rCut = 1.6},
                       .grid = {.min = -1.3, .max = 1.3, .n = 40},
                       .sigma = 0.1}},
            .normalization = normalization};
}

double largestOf(const std::vector<double>& values)
{
    return std::abs(*std::ranges::max_element(values, {}, [](double v) { return std::abs(v); }));
}

} // namespace

class ZeroNormTest : public QObject {
    Q_OBJECT

private slots:
    void zeroButForRoundingStaysZero_data()
    {
        QTest::addColumn<Geometry>("geometry");
        QTest::addColumn<WeightingFunction>("function");
        for (const Geometry geometry : {Geometry::Cosine, Geometry::DotOverDotdot})
            for (const WeightingFunction function : {WeightingFunction::X, WeightingFunction::XSquared})
                QTest::addRow("%d %d", int(geometry), int(function)) << geometry << function;
    }
    void zeroButForRoundingStaysZero()
    {
        QFETCH(Geometry, geometry);
        QFETCH(WeightingFunction, function);
        Progress progress;
        for (const Normalization normalization : {Normalization::L2, Normalization::Sum})
            for (const int decimals : {8, 16})
                for (const double turn : {0.0, 0.4, 1.3, 2.2}) {
                    const Structure structure = rightAngle(turn, decimals);
                    const auto layout
                        = std::make_shared<Layout>(layoutOf(settings(geometry, function, normalization), elementsOf(structure)));
                    QVERIFY(largestOf(computeMbtr(structure, layout, progress).flat()) < 1e-6);
                    QVERIFY(computeMbtrGradient(structure, layout, progress).positions.cwiseAbs().maxCoeff() < 10);
                    QVERIFY(gradientOfBins(structure, layout, 0, 0, 40, progress).positions.cwiseAbs().maxCoeff() < 10);
                    QVERIFY(largestOf(MovingMbtr(structure, layout, progress).tensor().flat()) < 1e-6);
                }
    }
    void weightsThatCancelLeaveNoRandomDirection()
    {
        const Structure structure = test::water();
        const MbtrSettings with {.species = std::vector {1, 8},
                                 .terms
                                 = {{.k = 1, .geometry = Geometry::Unity, .grid = {.min = 0, .max = 2, .n = 20}, .sigma = 0.1}},
                                 .normalization = Normalization::Sum,
                                 .elementCorrelation = {{1, -1}, {-1, 1}}}; // two H and one O: 2 - 1 and 1 - 2, together nothing
        Progress progress;
        const auto layout = std::make_shared<Layout>(layoutOf(with, elementsOf(structure)));
        QVERIFY(largestOf(computeMbtr(structure, layout, progress).flat()) < 10);
    }
    void othersAreNormalisedAsBefore()
    {
        Progress progress;
        Structure structure = rightAngle(0.3, 16);
        structure.positions.col(2) += Eigen::Vector3d(0.001, 0.002, 0.0); // a cosine of about 0.001
        const auto layout = std::make_shared<Layout>(
            layoutOf(settings(Geometry::Cosine, WeightingFunction::X, Normalization::L2), elementsOf(structure)));
        double squares = 0;
        for (const double value : computeMbtr(structure, layout, progress).flat())
            squares += value * value;
        QVERIFY(std::abs(squares - 1) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(ZeroNormTest)
#include "zero_norm_test.moc"
