#include "core/gdml/gdml_training.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/gdml/gdml_search.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

constexpr std::size_t kMostHeldOut = 200; // geometries that decide the search
constexpr double kSameCell = 1e-3; // angstrom
constexpr std::size_t kLeastHeldOut = 20; // fewer are not asked

std::vector<Permutation> permutationsOf(const ForceData& training, bool useSymmetry, Progress& progress)
{
    if (!useSymmetry)
        return {identityPermutation(training.geometries.front().atomCount())};
    std::vector<Eigen::MatrixXd> distances;
    for (const Structure& structure : training.geometries)
        distances.push_back(distancesOf(structure));
    return findPermutations(training.geometries.front().species, distances, progress);
}

std::vector<int> neitherIn(const Split& split, std::size_t count)
{
    std::vector<char> used(count, 0);
    for (const auto* part : {&split.train, &split.validate})
        for (const int i : *part)
            used[i] = 1;
    std::vector<int> free;
    for (std::size_t i = 0; i < count; ++i)
        if (!used[i])
            free.push_back(static_cast<int>(i));
    return free;
}

/// Neighbours in time of what a model has learnt would choose one that only interpolates: what comes later decides.
Split splitInTime(const Split& split, std::size_t count)
{
    const std::vector<int> free = neitherIn(split, count);
    const int cut = split.train[split.train.size() * 4 / 5];
    Split inner;
    std::copy_if(split.train.begin(), split.train.end(), std::back_inserter(inner.train), [cut](int i) { return i < cut; });
    std::copy_if(free.begin(), free.end(), std::back_inserter(inner.validate), [cut](int i) { return i >= cut; });
    if (inner.validate.size() < kLeastHeldOut)
        inner.validate.assign(split.train.begin() + static_cast<std::ptrdiff_t>(inner.train.size()), split.train.end());
    return inner;
}

/// Which geometries the search fits and which decide. The validation geometries are never among them.
Split splitForSearch(const Split& split, std::size_t count, const GdmlTrainingSettings& settings)
{
    Draws draws(settings.split.seed);
    const bool inTime = settings.validateLast || settings.split.method == SplitMethod::Blocks;
    Split inner = inTime ? splitInTime(split, count) : Split {split.train, neitherIn(split, count)};
    draws.shuffle(inner.train);
    draws.shuffle(inner.validate);
    if (!inTime && inner.validate.size() < kLeastHeldOut) {
        const auto held = static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, inner.train.size() / 5));
        inner.validate.assign(inner.train.begin(), inner.train.begin() + held);
        inner.train.erase(inner.train.begin(), inner.train.begin() + held);
    }
    inner.validate.resize(std::min(inner.validate.size(), kMostHeldOut));
    inner.train.resize(std::min(inner.train.size(), static_cast<std::size_t>(kMostGdmlSearched)));
    if (inner.train.empty() || inner.validate.empty())
        throw SettingsError("train", "must be at least 2 where length or lambda are searched, is 1");
    return inner;
}

/// Forces say nothing of how the energy changes with the cell.
Messages doubtsOfCells(const ForceData& training)
{
    const auto& first = training.geometries.front().cell;
    const auto differs = [&](const Structure& structure) {
        return structure.cell.has_value() != first.has_value()
            || (first && (structure.cell->vectors - first->vectors).cwiseAbs().maxCoeff() > kSameCell);
    };
    const auto count = std::count_if(training.geometries.begin(), training.geometries.end(), differs);
    if (count == 0)
        return {};
    return {{.severity = Severity::Warning,
             .text = std::to_string(count) + " of " + std::to_string(training.geometries.size())
                 + " training geometries have another cell than the first: forces on atoms do not say how the energy changes "
                   "with the cell, so the energies are not to be trusted"}};
}

void requireForces(const ForceData& training)
{
    const auto isZero = [](const Eigen::Matrix3Xd& forces) { return forces.isZero(0); };
    if (std::ranges::all_of(training.forces, isZero))
        throw SettingsError("forces",
                            "of all " + std::to_string(training.forces.size())
                                + " training geometries are zero: there is nothing to learn");
}

/// Copies on both sides of a split: distances of 0 to a training geometry.
Messages doubtsOfCopies(const std::vector<EnergyAndForces>& validated, const Eigen::MatrixXd& described)
{
    const double size = described.cols() > 0 ? described.col(0).norm() : 0;
    const auto copies
        = std::ranges::count_if(validated, [&](const EnergyAndForces& at) { return at.farFromTraining <= 1e-6 * size; });
    if (copies == 0)
        return {};
    return {{.severity = Severity::Warning,
             .text = std::to_string(copies) + " of " + std::to_string(validated.size()) + " structures that validate "
                 + (copies == 1 ? "is a copy" : "are copies") + " of one that trains: the errors look smaller than they are"}};
}

GdmlChoice choose(const ForceData& data, const Split& split, const std::vector<Permutation>& permutations,
                  GdmlTrainingResult& result, const GdmlWatch& watch, Progress& progress)
{
    if (!needsSearch(result.settings))
        return gdmlDefaults(result.settings);
    const Split inner = splitForSearch(split, data.geometries.size(), result.settings);
    const ForceData training = data.at(inner.train), heldOut = data.at(inner.validate);
    return searchGdml({training, heldOut, permutations, result.settings, watch}, result.search, progress);
}

} // namespace

GdmlTrainingResult trainGdml(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings, Progress& progress,
                             const GdmlWatch& watch)
{
    validate(settings.descriptor);
    GdmlTrainingResult result {.settings = settings, .split = split, .energyUnit = data.energyUnit, .forceUnit = data.forceUnit};
    const ForceData training = data.at(split.train), validation = data.at(split.validate);
    requireForces(training);
    const double searched = needsSearch(settings) ? 0.6 : 0.1;
    SubProgress ofPermutations(progress, 0, 0.1), ofSearch(progress, 0.1, searched), ofFit(progress, searched, 0.9),
        ofErrors(progress, 0.9, 1);

    const Stopwatch permutationTime;
    const std::vector<Permutation> permutations = permutationsOf(training, settings.useSymmetry, ofPermutations);
    result.seconds.permutations = permutationTime.seconds();
    const Stopwatch searchTime;
    const GdmlChoice choice = choose(data, split, permutations, result, watch, ofSearch);
    result.seconds.search = searchTime.seconds();
    const Stopwatch fitTime;
    const auto onStep = [&](const GdmlStep& step) {
        result.residuals.push_back(step.residual);
        if (watch.onStep)
            watch.onStep(step);
    };
    const auto model = std::make_shared<const GdmlModel>(fitGdml({.geometries = training.geometries,
                                                                  .forces = training.forces,
                                                                  .energies = training.energies,
                                                                  .descriptor = choice.descriptor,
                                                                  .permutations = permutations,
                                                                  .length = choice.length,
                                                                  .lambda = choice.lambda,
                                                                  .solver = settings.solver,
                                                                  .onStep = onStep,
                                                                  .begin = watch.begin,
                                                                  .stepsBefore = watch.stepsBefore},
                                                                 ofFit));
    result.seconds.fit = fitTime.seconds();

    const GdmlPredictor predictor(model);
    result.model = model;
    result.trainPredicted = predictor.predict(training.geometries, ofErrors);
    result.validatePredicted = predictor.predict(validation.geometries, ofErrors);
    result.train = errorsOf(result.trainPredicted, training);
    result.validation = errorsOf(result.validatePredicted, validation);
    result.energyCheck = checkEnergies(training.energies, {result.trainPredicted.data(), training.energies.size()});
    result.messages = doubtsOfCells(training);
    for (const Messages& more : {doubtsOf(result.energyCheck), doubtsOfCopies(result.validatePredicted, model->described)})
        result.messages.insert(result.messages.end(), more.begin(), more.end());
    progress.report(1, "done");
    return result;
}

} // namespace mbtr
