#include "core/base/error.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/plain_gradient.h"
#include "tests/support/structures.h"

#include <QTest>
#include <cmath>

using namespace mbtr;
using Eigen::Index;

namespace {

Structure molecule()
{
    Structure structure;
    structure.name = "made up";
    structure.species = {6, 8, 1, 1, 7};
    structure.positions.resize(3, 5);
    structure.positions << 0, 1.2, -0.6, -0.5, 2.1, //
        0, 0.1, 0.9, -0.95, 0.9, //
        0, -0.3, 0.1, 0.2, 0.4;
    return structure;
}

MbtrSettings settings(const TermSettings& term, Normalization normalization = Normalization::None)
{
    return {.terms = {term}, .normalization = normalization};
}

/// Wide grids and Gaussians for every geometry; smooth weightings where cut-offs are far out.
TermSettings term(int k, Geometry geometry, Weighting weighting)
{
    const bool angle = info(geometry).unit == "rad";
    const double largest = geometry == Geometry::Distance ? 9 : angle ? 3.6 : 1.6;
    return {.k = k,
            .geometry = geometry,
            .weighting = weighting,
            .grid = {.min = angle ? -3.6 : -1.6, .max = largest, .n = 40},
            .sigma = 0.2};
}

std::vector<double> values(const Structure& structure, const std::shared_ptr<const Layout>& layout)
{
    Progress progress;
    return computeMbtr(structure, layout, progress).values;
}

/// Central difference of fourth order of the stored values, along a motion of all atoms (and of the cell).
/// h = 1e-3 angstrom: truncation h^4 and rounding 1e-16/h both stay far below 1e-6 of the derivative.
template <typename Move>
Eigen::VectorXd difference(const Structure& structure, const std::shared_ptr<const Layout>& layout, Move move)
{
    constexpr double h = 1e-3;
    const auto at = [&](double step) {
        Structure moved = structure;
        move(moved, step);
        const auto v = values(moved, layout);
        return Eigen::VectorXd(Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Index>(v.size())));
    };
    return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
}

void strainBy(Structure& structure, int a, int b, double step)
{
    Eigen::Matrix3d deformation = Eigen::Matrix3d::Identity();
    deformation(a, b) += step;
    structure.positions = (deformation * structure.positions).eval();
    if (structure.cell)
        structure.cell->vectors = (structure.cell->vectors * deformation.transpose()).eval();
}

} // namespace

class MbtrGradientTest : public QObject {
    Q_OBJECT

    void addRow(const char* name, const TermSettings& settings, bool inCrystals = true)
    {
        for (const bool isCrystal : {false, true})
            if (inCrystals || !isCrystal)
                QTest::addRow("%s, %s", name, isCrystal ? "crystal" : "molecule") << settings << isCrystal << Normalization::None;
    }

private slots:
    void agreesWithFiniteDifferences_data()
    {
        QTest::addColumn<TermSettings>("term");
        QTest::addColumn<bool>("isCrystal");
        QTest::addColumn<Normalization>("normalization");
        using W = WeightingFunction;
        // Scales with which no tuple crosses the threshold.
        const auto exponential = [](double scale) { return Weighting {.function = W::Exp, .scale = scale, .threshold = 1e-4}; };
        const Weighting pairs = exponential(1.3), triples = exponential(0.8), chains = exponential(1.1);
        // A hard limit between shells of neighbours, so that no tuple crosses it.
        const auto limited = [](W function, std::optional<double> scale = {}) {
            return Weighting {.function = function, .scale = scale, .rCut = 4.02};
        };
        addRow("distance, exp", term(2, Geometry::Distance, pairs));
        addRow("inverse_distance, inverse_square", term(2, Geometry::InverseDistance, limited(W::InverseSquare)));
        addRow("inverse_square, exp_square", term(2, Geometry::InverseSquare, limited(W::ExpSquare, 0.3)));
        addRow("inverse_distance, x", term(2, Geometry::InverseDistance, limited(W::X)));
        addRow("inverse_distance, x_squared", term(2, Geometry::InverseDistance, limited(W::XSquared)));
        addRow("distance, sqrt_x", term(2, Geometry::Distance, limited(W::SqrtX)));
        addRow("distance, inverse_x", term(2, Geometry::Distance, limited(W::InverseX)));
        addRow("inverse_distance, exp_inverse_x", term(2, Geometry::InverseDistance, limited(W::ExpInverseX, 2)));
        addRow("inverse_distance, exp_inverse_x_squared", term(2, Geometry::InverseDistance, limited(W::ExpInverseXSquared, 2)));
        addRow("angle, exp", term(3, Geometry::Angle, triples));
        addRow("cosine, exp", term(3, Geometry::Cosine, triples));
        addRow("dot_over_dotdot, inverse_pq", term(3, Geometry::DotOverDotdot, limited(W::InversePq)));
        addRow("cosine, inverse_pq_squared", term(3, Geometry::Cosine, limited(W::InversePqSquared)));
        addRow("angle, inverse_pqr", term(3, Geometry::Angle, limited(W::InversePqr)));
        addRow("angle, inverse_pqr_squared", term(3, Geometry::Angle, limited(W::InversePqrSquared)));
        addRow("cosine, exp_pqr", term(3, Geometry::Cosine, limited(W::ExpPqr, 9)));
        addRow("cosine, smooth_cutoff", term(3, Geometry::Cosine, {.function = W::SmoothCutoff, .rCut = 5.0, .sharpness = 3}));
        addRow("dihedral, exp", term(4, Geometry::Dihedral, chains));
        addRow("signed_dihedral, exp", term(4, Geometry::SignedDihedral, chains));
        addRow("cos_dihedral, exp", term(4, Geometry::CosDihedral, chains));
        addRow("unity, exp", term(4, Geometry::Unity, chains));
        for (const bool isCrystal : {false, true})
            for (const Normalization normalization :
                 {Normalization::L2, Normalization::Sum, Normalization::NAtoms, Normalization::ValleOganov})
                if (isCrystal || normalization != Normalization::ValleOganov)
                    QTest::addRow("normalization %d, %d", int(normalization), isCrystal)
                        << term(3, Geometry::Cosine, triples) << isCrystal << normalization;
    }
    void agreesWithFiniteDifferences()
    {
        QFETCH(TermSettings, term);
        QFETCH(bool, isCrystal);
        QFETCH(Normalization, normalization);
        const Structure structure = isCrystal ? test::triclinicCrystal() : molecule();
        const auto layout = std::make_shared<Layout>(layoutOf(settings(term, normalization), elementsOf(structure)));
        Progress progress;
        const MbtrGradient gradient = computeMbtrGradient(structure, layout, progress);
        const double largest = std::max(gradient.positions.cwiseAbs().maxCoeff(), gradient.strain.cwiseAbs().maxCoeff());
        QVERIFY(largest > 1e-6);
        for (int row = 0; row < 3 * structure.atomCount(); ++row) {
            const auto expected = difference(structure, layout,
                                             [row](Structure& moved, double step) { moved.positions(row % 3, row / 3) += step; });
            const double error = (expected - gradient.positions.row(row).transpose()).cwiseAbs().maxCoeff();
            QVERIFY2(error < 1e-6 * largest, qPrintable(QString("coordinate %1: %2 of %3").arg(row).arg(error).arg(largest)));
        }
        for (int row = 0; row < 9; ++row) {
            const auto expected = difference(structure, layout,
                                             [row](Structure& moved, double step) { strainBy(moved, row / 3, row % 3, step); });
            const double error = (expected - gradient.strain.row(row).transpose()).cwiseAbs().maxCoeff();
            QVERIFY2(error < 1e-6 * largest, qPrintable(QString("strain %1: %2 of %3").arg(row).arg(error).arg(largest)));
        }
    }
    void agreesWithThePlainFormulas_data()
    {
        QTest::addColumn<double>("sigma");
        QTest::newRow("wide") << 0.2;
        QTest::newRow("as wide as a bin") << 0.05;
        QTest::newRow("much narrower than a bin: no table") << 1e-6;
        QTest::newRow("much wider than the grid: no table") << 60.0;
    }
    void agreesWithThePlainFormulas()
    {
        QFETCH(double, sigma);
        const Weighting exponential {.function = WeightingFunction::Exp, .scale = 0.8, .threshold = 1e-4};
        for (const Structure& structure : {test::droplet(9), test::triclinicCrystal()}) {
            MbtrSettings with {.terms = {term(1, Geometry::AtomicNumber, {}), term(2, Geometry::InverseDistance, exponential),
                                         term(3, Geometry::Angle, exponential), term(4, Geometry::Dihedral, exponential)}};
            for (TermSettings& one : with.terms)
                one.sigma = sigma;
            const auto layout = std::make_shared<Layout>(layoutOf(with, elementsOf(structure)));
            Progress progress;
            const MbtrGradient gradient = computeMbtrGradient(structure, layout, progress);
            const RowMajorMatrix expected = test::plainGradient(structure, layout);
            const double largest = expected.cwiseAbs().maxCoeff();
            QVERIFY(largest > 1e-6);
            QVERIFY((gradient.positions - expected.topRows(gradient.positions.rows())).cwiseAbs().maxCoeff() < 1e-9 * largest);
            QVERIFY((gradient.strain - expected.bottomRows(9)).cwiseAbs().maxCoeff() < 1e-9 * largest);
        }
    }
    void aWeightThatPassesThroughZeroChanges()
    {
        // Right angles: the weight is the cosine, 0, its derivative is not.
        const Structure corner {
            .name = "corner", .species = {1, 8, 1}, .positions = Eigen::Matrix3d {{1, 0, 0}, {0, 0, 1}, {0, 0, 0}}};
        const auto layout = std::make_shared<Layout>(
            layoutOf(settings(term(3, Geometry::Cosine, {.function = WeightingFunction::X})), elementsOf(corner)));
        Progress progress;
        const MbtrGradient gradient = computeMbtrGradient(corner, layout, progress);
        for (int row = 0; row < 9; ++row) {
            const auto expected
                = difference(corner, layout, [row](Structure& moved, double step) { moved.positions(row % 3, row / 3) += step; });
            QVERIFY((expected - gradient.positions.row(row).transpose()).cwiseAbs().maxCoeff() < 1e-6);
        }
        QVERIFY(gradient.positions.row(1).cwiseAbs().maxCoeff() > 0.1);
    }
    void obeysTheSumRules()
    {
        const Weighting exponential {.function = WeightingFunction::Exp, .scale = 0.8, .threshold = 1e-4};
        for (const Structure& structure : {molecule(), test::triclinicCrystal()}) {
            MbtrSettings with {.terms = {term(1, Geometry::AtomicNumber, {}), term(2, Geometry::InverseDistance, exponential),
                                         term(3, Geometry::Angle, exponential), term(4, Geometry::Dihedral, exponential)}};
            const auto layout = std::make_shared<Layout>(layoutOf(with, elementsOf(structure)));
            Progress progress;
            const MbtrGradient gradient = computeMbtrGradient(structure, layout, progress);
            const double largest = gradient.positions.cwiseAbs().maxCoeff();
            for (Index v = 0; v < gradient.positions.cols(); ++v) {
                Eigen::Vector3d sum = Eigen::Vector3d::Zero();
                Eigen::Matrix3d moment = Eigen::Matrix3d::Zero();
                for (int atom = 0; atom < structure.atomCount(); ++atom) {
                    const Eigen::Vector3d force = gradient.positions.col(v).segment<3>(3 * atom);
                    sum += force;
                    moment += force * structure.positions.col(atom).transpose();
                }
                QVERIFY(sum.norm() < 1e-12 * largest * 10); // translation
                if (!structure.cell) // rotation: no torque
                    QVERIFY((moment - moment.transpose()).norm() < 1e-11 * largest);
                Eigen::Matrix3d strain;
                for (int i = 0; i < 9; ++i)
                    strain(i / 3, i % 3) = gradient.strain(i, v);
                QVERIFY((strain - strain.transpose()).norm() < 1e-11 * largest);
            }
        }
    }
};

QTEST_APPLESS_MAIN(MbtrGradientTest)
#include "mbtr_gradient_test.moc"
