#include "core/thermodynamics/energy_check.h"

#include "tests/support/phases.h"
#include "tests/support/random_features.h"

#include <QTest>
#include <limits>

using namespace mbtr;

class EnergyCheckTest : public QObject {
    Q_OBJECT

private slots:
    void aFaultyEnergyIsDoubtful()
    {
        Progress progress;
        test::ToyAlloy alloy = test::toyAlloy(80);
        QVERIFY(doubtfulEnergies(alloy.features, alloy.points.energies, progress).empty());
        alloy.points.energies[33] -= 0.05;
        const auto doubtful = doubtfulEnergies(alloy.features, alloy.points.energies, progress);
        QCOMPARE(doubtful.size(), 1u);
        QCOMPARE(doubtful[0].point, 33);
        QVERIFY(doubtful[0].residual < -kDoubtful);
    }
    void equalFeaturesWithOtherEnergiesAreBlind()
    {
        Progress progress;
        RowMatrix features = test::randomFeatures(6, 5);
        features.row(4) = features.row(1);
        features.row(5) = features.row(2);
        features.row(3) = features.row(2);
        Eigen::VectorXd energies {{0, -0.1, 0.3, 0.3, -0.2, 0.4}};
        auto pairs = blindPairs(features, energies, 1e-5, progress);
        QCOMPARE(pairs.size(), 3u); // 1 and 4, 2 and 5, 3 and 5; 2 and 3 have one energy
        QCOMPARE(pairs[0].a, 1);
        QCOMPARE(pairs[0].b, 4);
        QVERIFY(std::abs(pairs[0].difference + 0.1) < 1e-12);
        energies[4] = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(blindPairs(features, energies, 1e-5, progress).size(), 2u);
    }
};

QTEST_APPLESS_MAIN(EnergyCheckTest)
#include "energy_check_test.moc"
