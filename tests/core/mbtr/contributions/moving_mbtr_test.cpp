#include "core/base/error.h"
#include "core/mbtr/contributions/moving_mbtr.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/structures.h"

#include <QTest>
#include <array>
#include <random>

using namespace mbtr;

namespace {

MbtrSettings allTerms(Weighting weighting)
{
    return {.terms = {{.k = 1, .geometry = Geometry::AtomicNumber, .grid = {.min = 0, .max = 20, .n = 40}, .sigma = 0.3},
                      {.k = 2,
                       .geometry = Geometry::InverseDistance,
                       .weighting = weighting,
                       .grid = {.min = 0, .max = 1.2, .n = 60},
                       .sigma = 0.02},
                      {.k = 3,
                       .geometry = Geometry::Angle,
                       .weighting = weighting,
                       .grid = {.min = -0.2, .max = 3.4, .n = 60},
                       .sigma = 0.05},
                      {.k = 4,
                       .geometry = Geometry::Dihedral,
                       .weighting = weighting,
                       .grid = {.min = -0.2, .max = 3.4, .n = 60},
                       .sigma = 0.05}}};
}

const Weighting kExponential {.function = WeightingFunction::Exp, .scale = 0.7, .threshold = 1e-4};

std::shared_ptr<const Layout> layoutOfStructure(const Structure& structure, const MbtrSettings& settings)
{
    return std::make_shared<Layout>(layoutOf(settings, elementsOf(structure)));
}

/// Largest difference, in units of the largest value.
double difference(const MbtrTensor& a, const MbtrTensor& b)
{
    double largest = 0, difference = 0;
    for (std::size_t v = 0; v < a.values.size(); ++v) {
        largest = std::max(largest, std::abs(b.values[v]));
        difference = std::max(difference, std::abs(a.values[v] - b.values[v]));
    }
    return difference / largest;
}

} // namespace

class MovingMbtrTest : public QObject {
    Q_OBJECT

private slots:
    void followsRandomMoves_data()
    {
        QTest::addColumn<bool>("isCrystal");
        QTest::addColumn<MbtrSettings>("settings");
        QTest::addColumn<int>("moves");
        const MbtrSettings exponential = allTerms(kExponential);
        MbtrSettings upToTriples = exponential, normalized = exponential, reversals = exponential, power = exponential;
        upToTriples.terms.pop_back();
        normalized.normalization = Normalization::L2;
        reversals.reversals = Reversals::Kept;
        power.terms = {{.k = 2,
                        .geometry = Geometry::InverseDistance,
                        .weighting = {.function = WeightingFunction::InverseSquare, .accuracy = 1e-2},
                        .grid = {.min = 0, .max = 1.2, .n = 60},
                        .sigma = 0.02},
                       {.k = 3,
                        .geometry = Geometry::Cosine,
                        .weighting = {.function = WeightingFunction::InversePqrSquared, .accuracy = 1e-4},
                        .grid = {.min = -1, .max = 1, .n = 60},
                        .sigma = 0.05}};
        QTest::newRow("molecule") << false << exponential << 1000;
        QTest::newRow("molecule, l2") << false << normalized << 100;
        QTest::newRow("molecule, reversals") << false << reversals << 100;
        QTest::newRow("crystal") << true << upToTriples << 1000;
        QTest::newRow("crystal, chains") << true << exponential << 10;
        QTest::newRow("crystal, power laws") << true << power << 100;
    }
    void followsRandomMoves()
    {
        QFETCH(bool, isCrystal);
        QFETCH(MbtrSettings, settings);
        QFETCH(int, moves);
        const Structure structure = isCrystal ? test::triclinicCrystal() : test::droplet(10);
        const auto layout = layoutOfStructure(structure, settings);
        Progress progress;
        MovingMbtr moving(structure, layout, progress);
        std::mt19937 draw(1);
        const auto offset = [&] { return 0.3 * (static_cast<double>(draw()) / 4294967296.0 - 0.5); };
        for (int move = 0; move < moves; ++move) {
            const int atom = static_cast<int>(draw() % structure.species.size());
            moving.moveAtoms(std::array {atom}, structure.positions.col(atom) + Eigen::Vector3d(offset(), offset(), offset()),
                             progress);
        }
        const MbtrTensor whole = computeMbtr(moving.structure(), layout, progress);
        QVERIFY(difference(computeMbtr(structure, layout, progress), whole) > 1e-3);
        const double drift = difference(moving.tensor(), whole);
        QVERIFY2(drift < 1e-10, qPrintable(QString::number(drift)));
        for (std::size_t t = 0; t < whole.weights.size(); ++t)
            QVERIFY2(std::abs(moving.tensor().weights[t].total / whole.weights[t].total - 1) < 1e-10,
                     qPrintable(QString::number(t)));
    }
    void severalAtomsMoveTogether()
    {
        const Structure structure = test::droplet(14);
        const auto layout = layoutOfStructure(structure, allTerms(kExponential));
        Progress progress;
        MovingMbtr moving(structure, layout, progress);
        const std::vector<int> atoms {3, 0, 11};
        Eigen::Matrix3Xd positions(3, 3);
        for (Eigen::Index i = 0; i < 3; ++i)
            positions.col(i) = structure.positions.col(atoms[i]) + Eigen::Vector3d(0.2, -0.1, 0.1);
        moving.moveAtoms(atoms, positions, progress);
        QCOMPARE(moving.structure().positions.col(11), positions.col(2));
        QVERIFY(difference(moving.tensor(), computeMbtr(moving.structure(), layout, progress)) < 1e-10);
    }
    void aRefusedMoveChangesNothing()
    {
        const Structure structure = test::water();
        const auto layout = layoutOfStructure(structure, allTerms(kExponential));
        Progress progress;
        MovingMbtr moving(structure, layout, progress);
        QVERIFY_EXCEPTION_THROWN(moving.moveAtoms(std::array {1}, structure.positions.col(2), progress), NumericalError);
        QCOMPARE(moving.structure().positions, structure.positions);
        QCOMPARE(moving.tensor().values, computeMbtr(structure, layout, progress).values);
    }
};

QTEST_APPLESS_MAIN(MovingMbtrTest)
#include "moving_mbtr_test.moc"
