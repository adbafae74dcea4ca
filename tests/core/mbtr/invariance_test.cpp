#include "core/base/error.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/compare.h"
#include "tests/support/message_of.h"
#include "tests/support/structures.h"

#include <Eigen/Geometry>
#include <QTest>
#include <algorithm>

using namespace mbtr;
using test::relativeDifference;

namespace {

Structure crystal()
{
    Structure structure;
    structure.name = "made up";
    structure.species = {11, 17, 8};
    Cell cell;
    cell.vectors << 4.1, 0.2, -0.3, 0.9, 4.6, 0.4, -0.6, 1.1, 3.9;
    structure.cell = cell;
    structure.positions.resize(3, 3);
    structure.positions << 0.2, 2.1, 3.0, 0.4, 2.6, 0.9, 0.1, 1.8, 2.4;
    return structure;
}

/// Every k, with functions that decay, for molecules and crystals.
MbtrSettings settings()
{
    const auto exponential
        = [](double scale) { return Weighting {.function = WeightingFunction::Exp, .scale = scale, .threshold = 1e-3}; };
    return {.terms = {
                {.k = 1, .geometry = Geometry::Count, .grid = {.min = 0, .max = 10, .n = 20}, .sigma = 0.3},
                {.k = 2,
                 .geometry = Geometry::InverseDistance,
                 .weighting = {.function = WeightingFunction::InverseSquare},
                 .grid = {.min = 0, .max = 1.2, .n = 60},
                 .sigma = 0.03},
                {.k = 2,
                 .geometry = Geometry::Distance,
                 .weighting = exponential(1.1),
                 .grid = {.min = 0, .max = 8, .n = 50},
                 .sigma = 0.1},
                {.k = 3,
                 .geometry = Geometry::Angle,
                 .weighting = exponential(0.9),
                 .grid = {.min = -0.2, .max = 3.4, .n = 50},
                 .sigma = 0.1},
                {.k = 3,
                 .geometry = Geometry::Cosine,
                 .weighting = {.function = WeightingFunction::SmoothCutoff, .rCut = 5.5},
                 .grid = {.min = -1.2, .max = 1.2, .n = 50},
                 .sigma = 0.05},
            }};
}

std::vector<double> compute(const Structure& structure, const MbtrSettings& with = settings())
{
    Progress progress;
    return computeMbtr(structure, std::make_shared<Layout>(layoutOf(with, elementsOf(structure))), progress).flat();
}

Eigen::Matrix3d rotation()
{
    return Eigen::AngleAxisd(1.234, Eigen::Vector3d(1, -2, 0.7).normalized()).toRotationMatrix();
}

/// The same lattice by other vectors: determinant 1 or -1.
void changeCell(Structure& structure, const Eigen::Matrix3d& integers)
{
    structure.cell->vectors = (integers * structure.cell->vectors).eval();
}

/// n x m x l copies.
Structure supercell(const Structure& unit, int n, int m, int l)
{
    Structure large = unit;
    large.species.clear();
    large.positions.resize(3, unit.atomCount() * n * m * l);
    int atom = 0;
    for (int a = 0; a < n; ++a)
        for (int b = 0; b < m; ++b)
            for (int c = 0; c < l; ++c)
                for (int i = 0; i < unit.atomCount(); ++i) {
                    large.species.push_back(unit.species[i]);
                    large.positions.col(atom++) = unit.positions.col(i) + unit.cell->toCartesian({Eigen::Vector3d(a, b, c)});
                }
    large.cell->vectors.row(0) *= n;
    large.cell->vectors.row(1) *= m;
    large.cell->vectors.row(2) *= l;
    return large;
}

/// Without `count`, which sees the size of the cell by definition.
MbtrSettings extensiveSettings()
{
    MbtrSettings extensive = settings();
    extensive.terms[0].geometry = Geometry::AtomicNumber;
    return extensive;
}

} // namespace

class InvarianceTest : public QObject {
    Q_OBJECT

private slots:
    void doesNotChangeUnderRotation()
    {
        for (Structure structure : {test::unevenMolecule(), crystal()}) {
            const auto before = compute(structure);
            structure.positions = (rotation() * structure.positions).eval();
            if (structure.cell)
                structure.cell->vectors = (structure.cell->vectors * rotation().transpose()).eval();
            QVERIFY(relativeDifference(before, compute(structure)) < 1e-11);
        }
    }
    void doesNotChangeUnderTranslation()
    {
        for (Structure structure : {test::unevenMolecule(), crystal()}) {
            const auto before = compute(structure);
            structure.positions.colwise() += Eigen::Vector3d(12.3, -4.5, 0.77);
            QVERIFY(relativeDifference(before, compute(structure)) < 1e-11);
        }
    }
    void doesNotChangeUnderPermutation()
    {
        for (Structure structure : {test::unevenMolecule(), crystal()}) {
            const auto before = compute(structure);
            std::reverse(structure.species.begin(), structure.species.end());
            structure.positions = structure.positions.rowwise().reverse().eval();
            QVERIFY(relativeDifference(before, compute(structure)) < 1e-11);
        }
    }
    void doesNotDependOnTheImageThatIsListed()
    {
        Structure structure = crystal();
        const auto before = compute(structure);
        structure.positions.col(1) += structure.cell->toCartesian({Eigen::Vector3d(3, -2, 1)});
        QVERIFY(relativeDifference(before, compute(structure)) < 1e-11);
    }
    void doesNotDependOnTheChoiceOfCell()
    {
        const auto before = compute(crystal());
        Structure skewed = crystal();
        changeCell(skewed, (Eigen::Matrix3d() << 1, 3, 0, 0, 1, 0, -2, 1, 1).finished());
        QVERIFY(relativeDifference(before, compute(skewed)) < 1e-11);
        Structure leftHanded = crystal();
        changeCell(leftHanded, (Eigen::Matrix3d() << 0, 1, 0, 1, 0, 0, 0, 0, 1).finished());
        QVERIFY(relativeDifference(before, compute(leftHanded)) < 1e-11);
    }
    void isExtensiveOverSupercells()
    {
        const auto one = compute(crystal(), extensiveSettings());
        QVERIFY(relativeDifference(compute(supercell(crystal(), 2, 1, 3), extensiveSettings()), one, 6) < 1e-11);
    }
    void isTheSamePerAtomInSupercells()
    {
        MbtrSettings perAtom = extensiveSettings();
        perAtom.normalization = Normalization::NAtoms;
        const auto one = compute(crystal(), perAtom);
        QVERIFY(relativeDifference(compute(supercell(crystal(), 1, 2, 2), perAtom), one) < 1e-11);
    }
    void slabsAndChainsIgnoreTheVacuum()
    {
        for (const std::array<bool, 3> periodic : {std::array {true, true, false}, std::array {false, true, false}}) {
            Structure structure = crystal();
            structure.cell->periodic = periodic;
            const auto before = compute(structure);
            structure.cell->vectors.row(2) *= 7;
            QVERIFY(relativeDifference(before, compute(structure)) < 1e-11);
        }
    }
    void aCellWithoutPeriodicDirectionsIsAMolecule()
    {
        Structure boxed = crystal();
        boxed.cell->periodic = {false, false, false};
        Structure free = crystal();
        free.cell.reset();
        QCOMPARE(compute(boxed), compute(free));
    }
    void keptReversalsHoldEveryTupleInBothDirections()
    {
        MbtrSettings both = settings();
        both.reversals = Reversals::Kept;
        const Structure structure = test::unevenMolecule();
        const auto halves = std::make_shared<Layout>(layoutOf(settings(), elementsOf(structure)));
        const auto wholes = std::make_shared<Layout>(layoutOf(both, elementsOf(structure)));
        Progress progress;
        const auto half = computeMbtr(structure, halves, progress).flat();
        const auto whole = computeMbtr(structure, wholes, progress).flat();
        for (const Block& block : wholes->blocks) {
            const auto same = std::find_if(halves->blocks.begin(), halves->blocks.end(), [&](const Block& other) {
                auto mirror = other.species;
                std::reverse(mirror.begin(), mirror.begin() + other.k);
                return other.term == block.term && (other.species == block.species || mirror == block.species);
            });
            QVERIFY(same != halves->blocks.end());
            auto mirror = block.species;
            std::reverse(mirror.begin(), mirror.begin() + block.k);
            const double factor = block.k > 1 && mirror == block.species ? 2 : 1;
            for (int m = 0; m < wholes->binCount(block); ++m)
                QCOMPARE(whole[block.begin + m], factor * half[same->begin + m]);
        }
    }
    void weightingsThatDoNotDecayAreRefusedInCrystals()
    {
        MbtrSettings divergent = settings();
        divergent.terms[1].weighting = {};
        const auto message = test::messageOf<SettingsError>([&] { compute(crystal(), divergent); });
        QVERIFY(message.starts_with("terms[1].weighting: ") && message.find("'unity'") != std::string::npos);
        divergent.terms[1].weighting.rCut = 5;
        QVERIFY(!compute(crystal(), divergent).empty());
    }
    void anElementOutsideTheListIsNamed()
    {
        Progress progress;
        const auto layout = std::make_shared<Layout>(layoutOf(settings(), std::vector {1, 6, 8}));
        QCOMPARE(test::messageOf<SettingsError>([&] { computeMbtr(test::unevenMolecule(), layout, progress); }),
                 "species: lacks N, which structure 'made up' contains");
    }
    void aCellTooSmallForTheReachIsRefused()
    {
        Structure structure = crystal();
        structure.cell->vectors *= 1e-6;
        QVERIFY_EXCEPTION_THROWN(compute(structure), NumericalError);
    }
    void atomsAtTheSamePlaceAreRefused()
    {
        Structure structure = test::unevenMolecule();
        structure.positions.col(3) = structure.positions.col(2);
        QVERIFY_EXCEPTION_THROWN(compute(structure), NumericalError);
    }
};

QTEST_APPLESS_MAIN(InvarianceTest)
#include "invariance_test.moc"
