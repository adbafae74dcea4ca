#include "core/thermodynamics/lower_hull.h"

#include "core/base/error.h"
#include "core/thermodynamics/hull_program.h"
#include "tests/support/message_of.h"
#include "tests/support/phases.h"

#include <QTest>
#include <numeric>

using namespace mbtr;
using test::phasesOf;

namespace {

std::vector<int> allOf(const PhasePoints& points)
{
    std::vector<int> all(static_cast<std::size_t>(points.energies.size()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

LowerHull hullOf(const PhasePoints& points)
{
    return lowerHull(points.fractions, points.energies);
}

/// The largest difference between the planes of the facets and the linear program, over the compositions of the points.
double differenceToProgram(const PhasePoints& points)
{
    const Eigen::VectorXd hull = hullOf(points).at(points.fractions);
    HullProgram program(points.fractions, points.energies, allOf(points));
    double largest = 0;
    for (Eigen::Index i = 0; i < hull.size(); ++i)
        largest = std::max(largest, std::abs(hull[i] - program.at(points.fractions.col(i)).energy));
    return largest;
}

} // namespace

class LowerHullTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheLinearProgram_data()
    {
        QTest::addColumn<int>("elements");
        QTest::addColumn<int>("count");
        for (const int elements : {2, 3, 4, 5, 6})
            for (const int count : {elements + 3, 40, 200})
                QTest::addRow("%d elements, %d points", elements, count) << elements << count;
    }
    void agreesWithTheLinearProgram()
    {
        QFETCH(int, elements);
        QFETCH(int, count);
        for (unsigned seed = 1; seed <= 5; ++seed)
            QVERIFY2(differenceToProgram(test::randomPhases(elements, count, seed)) < 1e-9,
                     qPrintable(QString("seed %1").arg(seed)));
    }
    void everyVertexIsNeeded()
    {
        const PhasePoints points = test::randomPhases(4, 100, 3);
        HullProgram program(points.fractions, points.energies, allOf(points));
        const LowerHull hull = hullOf(points);
        for (const int vertex : hull.vertices)
            if (points.fractions.col(vertex).maxCoeff() < 1) {
                const auto isTwin = [&](int other) {
                    return other != vertex && points.fractions.col(other).isApprox(points.fractions.col(vertex));
                };
                std::vector<int> others = allOf(points);
                std::erase_if(others, [&](int other) { return other == vertex || isTwin(other); });
                HullProgram without(points.fractions, points.energies, others);
                QVERIFY(without.at(points.fractions.col(vertex)).energy > points.energies[vertex] - 1e-12);
            }
    }
    void ofEqualCompositionsTheLowestCounts()
    {
        // A crystal, a supercell of it, and a worse one of the same composition.
        const LowerHull hull = hullOf(phasesOf({{"Cu", 0}, {"Pd", 0}, {"CuPd", -0.1}, {"Cu2Pd2", -0.1}, {"Cu3Pd3", -0.05}}));
        QCOMPARE(hull.vertices, (std::vector<int> {0, 1, 2}));
        QCOMPARE(hull.facets.size(), 2u);
    }
    void oneCompositionIsItsOwnHull()
    {
        const LowerHull hull = hullOf(phasesOf({{"CuPd", -0.1}, {"Cu2Pd2", -0.3}, {"CuPd", -0.2}}));
        QCOMPARE(hull.vertices, std::vector<int> {1});
        QCOMPARE(hull.at(Eigen::MatrixXd::Constant(2, 1, 0.5))[0], -0.3);
    }
    void threeElementsOnOneLine()
    {
        // Between Li2O and Fe2O3 all compositions lie on a line of the triangle.
        const PhasePoints points = phasesOf({{"Li2O", -1.0}, {"Fe2O3", -1.2}, {"Li2Fe2O4", -1.5}, {"Li4Fe2O5", -1.3}});
        const LowerHull hull = hullOf(points);
        QCOMPARE(hull.facets.size(), hull.vertices.size() - 1);
        QVERIFY(differenceToProgram(points) < 1e-9);
    }
    void planesGiveTheEnergiesOfTheirVertices()
    {
        const PhasePoints points = test::randomPhases(5, 80, 7);
        for (const HullFacet& facet : hullOf(points).facets)
            for (const int vertex : facet.vertices)
                QVERIFY(std::abs(facet.potentials.dot(points.fractions.col(vertex)) - points.energies[vertex]) < 1e-9);
    }
    void aFlatHullHasOnlyTheElements()
    {
        const PhasePoints points = phasesOf({{"Al", 0}, {"Ni", 0}, {"Ti", 0}, {"AlNi", 0.1}, {"AlNiTi", 0.2}, {"NiTi", 0.3}});
        QCOMPARE(hullOf(points).vertices, (std::vector<int> {0, 1, 2}));
        const PhasePoints flat = phasesOf({{"Al", 0}, {"Ni", 0}, {"Ti", 0}, {"AlNi", 0}, {"AlNiTi", 0}});
        QVERIFY(differenceToProgram(flat) < 1e-12);
    }
    void pointsWithoutAnEnergyDoNotCount()
    {
        PhasePoints points = phasesOf({{"Cu", 0}, {"Pd", 0}, {"CuPd", -0.1}, {"Cu3Pd", -0.3}});
        points.energies[3] = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(hullOf(points).vertices, (std::vector<int> {0, 1, 2}));
        points.energies.setConstant(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(QString::fromStdString(test::messageOf([&] { hullOf(points); })),
                 QString("energy: no structure has one, expected at least one of each pure element"));
    }
    void sevenElements()
    {
        const PhasePoints points = test::randomPhases(7, 120, 11);
        QVERIFY(differenceToProgram(points) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(LowerHullTest)
#include "lower_hull_test.moc"
