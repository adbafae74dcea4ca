#include "core/store/gdml_checkpoint.h"

#include "core/base/error.h"
#include "core/io/read_dataset.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <filesystem>
#include <fstream>

using namespace mbtr;

namespace {

const GdmlTrainingSettings kSettings {.split = {.train = 40, .validate = 20, .method = SplitMethod::Random},
                                      .length = 20,
                                      .lambda = 1e-6,
                                      .solver = GdmlSolver::Iterative};

/// Wants to stop after some steps of the solver.
class Impatient : public Progress {
public:
    bool cancelled() const override { return steps >= 5; }
    int steps = 0;
};

} // namespace

class GdmlCheckpointTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Progress progress;
        dataset = readFile(MBTR_SOURCE_DIR "/resources/examples/ethanol_dynamics.extxyz.gz", progress);
        data = forceData(dataset, kSettings);
        split = makeForceSplit(dataset, data, kSettings);
        fingerprint = fingerprintOf(data, split, kSettings);
    }

    void theFingerprintChangesWithDataAndSettings()
    {
        ForceData other = data;
        QCOMPARE(fingerprintOf(other, split, kSettings), fingerprint);
        QVERIFY(fingerprintOf(data, split, {.length = 3}) != fingerprint);
        QVERIFY(fingerprintOf(data, {split.train, {1, 2}}, kSettings) != fingerprint);
        other.forces[2](0, 0) += 1e-12;
        QVERIFY(fingerprintOf(other, split, kSettings) != fingerprint);
    }

    void theFingerprintChangesWithTheCell()
    {
        ForceData crystal = data;
        for (Structure& structure : crystal.geometries)
            structure.cell = Cell {.vectors = 20 * Eigen::Matrix3d::Identity(), .periodic = {true, true, true}};
        const std::string before = fingerprintOf(crystal, split, kSettings);
        QVERIFY(before != fingerprint);
        crystal.geometries.back().cell->vectors(2, 2) = 21;
        QVERIFY(fingerprintOf(crystal, split, kSettings) != before);
        crystal.geometries.back().cell->vectors(2, 2) = 20;
        crystal.geometries.back().cell->periodic[2] = false;
        QVERIFY(fingerprintOf(crystal, split, kSettings) != before);
    }

    void anInterruptedTrainingContinues()
    {
        const std::string path = folder.path("a.partial");
        Impatient impatient;
        QVERIFY_EXCEPTION_THROWN(
            {
                CheckpointKeeper keeper(path, fingerprint);
                QVERIFY(keeper.found().residuals.empty());
                trainGdml(data, split, kSettings, impatient,
                          keeper.keeping({.onStep = [&](const GdmlStep&) { ++impatient.steps; }}));
            },
            Cancelled);
        CheckpointKeeper keeper(path, fingerprint);
        const std::vector<double> before = keeper.found().residuals;
        QVERIFY(before.size() >= 5);
        std::vector<GdmlStep> steps;
        Progress progress;
        const auto result = trainGdml(data, split, kSettings, progress,
                                      keeper.keeping({.onStep = [&](const GdmlStep& step) { steps.push_back(step); }}));
        QCOMPARE(steps.front().step, static_cast<int>(before.size()) + 1);
        QVERIFY(steps.front().residual < 2 * before.back()); // one that begins anew is back at about 1
        QVERIFY(result.residuals.back() <= 1e-4);
        keeper.remove();
        QVERIFY(!std::filesystem::exists(path));
    }

    void keepsTheModelsOfASearch()
    {
        const std::string path = folder.path("b.partial");
        {
            CheckpointKeeper keeper(path, fingerprint);
            const GdmlWatch watch = keeper.keeping({});
            watch.onPoint({10, 1e-10, 0, 40, 0.5});
            watch.onPoint({20, 1e-10, 0, 40, std::numeric_limits<double>::infinity()});
        }
        CheckpointKeeper keeper(path, fingerprint);
        const GdmlWatch watch = keeper.keeping({});
        QCOMPARE(watch.known.size(), std::size_t(2));
        QCOMPARE(watch.known[0].forceMae, 0.5);
        QVERIFY(std::isinf(watch.known[1].forceMae));
        QVERIFY(watch.known[1].isAt({20, 1e-10, 0, 40, 0}));
    }

    void refusesTheCheckpointOfAnotherTraining()
    {
        const std::string path = folder.path("c.partial");
        writeCheckpoint({.fingerprint = "0123456789abcdef"}, path);
        QCOMPARE(test::messageOf<FileError>([&] { CheckpointKeeper(path, fingerprint); }),
                 path + ": belongs to a training of other data or with other settings; remove it or name another file");
    }

    void refusesOtherFiles()
    {
        const std::string path = folder.path("d.partial");
        std::ofstream(path) << "no archive";
        QVERIFY(test::messageOf<FileError>([&] { readCheckpoint(path); }).starts_with(path));
        QVERIFY(!readCheckpoint(folder.path("missing.partial")));
    }

private:
    test::TemporaryFolder folder;
    Dataset dataset;
    ForceData data;
    Split split;
    std::string fingerprint;
};

QTEST_MAIN(GdmlCheckpointTest)
#include "gdml_checkpoint_test.moc"
