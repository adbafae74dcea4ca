#include "core/models/training_doubts.h"

#include "core/base/error.h"
#include "core/models/property_model.h"
#include "core/models/variance.h"
#include "tests/support/message_of.h"
#include "tests/support/small_dataset.h"

#include <Eigen/Geometry>
#include <QTest>
#include <cmath>
#include <limits>

using namespace mbtr;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

MbtrSettings pairs()
{
    return {.terms = {{.k = 1, .geometry = Geometry::Count, .grid = {.min = 0, .max = 4, .n = 40}, .sigma = 0.2},
                      {.k = 2, .geometry = Geometry::InverseDistance, .grid = {.min = 0, .max = 1.3, .n = 60}, .sigma = 0.03}}};
}

std::vector<double>& valuesOf(Dataset& dataset)
{
    return std::get<StructureNumbers>(dataset.properties.front().values).values;
}

/// The first structures train, the others validate.
TrainingResult trained(const Dataset& dataset, int train, SplitMethod method = SplitMethod::Blocks)
{
    Progress progress;
    const FeatureMatrix features
        = buildFeatures(dataset, representationFor(dataset, RepresentationKind::Mbtr, pairs()), progress);
    TrainingSettings settings;
    settings.target = "energy";
    settings.kernel = GaussianKernel {2};
    settings.split = {.train = train, .method = method};
    return trainKrr(dataset, features, settings, progress);
}

std::string doubtsAbout(const TrainingResult& result)
{
    std::string text;
    for (const Message& message : doubtsOf(result))
        text += message.text + "\n";
    return text;
}

Structure turned(Structure structure)
{
    const Eigen::Matrix3d by = Eigen::AngleAxisd(0.7, Eigen::Vector3d(1, 1, -2).normalized()).toRotationMatrix();
    structure.positions = (by * structure.positions).eval();
    structure.positions.colwise() += Eigen::Vector3d(1, 2, 3);
    return structure;
}

} // namespace

class TrainingDoubtsTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsSaidOfASoundTraining() { QCOMPARE(doubtsAbout(trained(*test::smallDataset(), 6)), std::string()); }
    void anElementThatOnlyValidatesIsNamed()
    {
        const TrainingResult result = trained(*test::smallDataset(true), 6);
        QCOMPARE(result.trainedElements, (std::vector {1, 8}));
        QCOMPARE(result.untrained, std::vector {6});
        QCOMPARE(doubtsAbout(result),
                 std::string("no structure that trains holds C, but some that validate do: the model knows nothing of it\n"));
        QCOMPARE(trained(*test::smallDataset(true), 8).untrained, std::vector {6});
    }
    void elementsAreListedInASentence()
    {
        QCOMPARE(namesOf(std::vector {9}), std::string("F"));
        QCOMPARE(namesOf(std::vector {7, 9}), std::string("N and F"));
        QCOMPARE(namesOf(std::vector {7, 8, 9}), std::string("N, O and F"));
    }
    void copiesOnBothSidesAreCounted()
    {
        Dataset dataset = *test::smallDataset();
        for (const int original : {1, 2, 7}) { // 1 and 2 train, 7 validates itself
            dataset.structures.push_back(turned(dataset.structures[static_cast<std::size_t>(original)]));
            valuesOf(dataset).push_back(original);
        }
        const TrainingResult result = trained(dataset, 6);
        QCOMPARE(result.copies, 2);
        QCOMPARE(doubtsAbout(result),
                 std::string("2 of 5 structures that validate are copies of one that trains: the errors look smaller than they "
                             "are\n"));
    }
    void structuresThatOnlyLookAlikeAreNoCopies()
    {
        // Features of counts alone are the same for all water molecules.
        const Dataset dataset = *test::smallDataset();
        Progress progress;
        MbtrSettings counts = pairs();
        counts.terms.resize(1);
        const FeatureMatrix features
            = buildFeatures(dataset, representationFor(dataset, RepresentationKind::Mbtr, counts), progress);
        TrainingSettings settings;
        settings.target = "energy";
        settings.lambda = 0.1;
        settings.split = {.train = 6, .method = SplitMethod::Blocks};
        QCOMPARE(trainKrr(dataset, features, settings, progress).copies, 0);
    }
    void structuresWithoutATargetAreLeftOutAndCounted()
    {
        Dataset dataset = *test::smallDataset();
        valuesOf(dataset)[1] = kNan;
        valuesOf(dataset)[4] = kInfinity;
        valuesOf(dataset)[7] = kNan;
        const TrainingResult result = trained(dataset, 3);
        QCOMPARE(result.split.train, (std::vector {0, 2, 3}));
        QCOMPARE(result.split.validate, (std::vector {5, 6}));
        QVERIFY(std::isfinite(result.validation.rmse));
        QCOMPARE(doubtsAbout(result),
                 std::string("2 of 8 structures have no value of 'energy', 1 an infinite one; they are left out\n"));
        for (const SplitMethod method : {SplitMethod::Random, SplitMethod::Stratified})
            QCOMPARE(trained(dataset, 3, method).split.validate.size(), std::size_t(2));
        QCOMPARE(test::messageOf<SettingsError>([&] { trained(dataset, 6); }),
                 std::string("train: must be 1 to 5, the number of structures with a value, is 6"));
    }
    void infiniteTargetsAreCalledSo()
    {
        Dataset dataset = *test::smallDataset();
        valuesOf(dataset)[4] = -kInfinity;
        QCOMPARE(doubtsAbout(trained(dataset, 3)),
                 std::string("1 of 8 structures have an infinite value of 'energy'; they are left out\n"));
        QCOMPARE(test::messageOf<SettingsError>([&] { scalarValues(dataset, "energy"); }),
                 std::string("target: 'energy' is infinite for structure 5 (water 4); a filter leaves such structures out"));
        valuesOf(dataset).assign(8, kNan);
        QCOMPARE(test::messageOf<SettingsError>([&] { trained(dataset, 3); }),
                 std::string("target: 'energy' has no finite value for any of the 8 structures"));
    }
    void theSpreadOfOneOrOfEqualTargetsIsUnknown()
    {
        Dataset dataset = *test::smallDataset();
        QVERIFY(std::isnan(trained(dataset, 1).validatePredictiveStd.front()));
        QVERIFY(trained(dataset, 2).validatePredictiveStd.front() > 0);
        valuesOf(dataset).assign(8, 0.1);
        QVERIFY(std::isnan(trained(dataset, 5).validatePredictiveStd.front()));
        QVERIFY(std::isnan(spreadOf(0, 1)) && std::isnan(spreadOf(-1, 1)));
        QCOMPARE(spreadOf(4, 0.25), 1.0);
    }
    void equalTargetsHaveNoR2AndNoError_data()
    {
        QTest::addColumn<double>("value");
        for (const double value : {0.1, -76.4, 1e-9, 12345.678})
            QTest::addRow("%g", value) << value;
    }
    void equalTargetsHaveNoR2AndNoError()
    {
        QFETCH(double, value);
        Dataset dataset = *test::smallDataset();
        valuesOf(dataset).assign(8, value);
        const TrainingResult result = trained(dataset, 5);
        for (const Metrics& metrics : {result.validation, result.baselines.mean, result.baselines.composition})
            QVERIFY(std::isnan(metrics.r2));
        QCOMPARE(result.baselines.mean.mae, 0.0);
        QCOMPARE(result.validation.mae, 0.0);
        QCOMPARE(result.train.mae, 0.0);
    }
};

QTEST_APPLESS_MAIN(TrainingDoubtsTest)
#include "training_doubts_test.moc"
