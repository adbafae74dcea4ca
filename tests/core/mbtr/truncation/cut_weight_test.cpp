#include "core/features/feature_matrix.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/truncation/tuple_truncation.h"
#include "core/mbtr/truncation/weight_tail.h"
#include "tests/support/structures.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

namespace {

Layout layoutWith(const Structure& structure, int k, const Weighting& weighting, Geometry geometry)
{
    const MbtrSettings settings {
        .terms = {{.k = k, .geometry = geometry, .weighting = weighting, .grid = {.min = -4, .max = 9, .n = 20}, .sigma = 0.1}}};
    return layoutOf(settings, elementsOf(structure));
}

CutWeight cutOf(const Structure& structure, int k, const Weighting& weighting, Geometry geometry)
{
    Progress progress;
    return cutWeights(structure, layoutWith(structure, k, weighting, geometry), progress).at(0);
}

Weighting expWeighting(double scale, double threshold)
{
    return {.function = WeightingFunction::Exp, .scale = scale, .threshold = threshold};
}

/// Sites around atom 0 within `reach`, by trying all cells.
std::vector<Eigen::Vector3d> sitesAround(const Structure& structure, const Eigen::Vector3d& centre, double reach)
{
    std::vector<Eigen::Vector3d> sites;
    const auto& periodic = structure.cell->periodic;
    const int n = 1 + static_cast<int>(reach / 2);
    for (int a = periodic[0] ? -n : 0; a <= (periodic[0] ? n : 0); ++a)
        for (int b = periodic[1] ? -n : 0; b <= (periodic[1] ? n : 0); ++b)
            for (int c = periodic[2] ? -n : 0; c <= (periodic[2] ? n : 0); ++c)
                for (int atom = 0; atom < structure.atomCount(); ++atom) {
                    const Eigen::Vector3d site
                        = structure.positions.col(atom) + structure.cell->vectors.transpose() * Eigen::Vector3d(a, b, c) - centre;
                    if (site.norm() > 1e-6 && site.norm() <= reach)
                        sites.push_back(site);
                }
    return sites;
}

/// A cubic lattice with one atom in the cell; spacing 2.5 angstrom.
Structure lattice(bool x, bool y, bool z)
{
    Structure structure;
    structure.species = {29};
    structure.positions = Eigen::Matrix3Xd::Zero(3, 1);
    structure.cell = Cell {.vectors = 2.5 * Eigen::Matrix3d::Identity(), .periodic = {x, y, z}};
    return structure;
}

/// Share of the pairs beyond `limit`, from all those within `reach`.
double shareOfPairs(const Structure& structure, double limit, double reach, double (*weight)(double))
{
    double all = 0, beyond = 0;
    for (const Eigen::Vector3d& site : sitesAround(structure, Eigen::Vector3d::Zero(), reach)) {
        all += weight(site.norm());
        beyond += site.norm() > limit ? weight(site.norm()) : 0;
    }
    return beyond / all;
}

} // namespace

class CutWeightTest : public QObject {
    Q_OBJECT

private slots:
    void pairsBeyondAHardLimitAreCountedExactly()
    {
        Structure line; // distances 1, 2 and 3
        line.species = {1, 1, 1};
        line.positions.resize(3, 3);
        line.positions << 0, 1, 3, 0, 0, 0, 0, 0, 0;
        const CutWeight cut = cutOf(line, 2, {.function = WeightingFunction::Unity, .rCut = 1.5}, Geometry::Distance);
        QCOMPARE(cut.kept, 1.0);
        QCOMPARE(cut.dropped, 2.0);
        QVERIFY(cut.exact);
        const Layout layout = layoutWith(line, 2, {.function = WeightingFunction::Unity, .rCut = 1.5}, Geometry::Distance);
        const Messages messages = tupleTruncationMessages(layout, {cut});
        QCOMPARE(messages.size(), 1u);
        QCOMPARE(messages[0].text,
                 std::string("terms[0] (distance, unity): 66.7 % of the weight lies beyond r_cut 1.5 A and is left out"));
        QVERIFY(messages[0].severity == Severity::Warning);
    }
    void triplesUnderTheThresholdAreWeighedExactly()
    {
        const Structure molecule = test::ethanol();
        double kept = 0, dropped = 0;
        for (int m = 0; m < molecule.atomCount(); ++m)
            for (int a = 0; a < molecule.atomCount(); ++a)
                for (int b = 0; b < a; ++b) {
                    if (a == m || b == m)
                        continue;
                    const Eigen::Vector3d u = molecule.positions.col(a) - molecule.positions.col(m),
                                          v = molecule.positions.col(b) - molecule.positions.col(m);
                    const double weight = std::exp(-(u.norm() + v.norm() + (u - v).norm()));
                    (weight >= 1e-3 ? kept : dropped) += weight;
                }
        const CutWeight cut = cutOf(molecule, 3, expWeighting(1, 1e-3), Geometry::Angle);
        QVERIFY(dropped > 0.01 * kept);
        QVERIFY(std::abs(cut.kept - kept) < 1e-12 * kept);
        QVERIFY(std::abs(cut.dropped - dropped) < 1e-12 * kept);
        QVERIFY(cut.exact);
    }
    void whatIsKeptIsTheWeightOfTheTensor_data()
    {
        QTest::addColumn<int>("k");
        for (const int k : {2, 3, 4})
            QTest::addRow("k = %d", k) << k;
    }
    void whatIsKeptIsTheWeightOfTheTensor()
    {
        QFETCH(int, k);
        const Geometry geometry = k == 2 ? Geometry::Distance : k == 3 ? Geometry::Angle : Geometry::Dihedral;
        const Structure molecule = test::ethanol();
        for (const Weighting& weighting :
             {expWeighting(0.9, k == 2 ? 0.05 : 0.01), Weighting {.function = WeightingFunction::XSquared, .rCut = 2}}) {
            const auto layout = std::make_shared<Layout>(layoutWith(molecule, k, weighting, geometry));
            Progress progress;
            const double total = computeMbtr(molecule, layout, progress).weights[0].total;
            const CutWeight cut = cutWeights(molecule, *layout, progress).at(0);
            QVERIFY(std::abs(cut.kept - total) < 1e-12 * total);
            QVERIFY(cut.dropped > 0);
        }
    }
    void signsDoNotCancel()
    {
        Structure bent; // legs 1, 1 and 1.5: cosines of both signs
        bent.species = {1, 1, 1, 1};
        bent.positions.resize(3, 4);
        bent.positions << 0, 1, -1, 1.2, 0, 0, 0.1, 0.9, 0, 0, 0, 0;
        const CutWeight cut = cutOf(bent, 3, {.function = WeightingFunction::X, .rCut = 1.2}, Geometry::Cosine);
        QVERIFY(cut.share() > 0 && cut.share() < 1);
    }
    void weightingsThatEndByThemselvesLoseNothing()
    {
        for (const Structure& structure : {test::ethanol(), test::rockSalt()}) {
            QCOMPARE(cutOf(structure, 3, {.function = WeightingFunction::SmoothCutoff, .rCut = 5}, Geometry::Angle).share(), 0.0);
            const CutWeight cut
                = cutOf(structure, 2, {.function = WeightingFunction::CutoffInverseX, .cutoff = 4}, Geometry::InverseDistance);
            QVERIFY(cut.share() == 0 && !cut.endless);
        }
    }
    void moleculesWithoutLimitsLoseNothing()
    {
        QCOMPARE(cutOf(test::ethanol(), 2, {.function = WeightingFunction::InverseSquare}, Geometry::InverseDistance).share(),
                 0.0);
    }

    void pairsOfACrystalLoseAboutTheSumOverAllCells()
    {
        const auto weight = [](double d) { return std::exp(-0.5 * d); };
        const double limit = std::log(1000) / 0.5;
        for (const Structure& crystal : {lattice(true, true, true), lattice(true, false, true), lattice(false, false, true)}) {
            const CutWeight cut = cutOf(crystal, 2, expWeighting(0.5, 1e-3), Geometry::Distance);
            const double expected = shareOfPairs(crystal, limit, 60, weight);
            QVERIFY2(std::abs(cut.share() - expected) < 0.05 * expected,
                     qPrintable(QString("%1 %2").arg(cut.share()).arg(expected)));
            QVERIFY(!cut.exact);
        }
    }
    void aGaussianAndAFastPowerLawHaveTails()
    {
        const Structure crystal = lattice(true, true, true);
        const CutWeight gaussian
            = cutOf(crystal, 2, {.function = WeightingFunction::ExpSquare, .scale = 0.05, .accuracy = 0.1}, Geometry::Distance);
        const double expected
            = shareOfPairs(crystal, std::sqrt(std::log(10) / 0.05), 30, [](double d) { return std::exp(-0.05 * d * d); });
        QVERIFY2(std::abs(gaussian.share() - expected) < 0.02 * expected,
                 qPrintable(QString("%1 %2").arg(gaussian.share()).arg(expected)));
        const CutWeight fourth
            = cutOf(crystal, 2, {.function = WeightingFunction::XSquared, .accuracy = 1e-3}, Geometry::InverseSquare);
        // sum of d^-4 over a cubic lattice: 16.5323 / 2.5^4 (Epstein zeta function); the part within 1000^(1/4)
        double inside = 0;
        for (const Eigen::Vector3d& site : sitesAround(crystal, Eigen::Vector3d::Zero(), std::pow(1000, 0.25)))
            inside += std::pow(site.norm(), -4);
        const double lost = 1 - inside / (16.5323 / std::pow(2.5, 4));
        QVERIFY2(std::abs(fourth.share() - lost) < 0.03 * lost, qPrintable(QString("%1 %2").arg(fourth.share()).arg(lost)));
    }
    void triplesOfACrystalLoseAboutTheSumOverAllCells()
    {
        for (const Structure& crystal : {lattice(true, true, true), lattice(true, true, false), lattice(false, true, false)}) {
            const auto sites = sitesAround(crystal, Eigen::Vector3d::Zero(), 17);
            double kept = 0, dropped = 0;
            for (std::size_t a = 0; a < sites.size(); ++a)
                for (std::size_t b = 0; b < a; ++b) {
                    const double weight = std::exp(-0.6 * (sites[a].norm() + sites[b].norm() + (sites[a] - sites[b]).norm()));
                    (weight >= 1e-3 ? kept : dropped) += weight;
                }
            const CutWeight cut = cutOf(crystal, 3, expWeighting(0.6, 1e-3), Geometry::Angle);
            const double expected = dropped / (kept + dropped);
            QVERIFY2(std::abs(cut.share() - expected) < 0.05 * expected,
                     qPrintable(QString("%1 %2").arg(cut.share()).arg(expected)));
        }
    }
    void chainsOfACrystalLoseAboutTheSumOverAllCells()
    {
        const Structure crystal = lattice(true, false, false);
        const auto sites = sitesAround(crystal, Eigen::Vector3d::Zero(), 40);
        double kept = 0, dropped = 0; // b at the origin
        for (const auto& a : sites)
            for (const auto& c : sites)
                for (const auto& step : sites) {
                    const Eigen::Vector3d d = c + step;
                    if ((a - c).norm() < 1e-6 || d.norm() < 1e-6 || (d - a).norm() < 1e-6)
                        continue;
                    const double weight = std::exp(-0.6 * (a.norm() + c.norm() + step.norm()));
                    (weight >= 1e-3 ? kept : dropped) += weight / 2;
                }
        const CutWeight cut = cutOf(crystal, 4, expWeighting(0.6, 1e-3), Geometry::Unity);
        QVERIFY(std::abs(cut.kept - kept) < 1e-9 * kept);
        QVERIFY2(std::abs(cut.dropped - dropped) < 1e-3 * dropped, qPrintable(QString("%1 %2").arg(cut.dropped).arg(dropped)));
    }
    void manyAtomsAreSampledForTheSameShare()
    {
        Structure large = lattice(true, true, true);
        const int n = 6;
        large.species.assign(n * n * n, 29);
        large.positions.resize(3, n * n * n);
        for (int i = 0; i < n * n * n; ++i)
            large.positions.col(i) = 2.5 * Eigen::Vector3d(i % n, i / n % n, i / n / n);
        large.cell->vectors *= n;
        const double small = cutOf(lattice(true, true, true), 3, expWeighting(0.6, 1e-3), Geometry::Angle).share();
        const double sampled = cutOf(large, 3, expWeighting(0.6, 1e-3), Geometry::Angle).share();
        QVERIFY2(std::abs(sampled - small) < 0.02 * small, qPrintable(QString("%1 %2").arg(sampled).arg(small)));
    }
    void farReachesAreTakenAsEvenlySpread()
    {
        // 0.31264 = Q(6, ln 1000): what continuous matter loses, whatever the scale
        const double share = cutOf(test::rockSalt(), 3, expWeighting(0.05, 1e-3), Geometry::Angle).share();
        QVERIFY2(std::abs(share - 0.31264) < 1e-5, qPrintable(QString::number(share)));
    }
    void sumsWithoutEndAreSaidToHaveNone()
    {
        const Structure crystal = test::rockSalt();
        const Weighting hard {.function = WeightingFunction::Unity, .rCut = 5};
        QVERIFY(cutOf(crystal, 2, hard, Geometry::Distance).endless);
        QVERIFY(cutOf(crystal, 3, hard, Geometry::Angle).endless);
        QVERIFY(cutOf(crystal, 4, {.function = WeightingFunction::Unity, .rCut = 3}, Geometry::Dihedral).endless);
        QVERIFY(cutOf(crystal, 2, {.function = WeightingFunction::InverseSquare}, Geometry::InverseDistance).endless);
        QVERIFY(cutOf(crystal, 3, {.function = WeightingFunction::InversePqrSquared}, Geometry::Angle).endless);
        QVERIFY(!cutOf(lattice(true, false, false), 2, {.function = WeightingFunction::InverseSquare}, Geometry::InverseDistance)
                     .endless);
        const Layout layout = layoutWith(crystal, 2, hard, Geometry::Distance);
        const Messages messages = tupleTruncationMessages(layout, {cutOf(crystal, 2, hard, Geometry::Distance)});
        QCOMPARE(messages.size(), 1u);
        QVERIFY(messages[0].severity == Severity::Note);
        QCOMPARE(messages[0].text,
                 std::string("terms[0] (distance, unity): in a crystal the sum of these weights has no end; tuples beyond "
                             "r_cut 5 A are left out by choice"));
    }
    void structuresOfADatasetAddUp()
    {
        Dataset dataset;
        dataset.structures = {test::ethanol(), test::unevenMolecule()};
        const MbtrSettings settings {
            .terms = {{.k = 2, .geometry = Geometry::Distance, .weighting = expWeighting(2, 0.01), .grid = {}, .sigma = 0.1}}};
        MbtrSettings complete = settings;
        complete.terms[0].grid = {.min = 0, .max = 5, .n = 50};
        const auto layout = layoutFor(dataset, complete);
        Progress progress;
        const CutWeight both = cutWeightsOf(dataset, *layout, progress).at(0);
        const CutWeight a = cutWeights(dataset.structures[0], *layout, progress).at(0),
                        b = cutWeights(dataset.structures[1], *layout, progress).at(0);
        QCOMPARE(both.kept, a.kept + b.kept);
        QCOMPARE(both.dropped, a.dropped + b.dropped);
        QVERIFY(both.exact);
    }
    void tailsOfExponentialsFollowTheGammaFunction()
    {
        const auto weight = [](double length) { return std::exp(-0.7 * length); };
        const double tail = tailOfExponential(0.7, 6, 12), shell = tailOfExponential(0.7, 6, 9) - tail;
        QVERIFY(std::abs(tailOverShell(weight, 6, 12) - tail / shell) < 1e-4 * tail / shell);
        QVERIFY(std::isinf(tailOverShell([](double length) { return std::pow(length, -3); }, 3, 10)));
    }
};

QTEST_APPLESS_MAIN(CutWeightTest)
#include "cut_weight_test.moc"
