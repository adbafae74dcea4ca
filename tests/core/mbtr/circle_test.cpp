#include "core/base/error.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/fit_grids.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/gradients/projected_gradient.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/truncation/grid_truncation.h"
#include "tests/support/compare.h"
#include "tests/support/message_of.h"

#include <Eigen/Geometry>
#include <QTest>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace mbtr;
using test::relativeDifference;

namespace {

constexpr double kPi = std::numbers::pi;

/// A-B-C-D with bonds of 1.2 angstrom at right angles and this dihedral angle (radians).
Structure chain(double dihedral)
{
    Structure structure;
    structure.name = "chain";
    structure.species = {1, 8, 8, 1};
    structure.positions.resize(3, 4);
    structure.positions << 1.2, 0, 0, 1.2 * std::cos(dihedral), //
        0, 0, 0, 1.2 * std::sin(dihedral), //
        0, 0, 1.2, 1.2;
    return structure;
}

/// Two atoms in a cell without any symmetry.
Structure crystal()
{
    Structure structure;
    structure.name = "made up";
    structure.species = {14, 8};
    Cell cell;
    cell.vectors << 3.1, 0.2, -0.3, 0.4, 3.3, 0.5, -0.2, 0.6, 2.9;
    structure.cell = cell;
    structure.positions.resize(3, 2);
    structure.positions << 0.1, 1.7, 0.2, 1.5, 0.1, 1.6;
    return structure;
}

Structure rotated(Structure structure)
{
    const Eigen::Matrix3d by = Eigen::AngleAxisd(1.1, Eigen::Vector3d(1, -2, 0.5).normalized()).toRotationMatrix();
    structure.positions = (by * structure.positions).eval();
    if (structure.cell)
        structure.cell->vectors = (structure.cell->vectors * by.transpose()).eval();
    return structure;
}

MbtrSettings settings(double min, double max, int n, Discretization discretization = Discretization::Paper, double sigma = 0.15)
{
    return {.terms = {{.k = 4,
                       .geometry = Geometry::SignedDihedral,
                       .weighting = {.function = WeightingFunction::Exp, .scale = 0.9, .threshold = 0.0358}, // up to 3.7 A
                       .grid = {.min = min, .max = max, .n = n},
                       .sigma = sigma}},
            .discretization = discretization};
}

std::shared_ptr<const Layout> layoutOf(const Structure& structure, const MbtrSettings& with)
{
    return std::make_shared<Layout>(mbtr::layoutOf(with, elementsOf(structure)));
}

std::vector<double> compute(const Structure& structure, const MbtrSettings& with)
{
    Progress progress;
    return computeMbtr(structure, layoutOf(structure, with), progress).flat();
}

/// The derivatives of all features with respect to a coordinate, zeros for blocks that the structure does not have.
std::vector<double> featuresOf(const MbtrGradient& gradient, int row)
{
    MbtrTensor tensor = gradient.tensor;
    for (std::size_t v = 0; v < tensor.values.size(); ++v)
        tensor.values[v] = gradient.positions(row, static_cast<Eigen::Index>(v));
    return tensor.flat();
}

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

} // namespace

class CircleTest : public QObject {
    Q_OBJECT

private slots:
    void bothSidesOfTheSeamAreTheSame_data()
    {
        QTest::addColumn<double>("half");
        QTest::addColumn<double>("sigma");
        QTest::newRow("the circle") << kPi << 0.15;
        QTest::newRow("more than the circle") << 3.5 << 0.15;
        QTest::newRow("less than the circle") << 2.9 << 0.15;
        QTest::newRow("twice the circle") << 2 * kPi << 0.15;
        QTest::newRow("much narrower than a bin") << kPi << 1e-4;
        QTest::newRow("much wider than the circle") << kPi << 100.0;
    }
    void bothSidesOfTheSeamAreTheSame()
    {
        QFETCH(double, half);
        QFETCH(double, sigma);
        for (const Discretization discretization :
             {Discretization::Paper, Discretization::CentredMass, Discretization::Dscribe}) {
            const MbtrSettings with = settings(-half, half, 61, discretization, sigma);
            const auto below = compute(chain(kPi - 1e-11), with), above = compute(chain(-kPi + 1e-11), with);
            QVERIFY(relativeDifference(below, above) < 1e-5);
            QVERIFY(sumOf(below) > 0 || half < kPi);
        }
    }
    void noMassIsLostOnTheWholeCircle()
    {
        MbtrSettings all = settings(0, 2, 20); // every chain at 1, far from the ends
        all.terms[0].geometry = Geometry::Unity;
        all.terms[0].sigma = 0.1;
        for (const double angle : {-kPi, -3.0, -1.0, 0.0, 2.0, 3.1}) {
            const double weight = sumOf(compute(chain(angle), all));
            QVERIFY(weight > 0.9 * std::exp(-0.9 * 3.6));
            QVERIFY(std::abs(sumOf(compute(chain(angle), settings(-kPi, kPi, 60))) - weight) < 1e-10);
        }
    }
    void turningByABinTurnsTheVector()
    {
        const auto at = [](double angle) { return compute(chain(angle), settings(-kPi, kPi, 60)); };
        auto turned = at(2.9);
        for (auto block = turned.begin(); block != turned.end(); block += 60)
            std::rotate(block, block + 57, block + 60); // by three bins
        QVERIFY(relativeDifference(turned, at(2.9 + 3 * 2 * kPi / 60)) < 1e-9);
    }
    void binsOneTurnApartHoldTheSame()
    {
        const auto values = compute(chain(3.0), settings(-kPi, 3 * kPi, 120));
        for (std::size_t m = 0; m < 60; ++m)
            QVERIFY(std::abs(values[m] - values[m + 60]) < 1e-12);
    }
    void planarChainsAndCrystalsDoNotChangeUnderRotation()
    {
        for (const Structure& structure : {chain(kPi), chain(0), crystal()})
            for (const double half : {kPi, 3.5}) {
                MbtrSettings with = settings(-half, half, 60);
                if (structure.cell)
                    with.terms[0].weighting = {.function = WeightingFunction::Exp, .scale = 0.5, .threshold = 0.01};
                QVERIFY(sumOf(compute(structure, with)) > 0);
                QVERIFY(relativeDifference(compute(structure, with), compute(rotated(structure), with)) < 1e-7);
            }
    }
    void derivativesAgreeWithDifferencesAcrossTheSeam()
    {
        const MbtrSettings with = settings(-kPi, kPi, 40);
        const Structure structure = chain(kPi - 1e-3);
        const auto layout = layoutOf(structure, with);
        Progress progress;
        const MbtrGradient gradient = computeMbtrGradient(structure, layout, progress);
        std::vector<double> weights;
        for (int m = 0; m < layout->featureCount; ++m)
            weights.push_back(std::sin(0.3 * m));
        const ProjectedGradient projected = projectGradient(structure, layout, weights, progress);
        const double largest = gradient.positions.cwiseAbs().maxCoeff(), h = 1e-3;
        QVERIFY(largest > 1e-3);
        for (int row = 0; row < 12; ++row) {
            const std::vector<double> ofRow = featuresOf(gradient, row);
            const auto at = [&](double step) {
                Structure moved = structure;
                moved.positions(row % 3, row / 3) += step;
                return compute(moved, with);
            };
            const auto a = at(2 * h), b = at(h), c = at(-h), d = at(-2 * h);
            double along = 0;
            for (std::size_t m = 0; m < weights.size(); ++m) {
                const double slope = (8 * (b[m] - c[m]) - (a[m] - d[m])) / (12 * h);
                QVERIFY(std::abs(slope - ofRow[m]) < 1e-6 * largest);
                along += weights[m] * slope;
            }
            QVERIFY(std::abs(along - projected.positions(row % 3, row / 3)) < 1e-5 * largest);
        }
    }
    void contributionsAddUpAcrossTheSeam()
    {
        const MbtrSettings with = settings(-3.5, 3.5, 60);
        const auto values = compute(chain(kPi - 0.01), with);
        Progress progress;
        const Structure structure = chain(kPi - 0.01);
        const auto layout = layoutOf(structure, with);
        for (int bin = 0; bin < 60; ++bin)
            for (int block = 0; block < static_cast<int>(layout->blocks.size()); ++block) {
                const auto found = contributionsTo(structure, layout, block, bin, bin + 1, progress);
                const auto at = static_cast<std::size_t>(layout->blocks[static_cast<std::size_t>(block)].begin + bin);
                QVERIFY(std::abs(found.total - values[at]) < 1e-10);
            }
    }
    void gridsAreFittedToTheWholeCircle()
    {
        Dataset dataset;
        dataset.structures = {chain(3.0), chain(-3.1)};
        Progress progress;
        for (const Discretization discretization : {Discretization::Paper, Discretization::Dscribe}) {
            const MbtrSettings fitted = fitGrids(settings(-1, 1, 50, discretization), dataset, progress);
            const Bins bins = binsOf(fitted.terms[0].grid, discretization);
            QVERIFY(std::abs(bins.left + kPi) < 1e-12 && std::abs(bins.right() - kPi) < 1e-12);
            QVERIFY(bins.step <= 0.15);
        }
    }
    void saysWhatLiesOutsideAndWhatIsThereTwice()
    {
        const auto said = [](double half, double angle) {
            const Structure structure = chain(angle);
            const auto layout = layoutOf(structure, settings(-half, half, 60));
            Progress progress;
            std::string text;
            for (const Message& message : gridTruncationMessages(*layout, computeMbtr(structure, layout, progress).weights))
                text += message.text + "\n";
            return text;
        };
        QCOMPARE(said(kPi, kPi), std::string());
        QCOMPARE(said(3.5, kPi),
                 std::string("terms[0] (signed_dihedral): the grid -3.5 to 3.5 covers more than the circle of 6.28319; bins one "
                             "turn apart hold the same\n"));
        QVERIFY(said(2.0, kPi).find("100 % of the weight lies outside the grid -2 to 2") != std::string::npos);
    }
    void weightsThatJumpAtTheSeamAreRefused()
    {
        for (const WeightingFunction function :
             {WeightingFunction::X, WeightingFunction::InverseX, WeightingFunction::CutoffInverseX}) {
            MbtrSettings with = settings(-kPi, kPi, 60);
            with.terms[0].weighting = {.function = function};
            if (function == WeightingFunction::CutoffInverseX)
                with.terms[0].weighting.cutoff = 2;
            QVERIFY(test::messageOf<SettingsError>([&] { validate(with); }).find("jumps between -180 and 180 degrees")
                    != std::string::npos);
        }
    }
    void gridsInDegreesAreRefused()
    {
        const auto message = test::messageOf<SettingsError>([] { validate(settings(-180, 180, 60)); });
        QVERIFY2(message.find("is in radians") != std::string::npos, message.c_str());
    }
};

QTEST_APPLESS_MAIN(CircleTest)
#include "circle_test.moc"
