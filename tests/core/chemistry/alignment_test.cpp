#include "core/chemistry/alignment.h"
#include "tests/support/structures.h"

#include <Eigen/Geometry>
#include <QTest>

using namespace mbtr;

namespace {

/// Turned, shifted, its atoms in reverse order.
Structure disguised(const Structure& structure)
{
    const Eigen::Matrix3d turn = Eigen::AngleAxisd(2.1, Eigen::Vector3d(1, -2, 0.5).normalized()).toRotationMatrix();
    Structure other = structure;
    for (int i = 0; i < structure.atomCount(); ++i) {
        const int from = structure.atomCount() - 1 - i;
        other.species[std::size_t(i)] = structure.species[std::size_t(from)];
        other.positions.col(i) = turn * structure.positions.col(from) + Eigen::Vector3d(3, -1, 7);
    }
    return other;
}

Progress progress;

} // namespace

class AlignmentTest : public QObject {
    Q_OBJECT

private slots:
    void findsATurnedMoleculeWithReorderedAtoms()
    {
        const Structure ethanol = test::ethanol();
        const Alignment found = align(ethanol, disguised(ethanol), progress);
        QCOMPARE(found.pairs.size(), 9u);
        QVERIFY2(found.rmsd < 1e-7, qPrintable(QString::number(found.rmsd)));
        QVERIFY(std::abs(found.rotation.determinant() - 1) < 1e-12);
        const Structure back = applyAlignment(disguised(ethanol), found);
        for (const auto& [i, j] : found.pairs)
            QVERIFY((back.positions.col(j) - ethanol.positions.col(i)).norm() < 1e-6);
    }

    void matchesOnlyAtomsOfOneElement()
    {
        const Structure molecule = test::unevenMolecule();
        const Structure other = disguised(molecule);
        const Alignment found = align(molecule, other, progress);
        QCOMPARE(found.pairs.size(), 6u);
        for (const auto& [i, j] : found.pairs)
            QCOMPARE(molecule.species[std::size_t(i)], other.species[std::size_t(j)]);
    }

    void aStretchedBondGivesTheRmsdOfTwoPoints()
    {
        // Two atoms 1 and 1.2 angstrom apart: each is off by 0.1.
        Structure a {.species = {1, 8}, .positions = Eigen::Matrix3Xd::Zero(3, 2)};
        Structure b = a;
        a.positions(0, 1) = 1;
        b.positions(2, 1) = 1.2;
        QVERIFY(std::abs(align(a, b, progress).rmsd - 0.1) < 1e-12);
    }

    void aMirrorImageIsNotLaidOntoItsOriginal()
    {
        const Structure molecule = test::unevenMolecule();
        Structure mirror = molecule;
        mirror.positions.row(0) *= -1;
        const Alignment found = align(molecule, mirror, progress);
        QVERIFY(found.rmsd > 0.05);
        QVERIFY(std::abs(found.rotation.determinant() - 1) < 1e-12);
    }

    void leavesAtomsWithoutPartnerOut()
    {
        const Structure ethanol = test::ethanol();
        Structure less = ethanol; // without its last atom
        less.species.pop_back();
        less.positions.conservativeResize(3, 8);
        const Alignment found = align(ethanol, less, progress);
        QCOMPARE(found.pairs.size(), 8u);
        QVERIFY(found.rmsd < 1e-7);
    }

    void structuresWithoutCommonElementHaveNoPairs()
    {
        const Structure a {.species = {1}, .positions = Eigen::Matrix3Xd::Zero(3, 1)};
        const Structure b {.species = {2}, .positions = Eigen::Matrix3Xd::Zero(3, 1)};
        QVERIFY(align(a, b, progress).pairs.empty());
    }
};

QTEST_APPLESS_MAIN(AlignmentTest)
#include "alignment_test.moc"
