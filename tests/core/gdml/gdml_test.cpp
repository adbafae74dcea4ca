#include "core/gdml/gdml_training.h"

#include "core/base/error.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/presets.h"
#include "tests/support/message_of.h"
#include "tests/support/test_data.h"

#include <QTest>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

using namespace mbtr;
using nlohmann::json;

namespace {

struct Frames {
    std::vector<Structure> geometries;
    std::vector<Eigen::Matrix3Xd> forces;
    std::vector<double> energies;
};

Frames framesOf(const Dataset& dataset, const std::vector<int>& indices)
{
    Frames frames;
    const std::vector<double> energies = scalarValues(dataset, "energy");
    const auto& forces = std::get<AtomNumbers>(dataset.find("forces")->values).values;
    for (const int index : indices) {
        const auto i = static_cast<std::size_t>(index);
        frames.geometries.push_back(dataset.structures[i]);
        frames.energies.push_back(energies[i]);
        frames.forces.push_back(Eigen::Map<const Eigen::Matrix3Xd>(forces[i].data(), 3, dataset.structures[i].atomCount()));
    }
    return frames;
}

/// Three atoms, two of them alike, with springs between them: every pair has an energy of its own length.
Frames springs(int count)
{
    std::mt19937_64 random(1);
    const auto draw = [&] { return 0.2 * (static_cast<double>(random() >> 11) * 0x1p-53 - 0.5); };
    Frames frames;
    for (int f = 0; f < count; ++f) {
        Structure structure;
        structure.species = {16, 1, 1};
        structure.positions.resize(3, 3);
        structure.positions << 0, 1.33, -0.33, 0, 0, 1.29, 0, 0, 0;
        structure.positions = structure.positions.unaryExpr([&](double x) { return x + draw(); }).eval();
        Eigen::Matrix3Xd forces = Eigen::Matrix3Xd::Zero(3, 3);
        double energy = -5;
        const std::map<std::pair<int, int>, double> rest {{{1, 0}, 1.34}, {{2, 0}, 1.34}, {{2, 1}, 2.1}};
        for (const auto& [pair, length] : rest) {
            const Eigen::Vector3d vector = structure.positions.col(pair.first) - structure.positions.col(pair.second);
            const double stretch = vector.norm() - length;
            energy += 10 * stretch * stretch;
            forces.col(pair.first) -= 20 * stretch * vector.normalized();
            forces.col(pair.second) += 20 * stretch * vector.normalized();
        }
        frames.geometries.push_back(structure);
        frames.forces.push_back(forces);
        frames.energies.push_back(energy);
    }
    return frames;
}

GdmlModel fitted(const Frames& frames, const GdmlDescriptorSettings& descriptor, std::vector<Permutation> permutations,
                 double length)
{
    Progress progress;
    return fitGdml({frames.geometries, frames.forces, frames.energies, descriptor, std::move(permutations), length, 1e-10},
                   progress);
}

GdmlPredictor predictorFor(const Frames& frames, const GdmlDescriptorSettings& descriptor = {}, double length = 2)
{
    return GdmlPredictor(std::make_shared<const GdmlModel>(fitted(frames, descriptor, {{0, 1, 2}, {0, 2, 1}}, length)));
}

double meanForceError(const GdmlPredictor& predictor, const Frames& frames)
{
    double sum = 0;
    for (std::size_t i = 0; i < frames.geometries.size(); ++i)
        sum += (predictor.predict(frames.geometries[i]).forces - frames.forces[i]).cwiseAbs().mean();
    return sum / static_cast<double>(frames.geometries.size());
}

const GdmlDescriptorSettings kMbtr {GdmlDescriptor::Mbtr, gdmlPreset()};

} // namespace

class GdmlTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithModelsOfAnotherProgram_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ethanol_sgdml_50", "ethanol_gdml_50", "uracil_sgdml_40"})
            QTest::newRow(name) << name;
    }
    void agreesWithModelsOfAnotherProgram()
    {
        QFETCH(QString, name);
        const std::string file = test::realDataFile("reference/sgdml/" + name.toStdString() + ".json");
        if (file.empty())
            QSKIP("the reference data are not there: set MBTR_DATA");
        const json reference = json::parse(test::contentOf(file));
        Progress progress;
        const Dataset dataset = readFile(test::realDataFile("md/" + reference["frames_file"].get<std::string>()), progress);
        const Frames training = framesOf(dataset, reference["train_frames"]);
        const Frames asked = framesOf(dataset, reference["test_frames"]);

        std::vector<Permutation> permutations {identityPermutation(training.geometries.front().atomCount())};
        if (reference["symmetric"].get<bool>()) {
            std::vector<Eigen::MatrixXd> distances;
            for (const Structure& structure : training.geometries)
                distances.push_back(distancesOf(structure));
            permutations = findPermutations(training.geometries.front().species, distances, progress);
            const auto theirs = reference["permutations"].get<std::set<Permutation>>();
            QVERIFY(std::set<Permutation>(permutations.begin(), permutations.end()) == theirs);
        }
        const GdmlModel model = fitted(training, {}, permutations, reference["sig"]);
        QVERIFY(std::abs(model.scale - reference["std"].get<double>()) < 1e-8);
        const auto predicted = GdmlPredictor(std::make_shared<const GdmlModel>(model)).predict(asked.geometries, progress);
        double ofEnergies = 0, ofForces = 0;
        for (std::size_t i = 0; i < predicted.size(); ++i) {
            ofEnergies = std::max(ofEnergies, std::abs(predicted[i].energy - reference["energies"][i].get<double>()));
            for (int a = 0; a < predicted[i].forces.cols(); ++a)
                for (int axis = 0; axis < 3; ++axis)
                    ofForces = std::max(ofForces,
                                        std::abs(predicted[i].forces(axis, a) - reference["forces"][i][a][axis].get<double>()));
        }
        qInfo("energies differ by %g eV at most, forces by %g eV/angstrom", ofEnergies, ofForces);
        QVERIFY(ofEnergies < 1e-6);
        QVERIFY(ofForces < 1e-6);
    }
    void learnsSpringsFromFewGeometries_data()
    {
        QTest::addColumn<bool>("mbtr");
        QTest::newRow("distances") << false;
        QTest::newRow("mbtr") << true;
    }
    void learnsSpringsFromFewGeometries()
    {
        QFETCH(bool, mbtr);
        const Frames all = springs(80);
        const auto part = [&all](auto begin, auto end) {
            return Frames {{all.geometries.begin() + begin, all.geometries.begin() + end},
                           {all.forces.begin() + begin, all.forces.begin() + end},
                           {all.energies.begin() + begin, all.energies.begin() + end}};
        };
        const GdmlPredictor predictor = predictorFor(part(0, 60), mbtr ? kMbtr : GdmlDescriptorSettings {}, mbtr ? 4 : 1);
        QVERIFY(meanForceError(predictor, part(0, 60)) < 1e-4);
        QVERIFY(meanForceError(predictor, part(60, 80)) < 0.05); // of forces of about 1
        QVERIFY(std::abs(predictor.predict(all.geometries[70]).energy - all.energies[70]) < 5e-3);
    }
    void forcesAreTheSlopeOfTheEnergy_data() { learnsSpringsFromFewGeometries_data(); }
    void forcesAreTheSlopeOfTheEnergy()
    {
        QFETCH(bool, mbtr);
        const Frames frames = springs(21);
        const Frames training {{frames.geometries.begin(), frames.geometries.begin() + 20},
                               {frames.forces.begin(), frames.forces.begin() + 20},
                               {frames.energies.begin(), frames.energies.begin() + 20}};
        const GdmlPredictor predictor = predictorFor(training, mbtr ? kMbtr : GdmlDescriptorSettings {});
        const Structure& structure = frames.geometries.back();
        const Eigen::Matrix3Xd forces = predictor.predict(structure).forces;
        const double h = 1e-4; // angstrom: errors of the fourth-order formula and of rounding are both near 1e-10
        for (int i = 0; i < 9; ++i) {
            const auto energyAt = [&](double step) {
                Structure moved = structure;
                moved.positions(i % 3, i / 3) += step;
                return predictor.predict(moved).energy;
            };
            const double slope = (8 * (energyAt(h) - energyAt(-h)) - (energyAt(2 * h) - energyAt(-2 * h))) / (12 * h);
            QVERIFY(std::abs(forces(i % 3, i / 3) + slope) < 1e-6 * forces.cwiseAbs().maxCoeff());
        }
    }
    void exchangeOfLikeAtomsExchangesTheirForces()
    {
        const Frames frames = springs(20);
        const GdmlPredictor predictor = predictorFor(frames);
        Structure exchanged = frames.geometries[7];
        exchanged.positions.col(1).swap(exchanged.positions.col(2));
        const EnergyAndForces a = predictor.predict(frames.geometries[7]), b = predictor.predict(exchanged);
        QVERIFY(std::abs(a.energy - b.energy) < 1e-10);
        QVERIFY((a.forces.col(1) - b.forces.col(2)).norm() < 1e-9);
        QVERIFY(a.farFromTraining < 1e-6 && b.farFromTraining < 1e-6);
    }
    void neitherPushesNorTurnsTheMolecule()
    {
        const Frames frames = springs(20);
        const Structure structure = springs(30).geometries.back();
        const Eigen::Matrix3Xd forces = predictorFor(frames).predict(structure).forces;
        QVERIFY(forces.rowwise().sum().norm() < 1e-10);
        Eigen::Vector3d torque = Eigen::Vector3d::Zero();
        for (int i = 0; i < 3; ++i) {
            const Eigen::Vector3d r = structure.positions.col(i), f = forces.col(i);
            torque
                += Eigen::Vector3d(r.y() * f.z() - r.z() * f.y(), r.z() * f.x() - r.x() * f.z(), r.x() * f.y() - r.y() * f.x());
        }
        QVERIFY(torque.norm() < 1e-10);
    }
    void oneByOneEqualsManyAtOnce()
    {
        const Frames frames = springs(150);
        const GdmlPredictor predictor = predictorFor(springs(10));
        Progress progress;
        const auto many = predictor.predict(frames.geometries, progress);
        for (std::size_t i = 0; i < many.size(); ++i) {
            const EnergyAndForces one = predictor.predict(frames.geometries[i]);
            QVERIFY(std::abs(one.energy - many[i].energy) < 1e-10 && (one.forces - many[i].forces).norm() < 1e-9);
        }
    }
    void theIterativeSolverFindsTheSameForces()
    {
        const Frames frames = springs(60);
        Progress progress;
        GdmlFit fit {frames.geometries, frames.forces, frames.energies, {}, {{0, 1, 2}, {0, 2, 1}}, 1, 1e-6};
        std::vector<double> residuals;
        fit.solver = GdmlSolver::Cholesky;
        const GdmlPredictor direct(std::make_shared<const GdmlModel>(fitGdml(fit, progress)));
        fit.solver = GdmlSolver::Iterative;
        fit.tolerance = 1e-8;
        fit.onStep = [&](const GdmlStep& step) { residuals.push_back(step.residual); };
        const GdmlPredictor iterative(std::make_shared<const GdmlModel>(fitGdml(fit, progress)));
        const Structure asked = springs(70).geometries.back();
        QVERIFY((direct.predict(asked).forces - iterative.predict(asked).forces).norm() < 1e-5);
        QVERIFY(std::abs(direct.predict(asked).energy - iterative.predict(asked).energy) < 1e-5);
        QVERIFY(residuals.size() > 1 && residuals.back() <= 1e-8);
    }
    void theIterativeSolverGoesOnFromWeightsItHadComeTo()
    {
        const Frames frames = springs(60);
        Progress progress;
        GdmlFit fit {frames.geometries, frames.forces, frames.energies, {}, {{0, 1, 2}}, 1, 1e-6};
        fit.solver = GdmlSolver::Iterative;
        fit.tolerance = 1e-8;
        Eigen::VectorXd halfWay;
        int steps = 0;
        fit.onStep = [&](const GdmlStep& step) {
            steps = step.step;
            if (step.residual > 1e-4)
                halfWay = step.weights;
        };
        const GdmlModel whole = fitGdml(fit, progress);
        QVERIFY(halfWay.size() > 0);
        std::vector<int> later;
        fit.begin = halfWay;
        fit.stepsBefore = 100;
        fit.onStep = [&](const GdmlStep& step) { later.push_back(step.step); };
        const GdmlModel continued = fitGdml(fit, progress);
        QCOMPARE(later.front(), 101);
        QVERIFY(static_cast<int>(later.size()) < steps);
        QVERIFY((continued.weights - whole.weights).norm() < 1e-3 * whole.weights.norm());
    }
    void theNearestCopiesOfACrystalMakeThePairs()
    {
        Frames frames = springs(21);
        const GdmlPredictor molecule = predictorFor(frames);
        int turn = 0;
        for (Structure& structure : frames.geometries) {
            structure.cell = Cell {.vectors = 6 * Eigen::Matrix3d::Identity()};
            structure.positions.col(turn % 3) += Eigen::Vector3d(6, -12, 6 * (turn % 2)); // a copy of the same atom
            ++turn;
        }
        const GdmlPredictor crystal = predictorFor(frames);
        const Structure asked = springs(30).geometries.back();
        Structure periodic = asked;
        periodic.cell = frames.geometries.front().cell;
        periodic.positions.col(1) += Eigen::Vector3d(0, 18, -6);
        const EnergyAndForces expected = molecule.predict(asked), found = crystal.predict(periodic);
        QVERIFY(std::abs(expected.energy - found.energy) < 1e-8);
        QVERIFY((expected.forces - found.forces).norm() < 1e-7);
        QVERIFY(found.forces.rowwise().sum().norm() < 1e-10);
    }
    void geometriesOfOtherCellsRaiseADoubt()
    {
        const Frames frames = springs(20);
        ForceData data {frames.geometries, frames.forces, {}, {}, {}};
        for (std::size_t i = 0; i < 20; ++i)
            data.geometries[i].cell = Cell {.vectors = (i < 15 ? 6.0 : 6.5) * Eigen::Matrix3d::Identity()};
        Split split;
        for (int i = 0; i < 20; ++i)
            split.train.push_back(i);
        Progress progress;
        const GdmlTrainingResult result = trainGdml(data, split, {.length = 1, .lambda = 1e-6}, progress);
        QCOMPARE(result.messages.size(), std::size_t(1));
        QVERIFY(result.messages.front().text.starts_with("5 of 20 training geometries have another cell"));
    }
    void theLastFramesValidateWhatIsDrawnFromThoseBefore()
    {
        const Frames frames = springs(50);
        Dataset dataset {.structures = frames.geometries};
        const ForceData data {frames.geometries, frames.forces, frames.energies, {}, {}};
        const Split split = makeForceSplit(
            dataset, data, {.split = {.train = 20, .validate = 10, .method = SplitMethod::Stratified}, .validateLast = true});
        QCOMPARE(split.train.size(), std::size_t(20));
        QVERIFY(split.train.back() < 40 && split.train.back() > 25); // spread over those before, not the first 20
        QCOMPARE(split.validate.front(), 40);
        QCOMPARE(split.validate.back(), 49);
        QVERIFY(!test::messageOf<SettingsError>([&] {
                     makeForceSplit(dataset, data, {.split = {.train = 20}, .validateLast = true});
                 }).empty());
    }
    void refusesOtherAtoms()
    {
        const GdmlPredictor predictor = predictorFor(springs(10));
        Structure other = springs(1).geometries.front();
        other.species = {1, 16, 1};
        QCOMPARE(test::messageOf<SettingsError>([&] { predictor.predict(other); }),
                 std::string("structure: has the atoms of the model, H2S, in another order"));
        other.species = {1, 8, 1};
        QCOMPARE(test::messageOf<SettingsError>([&] { predictor.predict(other); }),
                 std::string("structure: is H2O; the model knows H2S only"));
    }
    void aSearchTakesWhatIsKnownAndTellsOfEachModel()
    {
        const Frames frames = springs(40);
        const ForceData data {frames.geometries, frames.forces, frames.energies, {}, {}};
        Split split;
        for (int i = 0; i < 40; ++i)
            (i < 20 ? split.train : split.validate).push_back(i);
        std::vector<GdmlSearchPoint> told;
        // A made-up error: with it length 40 wins, and 50 is worse.
        const GdmlWatch watch {.onPoint = [&](const GdmlSearchPoint& point) { told.push_back(point); },
                               .known = {{10, 1e-10, 0, 16, 5},
                                         {20, 1e-10, 0, 16, 4},
                                         {30, 1e-10, 0, 16, 3},
                                         {40, 1e-10, 0, 16, 1e-9},
                                         {50, 1e-10, 0, 16, 7}}};
        Progress progress;
        const GdmlTrainingResult result = trainGdml(data, split, {}, progress, watch);
        QCOMPARE(result.model->length, 40.0);
        QCOMPARE(told.size(), std::size_t(5));
        QCOMPARE(told.back().forceMae, 7.0);
    }
    void errorsByElementAddUpToTheErrorOfAll()
    {
        const Frames frames = springs(30);
        const ForceData data {frames.geometries, frames.forces, frames.energies, {}, {}};
        const GdmlPredictor predictor = predictorFor(springs(10));
        Progress progress;
        const auto predicted = predictor.predict(frames.geometries, progress);
        const ForceErrors all = errorsOf(predicted, data);
        const auto elements = errorsByElement(predicted, data);
        QCOMPARE(elements.size(), std::size_t(2));
        QCOMPARE(elements[0].atomicNumber, 1);
        QCOMPARE(elements[0].atoms, 2);
        QVERIFY(std::abs((2 * elements[0].forceMae + elements[1].forceMae) / 3 - all.forceMae) < 1e-12);
        const double squares = 2 * elements[0].forceRmse * elements[0].forceRmse + elements[1].forceRmse * elements[1].forceRmse;
        QVERIFY(std::abs(std::sqrt(squares / 3) - all.forceRmse) < 1e-12);
    }
    void theBaselineKnowsTheMeanEnergyOnly()
    {
        ForceData training, reference;
        training.energies = {1, 3};
        reference.energies = {2, 5};
        reference.forces = {Eigen::Matrix3Xd::Constant(3, 1, 2), Eigen::Matrix3Xd::Constant(3, 1, -4)};
        const ForceErrors errors = baselineErrors(training, reference);
        QCOMPARE(errors.forceMae, 3.0);
        QCOMPARE(errors.energyMae, 1.5); // |2 - 2| and |2 - 5|
    }
    void takesPairsOnly()
    {
        GdmlDescriptorSettings settings = kMbtr;
        settings.representation = preset("default");
        QVERIFY(test::messageOf<SettingsError>([&] { validate(settings); }).find("k = 2") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(GdmlTest)
#include "gdml_test.moc"
