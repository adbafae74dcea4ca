#include "core/models/leakage.h"

#include "core/base/draws.h"
#include "core/models/krr.h"

#include <QTest>
#include <vector>

using namespace mbtr;

namespace {

constexpr int kFrames = 200;

/// Structures of so many formulas in turn; features are made beside.
Dataset structures(int formulas)
{
    Dataset dataset;
    StructureNumbers energies;
    for (int i = 0; i < kFrames; ++i) {
        Structure structure;
        structure.species.assign(static_cast<std::size_t>(1 + i % formulas), 1);
        structure.positions = Eigen::Matrix3Xd::Zero(3, structure.atomCount());
        dataset.structures.push_back(structure);
        energies.values.push_back(i);
    }
    dataset.properties = {{.name = "energy", .unit = {}, .values = energies}};
    return dataset;
}

/// inTime: each frame is a small step from the one before; else each is drawn by itself.
RowMatrix frames(bool inTime)
{
    Draws draws(3);
    RowMatrix features(kFrames, 5);
    for (int i = 0; i < kFrames; ++i)
        for (int j = 0; j < 5; ++j)
            features(i, j) = draws.normal() + (inTime && i > 0 ? features(i - 1, j) : 0);
    return features;
}

Split splitBy(const Dataset& dataset, SplitMethod method)
{
    return makeSplit(dataset, std::get<StructureNumbers>(dataset.properties[0].values).values,
                     {.train = kFrames / 2, .method = method});
}

} // namespace

class LeakageTest : public QObject {
    Q_OBJECT

private slots:
    void framesOfATrajectoryAreToBeSplitIntoBlocks()
    {
        const Dataset dataset = structures(1);
        const Split random = splitBy(dataset, SplitMethod::Random);
        const Leakage leakage = leakageOf(dataset, frames(true), random);
        QVERIFY(leakage.isSeries());
        const Messages messages = doubtsOf(leakage, random, SplitMethod::Random);
        QCOMPARE(messages.size(), std::size_t(1));
        QVERIFY(messages[0].text.find("split into blocks") != std::string::npos);
        QVERIFY(advisedMethod(leakage, random, SplitMethod::Random) == SplitMethod::Blocks);
        const Split blocks = splitBy(dataset, SplitMethod::Blocks);
        QVERIFY(doubtsOf(leakageOf(dataset, frames(true), blocks), blocks, SplitMethod::Blocks).empty());
    }
    void structuresInNoOrderAreFine()
    {
        const Dataset dataset = structures(1);
        const Split random = splitBy(dataset, SplitMethod::Random);
        const Leakage leakage = leakageOf(dataset, frames(false), random);
        QVERIFY(!leakage.isSeries());
        QVERIFY(doubtsOf(leakage, random, SplitMethod::Random).empty());
        QVERIFY(advisedMethod(leakage, random, SplitMethod::Random) == SplitMethod::Random);
    }
    void formulasOnBothSidesAreSaid()
    {
        const Dataset dataset = structures(6);
        const Split random = splitBy(dataset, SplitMethod::Random);
        const Messages messages = doubtsOf(leakageOf(dataset, frames(false), random), random, SplitMethod::Random);
        QCOMPARE(messages.size(), std::size_t(1));
        QVERIFY(messages[0].text.starts_with("100 of 100 structures that validate have the formula of one that trains"));
        const Split groups = splitBy(dataset, SplitMethod::Groups);
        const Leakage leakage = leakageOf(dataset, frames(false), groups);
        QCOMPARE(leakage.sameFormula, 0);
        QVERIFY(doubtsOf(leakage, groups, SplitMethod::Groups).empty());
    }
    // Two nearly equal structures with different targets and no lambda: their coefficients are large and of opposite sign.
    void cancellingContributionsAreMeasured()
    {
        Progress progress;
        RowMatrix features(3, 1);
        features << 0, 1e-4, 2;
        const std::vector<int> rows {0, 1, 2};
        const Eigen::VectorXd y = Eigen::Vector3d(0, 1, -1);
        QVERIFY(cancellationOf(fitKrr(features, rows, y, GaussianKernel {1}, 1e-12, progress), progress) > 1000);
        QVERIFY(cancellationOf(fitKrr(features, rows, y, GaussianKernel {1}, 1, progress), progress) < 3);
    }
};

QTEST_APPLESS_MAIN(LeakageTest)
#include "leakage_test.moc"
