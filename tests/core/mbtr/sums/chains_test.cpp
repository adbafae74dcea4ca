#include "core/mbtr/broadening.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/compare.h"

#include <Eigen/Geometry>
#include <QTest>
#include <cmath>
#include <numbers>

using namespace mbtr;
using test::relativeDifference;

namespace {

Structure butaneLike()
{
    Structure structure;
    structure.name = "made up";
    structure.species = {6, 6, 8, 1, 1};
    structure.positions.resize(3, 5);
    structure.positions << 0, 1.5, 2.1, 3.0, -0.4, //
        0, 0.1, 1.3, 1.5, 0.9, //
        0, -0.2, 0.3, 1.0, -0.5;
    return structure;
}

MbtrSettings settings(Geometry geometry)
{
    return {.terms = {{.k = 4,
                       .geometry = geometry,
                       .weighting = {.function = WeightingFunction::Exp, .scale = 0.7, .threshold = 1e-3},
                       .grid = {.min = -3.5, .max = 3.5, .n = 70},
                       .sigma = 0.1}}};
}

std::vector<double> compute(const Structure& structure, const MbtrSettings& with)
{
    Progress progress;
    return computeMbtr(structure, std::make_shared<Layout>(layoutOf(with, elementsOf(structure))), progress).flat();
}

/// Signed dihedral angle by rotating into the frame of the middle bond; IUPAC: positive clockwise seen along the bond.
double dihedralOf(const Eigen::Vector3d& a, const Eigen::Vector3d& b, const Eigen::Vector3d& c, const Eigen::Vector3d& d)
{
    const Eigen::Vector3d axis = (c - b).normalized();
    const Eigen::Vector3d u = ((a - b) - (a - b).dot(axis) * axis).normalized();
    const Eigen::Vector3d v = ((d - c) - (d - c).dot(axis) * axis).normalized();
    return std::atan2(axis.dot(u.cross(v)), u.dot(v));
}

/// The definition, read off the paper: all ordered tuples, kept reversals, then folded.
std::vector<double> bruteForce(const Structure& structure, const MbtrSettings& with)
{
    const Layout layout = layoutOf(with, elementsOf(structure));
    std::vector<double> values(static_cast<std::size_t>(layout.featureCount), 0.0);
    const int n = structure.atomCount();
    for (int a = 0; a < n; ++a)
        for (int b = 0; b < n; ++b)
            for (int c = 0; c < n; ++c)
                for (int d = 0; d < n; ++d) {
                    if (a == b || a == c || a == d || b == c || b == d || c == d)
                        continue;
                    const auto at = [&](int i) { return Eigen::Vector3d(structure.positions.col(i)); };
                    const double length = (at(b) - at(a)).norm() + (at(c) - at(b)).norm() + (at(d) - at(c)).norm();
                    const double weight = std::exp(-0.7 * length);
                    if (weight < 1e-3)
                        continue;
                    for (const Block& block : layout.blocks) {
                        const std::array<int, 4> tuple {structure.species[a], structure.species[b], structure.species[c],
                                                        structure.species[d]};
                        if (tuple != block.species)
                            continue;
                        const bool ownMirror = block.species[0] == block.species[3] && block.species[1] == block.species[2];
                        for (const int turn : {-1, 0, 1}) // the angle lies on a circle
                            addGaussianDirectly(std::span(values).subspan(static_cast<std::size_t>(block.begin), 70),
                                                layout.bins[0],
                                                dihedralOf(at(a), at(b), at(c), at(d)) + 2 * std::numbers::pi * turn, 0.1,
                                                ownMirror ? weight / 2 : weight);
                    }
                }
    return values;
}

Structure mirrored(Structure structure)
{
    structure.positions.row(2) *= -1;
    return structure;
}

Structure chainCrystal()
{
    Structure structure = butaneLike();
    Cell cell;
    cell.vectors << 4.3, 0.3, -0.2, 0.5, 4.1, 0.6, -0.3, 0.9, 3.8;
    structure.cell = cell;
    return structure;
}

} // namespace

class ChainsTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDefinition()
    {
        const auto expected = bruteForce(butaneLike(), settings(Geometry::SignedDihedral));
        QVERIFY(relativeDifference(expected, compute(butaneLike(), settings(Geometry::SignedDihedral))) < 1e-9);
    }
    void onlyTheSignedDihedralTellsMirrorImagesApart()
    {
        for (const Geometry geometry : {Geometry::Dihedral, Geometry::CosDihedral, Geometry::Unity})
            QVERIFY(
                relativeDifference(compute(butaneLike(), settings(geometry)), compute(mirrored(butaneLike()), settings(geometry)))
                < 1e-11);
        const MbtrSettings with = settings(Geometry::SignedDihedral);
        QVERIFY(relativeDifference(compute(butaneLike(), with), compute(mirrored(butaneLike()), with)) > 0.5);
    }
    void isExtensiveOverSupercells()
    {
        const Structure unit = chainCrystal();
        Structure twice = unit;
        twice.species.insert(twice.species.end(), unit.species.begin(), unit.species.end());
        twice.positions.resize(3, 10);
        twice.positions << unit.positions, unit.positions.colwise() + Eigen::Vector3d(unit.cell->vectors.row(1));
        twice.cell->vectors.row(1) *= 2;
        auto doubled = compute(unit, settings(Geometry::Dihedral));
        for (double& value : doubled)
            value *= 2;
        QVERIFY(relativeDifference(doubled, compute(twice, settings(Geometry::Dihedral))) < 1e-11);
    }
    void theChainOfHydrogenPeroxideTurnsWithItsDihedral()
    {
        // H-O-O-H with right angles at the oxygen atoms: the hydrogen atoms are turned by 111.5 degrees against each other.
        const double angle = 111.5 * std::acos(-1.0) / 180;
        Structure peroxide;
        peroxide.species = {1, 8, 8, 1};
        peroxide.positions.resize(3, 4);
        peroxide.positions << 0.97, 0, 0, 0.97 * std::cos(angle), 0, 0, 0, 0.97 * std::sin(angle), 0, 0, 1.46, 1.46;
        MbtrSettings with = settings(Geometry::Dihedral);
        with.terms[0].weighting = {.rCut = 1.6}; // bonds only: H and the other O are 1.75 angstrom apart
        with.terms[0].sigma = 1e-3;
        const Layout layout = layoutOf(with, std::vector {1, 8});
        const auto values = compute(peroxide, with);
        const int bin = static_cast<int>((angle - layout.bins[0].left) / layout.bins[0].step);
        for (const Block& block : layout.blocks) {
            const double expected = blockName(block) == "H-O-O-H" ? 1 : 0;
            QVERIFY(std::abs(values[static_cast<std::size_t>(block.begin + bin)] - expected) < 1e-12);
        }
    }
};

QTEST_APPLESS_MAIN(ChainsTest)
#include "chains_test.moc"
