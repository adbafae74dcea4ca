#include "widgets/work/forces/force_computation.h"

#include "core/store/gdml_checkpoint.h"
#include "widgets/document/local_path.h"

#include <QDir>
#include <QStandardPaths>
#include <algorithm>
#include <map>

namespace mbtr::gui {

namespace {

/// The group that one permutation makes with itself.
std::vector<Permutation> generatedBy(const Permutation& permutation)
{
    return closedGroup({permutation}, static_cast<int>(permutation.size()), kMostPermutations);
}

/// Where unfinished trainings wait to be continued; empty where they cannot be kept.
std::string checkpointPath(const std::string& fingerprint)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return {};
    return localPath(folder + QStringLiteral("/forces-%1.partial").arg(QString::fromStdString(fingerprint)));
}

GdmlTrainingResult trainedOrContinued(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings,
                                      const GdmlWatch& watch, LiveForces& live, Progress& progress)
{
    const std::string fingerprint = fingerprintOf(data, split, settings), path = checkpointPath(fingerprint);
    if (path.empty())
        return trainGdml(data, split, settings, progress, watch);
    CheckpointKeeper keeper(path, fingerprint);
    for (const double residual : keeper.found().residuals)
        live.residuals.add(residual);
    GdmlTrainingResult result = trainGdml(data, split, settings, progress, keeper.keeping(watch));
    keeper.remove();
    return result;
}

std::shared_ptr<const ForceTraining> withReferences(std::shared_ptr<const Dataset> dataset, const ForceData& data,
                                                    GdmlTrainingResult result)
{
    const Split split = result.split;
    auto training = std::make_shared<ForceTraining>();
    training->result = std::move(result);
    training->dataset = std::move(dataset);
    training->training = data.at(split.train);
    training->validation = data.at(split.validate);
    training->trainBaseline = baselineErrors(training->training, training->training);
    training->validationBaseline = baselineErrors(training->training, training->validation);
    training->elements = split.validate.empty() ? errorsByElement(training->result.trainPredicted, training->training)
                                                : errorsByElement(training->result.validatePredicted, training->validation);
    return training;
}

double errorWith(const std::vector<Permutation>& permutations, const ForceTraining& training, Progress& progress)
{
    const GdmlModel& model = *training.result.model;
    const ForceData& reference = training.validation.geometries.empty() ? training.training : training.validation;
    const auto other = std::make_shared<const GdmlModel>(fitGdml({.geometries = training.training.geometries,
                                                                  .forces = training.training.forces,
                                                                  .energies = {},
                                                                  .descriptor = model.descriptor,
                                                                  .permutations = permutations,
                                                                  .length = model.length,
                                                                  .lambda = model.lambda,
                                                                  .solver = training.result.settings.solver},
                                                                 progress));
    Progress none;
    return errorsOf(GdmlPredictor(other).predict(reference.geometries, none), reference).forceMae;
}

} // namespace

std::shared_ptr<const ForceTraining> trainForces(std::shared_ptr<const Dataset> dataset, const GdmlTrainingSettings& settings,
                                                 const std::vector<GdmlSearchPoint>& known,
                                                 const std::shared_ptr<LiveForces>& live, Progress& progress)
{
    const GdmlWatch watch {.onPoint = [live](const GdmlSearchPoint& point) { live->searched.add(point); },
                           .onStep = [live](const GdmlStep& step) { live->residuals.add(step.residual); },
                           .known = known};
    const ForceData data = forceData(*dataset, settings);
    const Split split = makeForceSplit(*dataset, data, settings);
    return withReferences(std::move(dataset), data, trainedOrContinued(data, split, settings, watch, *live, progress));
}

void computeForceCurve(const Dataset& dataset, const std::vector<GdmlTrainingSettings>& tasks, const std::vector<int>& sizes,
                       const std::vector<ForceLearningPoint>& known, LiveForces& live, Progress& progress)
{
    double total = 0, done = 0;
    for (const int size : sizes)
        total += static_cast<double>(tasks.size()) * size;
    for (const int size : sizes)
        for (GdmlTrainingSettings task : tasks) {
            SubProgress part(progress, done / total, (done + size) / total);
            done += size;
            if (std::ranges::any_of(known, [&](const ForceLearningPoint& point) {
                    return point.descriptor == task.descriptor.kind && point.size == size;
                }))
                continue;
            task.split.train = size;
            const ForceData data = forceData(dataset, task);
            const GdmlTrainingResult result = trainGdml(data, makeForceSplit(dataset, data, task), task, part);
            live.learnt.add({task.descriptor.kind, size, result.validation, result.model->length});
        }
}

void compareSymmetries(const ForceTraining& training, LiveForces& live, Progress& progress)
{
    const auto& permutations = training.result.model->permutations;
    const auto tasks = static_cast<double>(permutations.size()) + 1;
    std::map<std::vector<Permutation>, double> known; // inverse permutations generate the same
    for (std::size_t p = 0; p < permutations.size(); ++p) {
        SubProgress part(progress, static_cast<double>(p) / tasks, (static_cast<double>(p) + 1) / tasks);
        const std::vector<Permutation> group = generatedBy(permutations[p]);
        const auto [entry, isNew] = known.try_emplace(group, 0);
        if (isNew)
            entry->second = errorWith(group, training, part);
        live.symmetries.add({static_cast<int>(p), group.size(), entry->second});
    }
    SubProgress last(progress, 1 - 1 / tasks, 1);
    live.symmetries.add({-1, permutations.size(), errorWith(permutations, training, last)});
}

} // namespace mbtr::gui
