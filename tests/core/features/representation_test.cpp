#include "core/features/representation.h"

#include "core/dataset/subset.h"
#include "core/features/coulomb_matrix.h"
#include "core/mbtr/presets.h"
#include "core/store/representation_json.h"
#include "tests/support/message_of.h"
#include "tests/support/small_dataset.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

namespace {

/// H and Li one bohr apart, and helium alone.
Dataset twoMolecules()
{
    Dataset dataset;
    dataset.structures.push_back({.name = "LiH", .species = {1, 3}, .positions = Eigen::Matrix3Xd::Zero(3, 2), .cell = {}});
    dataset.structures[0].positions(0, 1) = 0.529177210903;
    dataset.structures.push_back({.name = "He", .species = {2}, .positions = Eigen::Matrix3Xd::Zero(3, 1), .cell = {}});
    return dataset;
}

FeatureMatrix featuresOf(const Dataset& dataset, RepresentationKind kind)
{
    Progress progress;
    return buildFeatures(dataset, representationFor(dataset, kind, {}), progress);
}

MbtrSettings twoTerms()
{
    MbtrSettings settings = preset("default");
    settings.terms.resize(2);
    return settings;
}

} // namespace

class RepresentationTest : public QObject {
    Q_OBJECT

private slots:
    void sortsTheCoulombMatrixByTheNormOfItsRows()
    {
        // Rupp et al. 2012: Li (0.5 * 3^2.4 = 6.9833) comes before H (0.5); their repulsion is 3 hartree at one bohr.
        const auto values = featuresOf(twoMolecules(), RepresentationKind::CoulombMatrix).values;
        QCOMPARE(values.cols(), 3);
        QVERIFY(std::abs(values(0, 0) - 6.9833051) < 1e-6);
        QVERIFY(std::abs(values(0, 1) - 3) < 1e-12);
        QCOMPARE(values(0, 2), 0.5);
        QVERIFY(std::abs(values(1, 0) - 0.5 * std::pow(2, 2.4)) < 1e-12);
        QCOMPARE(values(1, 1), 0.0);
    }
    void fillsABagForEachKindOfPair()
    {
        // Bags: H, He, Li, H-Li.
        const auto values = featuresOf(twoMolecules(), RepresentationKind::BagOfBonds).values;
        QCOMPARE(values.cols(), 4);
        QCOMPARE(values(0, 0), 0.5);
        QCOMPARE(values(0, 1), 0.0);
        QVERIFY(std::abs(values(0, 3) - 3) < 1e-12);
        QVERIFY(values(1, 1) > 2.6 && values(1, 3) == 0);
    }
    void doesNotSeeTheOrderOfAtoms_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("coulomb") << 1;
        QTest::newRow("bob") << 2;
    }
    void doesNotSeeTheOrderOfAtoms()
    {
        QFETCH(int, kind);
        Dataset dataset = *test::smallDataset();
        const auto before = featuresOf(dataset, static_cast<RepresentationKind>(kind)).values;
        for (Structure& structure : dataset.structures) {
            std::reverse(structure.species.begin(), structure.species.end());
            structure.positions = structure.positions.rowwise().reverse().eval();
        }
        QVERIFY(featuresOf(dataset, static_cast<RepresentationKind>(kind)).values.isApprox(before, 1e-13));
    }
    void refusesCrystalsAndLargerMolecules()
    {
        Dataset dataset = twoMolecules();
        const Representation representation = representationFor(dataset, RepresentationKind::CoulombMatrix, {});
        dataset.structures[1].species = {2, 2, 2};
        dataset.structures[1].positions = Eigen::Matrix3Xd::Random(3, 3);
        Progress progress;
        QCOMPARE(test::messageOf([&] { buildFeatures(dataset, representation, progress); }),
                 "representation: structure 2 ('He') has 3 atoms, the Coulomb matrix has room for 2");
    }
    void namesTheElementThatIsNotKnown()
    {
        const std::vector<int> known {1, 3};
        QCOMPARE(test::messageOf([&] { requireKnownElements(twoMolecules(), known); }),
                 "elements: structure 2 ('He') contains He, but the model knows only H, Li");
    }
    void scalesTermsToTheSameVariance()
    {
        const auto dataset = test::smallDataset(true);
        Progress progress;
        FeatureMatrix features
            = buildFeatures(*dataset, representationFor(*dataset, RepresentationKind::Mbtr, twoTerms()), progress);
        scaleTermsEvenly(features, allRows(*dataset));
        std::vector<double> variances(2, 0.0);
        for (const Block& block : features.layout->blocks) {
            const auto columns = features.values.middleCols(block.begin, features.layout->binCount(block));
            variances[block.term] += (columns.rowwise() - columns.colwise().mean()).squaredNorm();
        }
        QVERIFY(variances[0] > 0);
        QVERIFY(std::abs(variances[0] / variances[1] - 1) < 1e-10);
    }
    void isTheSameAfterJson()
    {
        for (const RepresentationKind kind :
             {RepresentationKind::Mbtr, RepresentationKind::CoulombMatrix, RepresentationKind::BagOfBonds}) {
            Representation representation = representationFor(twoMolecules(), kind, twoTerms());
            if (kind == RepresentationKind::Mbtr)
                representation.termScales = {0.5, 2};
            QVERIFY(representationFromJson(representationToJson(representation)) == representation);
        }
    }
};

QTEST_APPLESS_MAIN(RepresentationTest)
#include "representation_test.moc"
