#include "core/base/error.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/contributions/selected_tuples.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/truncation/cut_weight.h"
#include "tests/support/compare.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <Eigen/Geometry>
#include <QTest>
#include <cmath>
#include <numeric>

using namespace mbtr;

namespace {

using W = WeightingFunction;

/// Copper, 3.615 angstrom: 4 atoms.
Structure copper()
{
    Structure structure = test::rockSalt();
    structure.name = "copper";
    structure.species = {29, 29, 29, 29};
    structure.positions = (structure.positions.leftCols(4) * (3.615 / 5.64)).eval();
    structure.cell->vectors *= 3.615 / 5.64;
    return structure;
}

Structure doubled(const Structure& unit)
{
    Structure large = unit;
    large.species.clear();
    large.positions.resize(3, 8 * unit.atomCount());
    for (int copy = 0, atom = 0; copy < 8; ++copy)
        for (int i = 0; i < unit.atomCount(); ++i, ++atom) {
            large.species.push_back(unit.species[static_cast<std::size_t>(i)]);
            large.positions.col(atom)
                = unit.positions.col(i) + unit.cell->toCartesian({Eigen::Vector3d(copy % 2, copy / 2 % 2, copy / 4)});
        }
    large.cell->vectors *= 2;
    return large;
}

/// And with positions and cell rounded as files do.
Structure turned(Structure structure)
{
    const Eigen::Matrix3d by = Eigen::AngleAxisd(0.83, Eigen::Vector3d(0.3, 1, -0.6).normalized()).toRotationMatrix();
    const auto rounded = [](double x) { return std::round(x * 1e8) / 1e8; };
    structure.positions = (by * structure.positions).unaryExpr(rounded).eval();
    structure.cell->vectors = (structure.cell->vectors * by.transpose()).unaryExpr(rounded).eval();
    return structure;
}

std::vector<Structure> allViews(const Structure& structure)
{
    return {structure, turned(structure), doubled(structure), turned(doubled(structure))};
}

MbtrSettings settings(int k, Geometry geometry, const Weighting& weighting)
{
    return {.terms
            = {{.k = k, .geometry = geometry, .weighting = weighting, .grid = {.min = -10, .max = 40, .n = 250}, .sigma = 0.5}},
            .normalization = Normalization::NAtoms};
}

std::shared_ptr<const Layout> layoutOf(const Structure& structure, const MbtrSettings& with)
{
    return std::make_shared<Layout>(mbtr::layoutOf(with, elementsOf(structure)));
}

/// Weight of all tuples per atom: what the whole grid holds.
double totalOf(const Structure& structure, const MbtrSettings& with)
{
    Progress progress;
    const auto values = computeMbtr(structure, layoutOf(structure, with), progress).flat();
    return std::accumulate(values.begin(), values.end(), 0.0);
}

bool agree(double a, double b)
{
    return std::abs(a - b) < 1e-6 * std::abs(a);
}

} // namespace

class LimitsTest : public QObject {
    Q_OBJECT

private slots:
    void shellsOnTheLimitCount_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addColumn<int>("k");
        QTest::addColumn<Geometry>("geometry");
        QTest::addColumn<Weighting>("weighting");
        QTest::addColumn<double>("expected"); // tuples an atom, times their weight
        const auto within = [](double r) { return Weighting {.function = W::Unity, .rCut = r}; };
        const double nearest = 3.615 / std::sqrt(2.0);
        // fcc: 12 neighbours at a/sqrt 2, 6 at a; rock salt: 6 at a/2.
        QTest::newRow("pairs, r_cut = a") << copper() << 2 << Geometry::Distance << within(3.615) << 9.0;
        QTest::newRow("pairs, r_cut = a bond") << copper() << 2 << Geometry::Distance << within(nearest) << 6.0;
        QTest::newRow("pairs of rock salt") << test::rockSalt() << 2 << Geometry::Distance << within(2.82) << 3.0;
        QTest::newRow("triples of rock salt") << test::rockSalt() << 3 << Geometry::Angle << within(2.82) << 15.0;
        QTest::newRow("triples of copper") << copper() << 3 << Geometry::Cosine << within(nearest) << 66.0;
        // Six bonds, five more at the one end and five at the other (no ring closes at once), each chain once.
        QTest::newRow("chains of rock salt") << test::rockSalt() << 4 << Geometry::Unity << within(2.82) << 75.0;
        QTest::newRow("pairs, threshold") << test::rockSalt() << 2 << Geometry::Distance
                                          << Weighting {.function = W::Exp, .scale = 1, .threshold = std::exp(-2.82)}
                                          << 3 * std::exp(-2.82);
        QTest::newRow("pairs, r_cut of exp") << test::rockSalt() << 2 << Geometry::Distance
                                             << Weighting {.function = W::Exp, .threshold = 0.01, .rCut = 2.82} << 0.03;
        // Two bonds at right angles make triangles of the sides 1, 1, sqrt 2 (in bonds): 12 around an atom, each with three atoms
        // to be in the middle. No other triangle is as small.
        QTest::newRow("triples, threshold") << test::rockSalt() << 3 << Geometry::Angle
                                            << Weighting {.function = W::Exp,
                                                          .scale = 0.5,
                                                          .threshold = std::exp(-0.5 * 2.82 * (2 + std::sqrt(2.0)))}
                                            << 36 * std::exp(-0.5 * 2.82 * (2 + std::sqrt(2.0)));
        QTest::newRow("pairs, accuracy") << test::rockSalt() << 2 << Geometry::Distance
                                         << Weighting {.function = W::InverseSquare, .accuracy = 1 / (2.82 * 2.82)}
                                         << 3 / (2.82 * 2.82);
        QTest::newRow("triples, accuracy") << test::rockSalt() << 3 << Geometry::Angle
                                           << Weighting {.function = W::InversePqrSquared, .accuracy = 1 / std::pow(2.82, 6) / 2}
                                           << 36 / std::pow(2.82, 6) / 2;
        QTest::newRow("triples, accuracy of exp_pqr")
            << test::rockSalt() << 3 << Geometry::Angle
            << Weighting {.function = W::ExpPqr, .scale = 10, .accuracy = std::exp(-std::pow(2.82, 3) * std::sqrt(2.0) / 10)}
            << 36 * std::exp(-std::pow(2.82, 3) * std::sqrt(2.0) / 10);
        QTest::newRow("cutoff of 1/x") << copper() << 2 << Geometry::InverseDistance
                                       << Weighting {.function = W::CutoffInverseX, .cutoff = 3.615} << 9.0;
        QTest::newRow("cutoff of 1/x^2") << copper() << 2 << Geometry::InverseSquare
                                         << Weighting {.function = W::CutoffInverseX, .cutoff = 3.615 * 3.615} << 9.0;
    }
    void shellsOnTheLimitCount()
    {
        QFETCH(Structure, structure);
        QFETCH(int, k);
        QFETCH(Geometry, geometry);
        QFETCH(Weighting, weighting);
        QFETCH(double, expected);
        const MbtrSettings with = settings(k, geometry, weighting);
        for (const Structure& view : allViews(structure)) {
            const double total = totalOf(view, with);
            QVERIFY2(agree(expected, total), qPrintable(QString("%1 of %2").arg(total).arg(expected)));
        }
    }
    void contributionsSelectionsAndDerivativesCountTheSame()
    {
        const MbtrSettings with = settings(2, Geometry::Distance, {.function = W::Unity, .rCut = 3.615});
        Progress progress;
        for (const Structure& view : allViews(copper())) {
            const auto layout = layoutOf(view, with);
            const double atoms = view.atomCount();
            QVERIFY(agree(9, contributionsTo(view, layout, 0, 0, 250, progress).total));
            const auto ofOne = computeMbtrOfAtoms(view, layout, std::vector<int> {0}, Involving::AnyAtom, progress).flat();
            // Of all 18 pairs that one atom is in; pairs of an atom and its own images count half from either end.
            const double own = view.atomCount() == 4 ? 15 : 18;
            QVERIFY(agree(own / atoms, std::accumulate(ofOne.begin(), ofOne.end(), 0.0)));
            // Strain: every pair counts with its length.
            const MbtrGradient gradient = computeMbtrGradient(view, layout, progress);
            Eigen::VectorXd centres(250);
            for (int m = 0; m < 250; ++m)
                centres[m] = layout->bins[0].centre(m);
            const double virial = (gradient.strain.row(0) + gradient.strain.row(4) + gradient.strain.row(8)).dot(centres);
            QVERIFY(std::abs(virial - (6 * 3.615 / std::sqrt(2.0) + 3 * 3.615)) < 1e-4);
        }
    }
    void whatIsCutOffIsTheSame()
    {
        const MbtrSettings with = settings(2, Geometry::Distance, {.function = W::Exp, .threshold = 0.01, .rCut = 3.615});
        Progress progress;
        const double share = cutWeights(copper(), *layoutOf(copper(), with), progress)[0].share();
        for (const Structure& view : allViews(copper()))
            QVERIFY(std::abs(cutWeights(view, *layoutOf(view, with), progress)[0].share() - share) < 1e-4);
    }
    void aRightAngleIsNoNegativeCosine()
    {
        const MbtrSettings with = settings(3, Geometry::Cosine, {.function = W::CutoffInverseX, .rCut = 2.82, .cutoff = 5});
        // Of 15 triples 12 have the cosine 0, which has no inverse, and 3 the cosine -1: 1/x is under every cutoff.
        for (const Structure& view : allViews(test::rockSalt()))
            QVERIFY(agree(3, totalOf(view, with)));
    }
    void weightsThatGrowHaveNoSumInACrystal_data()
    {
        QTest::addColumn<Geometry>("geometry");
        QTest::addColumn<Weighting>("weighting");
        QTest::newRow("exp_inverse_x") << Geometry::Distance << Weighting {.function = W::ExpInverseX, .scale = 1e-3};
        QTest::newRow("exp_inverse_x_squared")
            << Geometry::Distance << Weighting {.function = W::ExpInverseXSquared, .scale = 1e-5};
        QTest::newRow("x") << Geometry::Distance << Weighting {.function = W::X};
        QTest::newRow("sqrt_x") << Geometry::Distance << Weighting {.function = W::SqrtX};
        QTest::newRow("cutoff_inverse_x") << Geometry::Distance << Weighting {.function = W::CutoffInverseX, .cutoff = 0.001};
        QTest::newRow("inverse_x") << Geometry::InverseDistance << Weighting {.function = W::InverseX};
        QTest::newRow("inverse_x of the square") << Geometry::InverseSquare << Weighting {.function = W::InverseX};
    }
    void weightsThatGrowHaveNoSumInACrystal()
    {
        QFETCH(Geometry, geometry);
        QFETCH(Weighting, weighting);
        const auto message = test::messageOf<SettingsError>([&] { totalOf(copper(), settings(2, geometry, weighting)); });
        QVERIFY2(message.find("grows with the distance") != std::string::npos, message.c_str());
        QVERIFY2(message.find("give r_cut") != std::string::npos, message.c_str());
        weighting.rCut = 3;
        QVERIFY(totalOf(copper(), settings(2, geometry, weighting)) >= 0);
    }
};

QTEST_APPLESS_MAIN(LimitsTest)
#include "limits_test.moc"
