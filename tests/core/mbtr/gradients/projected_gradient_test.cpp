#include "core/base/error.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/gradients/projected_gradient.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/structures.h"

#include <Eigen/LU>
#include <QTest>
#include <cmath>
#include <numeric>

using namespace mbtr;
using Eigen::Index;

namespace {

MbtrSettings allTerms(Normalization normalization, double sigma = 0.05)
{
    // Scales with which no tuple crosses the threshold.
    const auto exponential
        = [](double scale) { return Weighting {.function = WeightingFunction::Exp, .scale = scale, .threshold = 1e-4}; };
    return {.terms = {{.k = 1, .geometry = Geometry::AtomicNumber, .grid = {.min = 0, .max = 20, .n = 20}, .sigma = 0.3},
                      {.k = 2,
                       .geometry = Geometry::InverseDistance,
                       .weighting = exponential(1.3),
                       .grid = {.min = 0, .max = 1.2, .n = 40},
                       .sigma = sigma},
                      {.k = 3,
                       .geometry = Geometry::Angle,
                       .weighting = exponential(0.8),
                       .grid = {.min = -0.2, .max = 3.4, .n = 40},
                       .sigma = sigma},
                      {.k = 4,
                       .geometry = Geometry::CosDihedral,
                       .weighting = exponential(1.1),
                       .grid = {.min = -1, .max = 1, .n = 40},
                       .sigma = sigma}},
            .normalization = normalization};
}

std::shared_ptr<Layout> layoutOfStructure(const Structure& structure, const MbtrSettings& settings)
{
    return std::make_shared<Layout>(layoutOf(settings, elementsOf(structure)));
}

/// Any numbers of either sign.
std::vector<double> someWeights(std::int64_t count)
{
    std::vector<double> weights;
    for (std::int64_t m = 0; m < count; ++m)
        weights.push_back(std::sin(1.7 * static_cast<double>(m) + 0.3));
    return weights;
}

/// The stored blocks' part of a flat vector.
Eigen::VectorXd stored(const MbtrTensor& tensor, const std::vector<double>& flat)
{
    Eigen::VectorXd values(static_cast<Index>(tensor.values.size()));
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i)
        for (std::size_t v = tensor.offsets[i]; v < tensor.offsets[i + 1]; ++v)
            values[static_cast<Index>(v)]
                = flat[static_cast<std::size_t>(tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])].begin) + v
                       - tensor.offsets[i]];
    return values;
}

double sumOfBins(const Structure& structure, const std::shared_ptr<const Layout>& layout, int block, int begin, int end)
{
    Progress progress;
    const auto values = computeMbtr(structure, layout, progress).flat();
    const auto first = values.begin() + layout->blocks[block].begin;
    return std::accumulate(first + begin, first + end, 0.0);
}

} // namespace

class ProjectedGradientTest : public QObject {
    Q_OBJECT

private slots:
    void isTheWeightedSumOfTheWholeGradient_data()
    {
        QTest::addColumn<bool>("isCrystal");
        QTest::addColumn<MbtrSettings>("settings");
        for (const bool isCrystal : {false, true})
            for (const Normalization normalization :
                 {Normalization::None, Normalization::L2, Normalization::Sum, Normalization::NAtoms, Normalization::ValleOganov})
                if (isCrystal || normalization != Normalization::ValleOganov)
                    QTest::addRow("%s, normalization %d", isCrystal ? "crystal" : "molecule", int(normalization))
                        << isCrystal << allTerms(normalization);
        MbtrSettings kept = allTerms(Normalization::None), correlated = kept;
        kept.reversals = Reversals::Kept;
        correlated.species = {1, 6, 7, 8, 11, 17};
        for (int i = 0; i < 6; ++i) {
            correlated.elementCorrelation.emplace_back();
            for (int j = 0; j < 6; ++j)
                correlated.elementCorrelation.back().push_back(i == j ? 1 : 0.1 * (i + j));
        }
        QTest::newRow("reversals") << false << kept;
        QTest::newRow("element correlation") << false << correlated;
        QTest::newRow("no table") << false << allTerms(Normalization::None, 1e-6);
    }
    void isTheWeightedSumOfTheWholeGradient()
    {
        QFETCH(bool, isCrystal);
        QFETCH(MbtrSettings, settings);
        const Structure structure = isCrystal ? test::triclinicCrystal() : test::droplet(9);
        const auto layout = std::make_shared<Layout>(layoutOf(settings, settings.species.value_or(elementsOf(structure))));
        Progress progress;
        const MbtrGradient whole = computeMbtrGradient(structure, layout, progress);
        const auto weights = someWeights(layout->featureCount);
        const Eigen::VectorXd v = stored(whole.tensor, weights);
        const ProjectedGradient found = projectGradient(structure, layout, weights, progress);

        const Eigen::VectorXd positions = whole.positions * v, strain = whole.strain * v;
        const double largest = whole.positions.cwiseAbs().maxCoeff();
        QVERIFY(positions.norm() > 1e-3 * largest);
        QVERIFY((Eigen::Map<const Eigen::VectorXd>(found.positions.data(), positions.size()) - positions).cwiseAbs().maxCoeff()
                < 1e-8 * largest);
        for (int i = 0; i < 9; ++i)
            QVERIFY(std::abs(found.strain(i / 3, i % 3) - strain[i]) < 1e-8 * largest);
        const double value = Eigen::Map<const Eigen::VectorXd>(whole.tensor.values.data(), v.size()).dot(v);
        QVERIFY(std::abs(found.value - value) < 1e-9 * std::max(1.0, std::abs(value)));
    }
    void ofBinsAgreesWithFiniteDifferences()
    {
        for (const Structure& structure : {test::droplet(7), test::triclinicCrystal()}) {
            const auto layout = layoutOfStructure(structure, allTerms(Normalization::L2, 0.2));
            Progress progress;
            double largest = 0;
            for (const int term : {1, 2, 3}) {
                const int block = layout->firstBlock[term] + 1;
                const ProjectedGradient gradient = gradientOfBins(structure, layout, block, 9, 31, progress);
                QVERIFY(std::abs(gradient.value - sumOfBins(structure, layout, block, 9, 31)) < 1e-10);
                largest = std::max(largest, gradient.positions.cwiseAbs().maxCoeff());
                for (Index i = 0; i < gradient.positions.size(); ++i) {
                    // Fourth order, h = 1e-3 angstrom: truncation and rounding stay below 1e-8.
                    const auto at = [&](double step) {
                        Structure moved = structure;
                        moved.positions(i) += step;
                        return sumOfBins(moved, layout, block, 9, 31);
                    };
                    const double expected = (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3;
                    QVERIFY(std::abs(gradient.positions(i) - expected) < 1e-7);
                }
            }
            QVERIFY(largest > 1e-2);
        }
    }
    void obeysTheSumRules()
    {
        for (const Structure& structure : {test::droplet(20), test::perovskite()}) {
            const auto layout = layoutOfStructure(structure, allTerms(Normalization::None));
            Progress progress;
            const ProjectedGradient gradient = projectGradient(structure, layout, someWeights(layout->featureCount), progress);
            const double largest = std::max(gradient.positions.cwiseAbs().maxCoeff(), 1.0);
            QVERIFY(gradient.positions.rowwise().sum().norm() < 1e-11 * largest); // translation
            const Eigen::Matrix3d moment = gradient.positions * structure.positions.transpose();
            if (!structure.cell)
                QVERIFY((moment - moment.transpose()).norm() < 1e-10 * largest); // no torque
            if (!structure.cell)
                QVERIFY((moment - gradient.strain).norm() < 1e-10 * largest);
            QVERIFY((gradient.strain - gradient.strain.transpose()).norm() < 1e-10 * largest);
        }
    }
    void aRangeOutsideTheGridIsRefused()
    {
        const auto layout = layoutOfStructure(test::water(), allTerms(Normalization::None));
        Progress progress;
        QVERIFY_EXCEPTION_THROWN(gradientOfBins(test::water(), layout, 2, 5, 41, progress), SettingsError);
        QVERIFY_EXCEPTION_THROWN(gradientOfBins(test::water(), layout, 2, 7, 7, progress), SettingsError);
    }
};

QTEST_APPLESS_MAIN(ProjectedGradientTest)
#include "projected_gradient_test.moc"
