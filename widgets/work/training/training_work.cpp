#include "widgets/work/training/training_work.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"

namespace mbtr::gui {

namespace {

std::string unitOf(const Dataset* dataset, const TrainingSettings& training)
{
    const Property* target = dataset ? dataset->find(training.target) : nullptr;
    return target ? target->unit + (training.perAtom ? "/atom" : "") : std::string();
}

} // namespace

TrainingWork trainingWork(const Session& session)
{
    TrainingWork work {.dataset = session.dataset().value,
                       .rows = {},
                       .everything = true,
                       .mbtr = session.mbtrSettings(),
                       .training = session.trainingSettings(),
                       .features = nullptr};
    if (const auto subset = session.subset().value) {
        work.everything = subset->isEverything();
        work.rows = subset->rows();
    }
    if (work.training.representation == RepresentationKind::Mbtr && work.training.scaling == TermScaling::None
        && session.isFresh(Stage::Features))
        work.features = session.features().value;
    return work;
}

std::string unitOfTarget(const TrainingWork& work)
{
    return unitOf(work.dataset.get(), work.training);
}

std::string unitOfTarget(const Session& session)
{
    return unitOf(session.dataset().value.get(), session.trainingSettings());
}

std::shared_ptr<const FeatureMatrix> preparedFeatures(const Dataset& dataset, const MbtrSettings& mbtr,
                                                      const TrainingSettings& training, Progress& progress)
{
    std::vector<int> even;
    if (training.scaling == TermScaling::Even)
        even = makeSplit(dataset, trainingTargets(dataset, training), training.split).train;
    return std::make_shared<const FeatureMatrix>(trainingFeatures(dataset, training.representation, mbtr, even, progress));
}

PreparedWork prepare(const TrainingWork& work, Progress& progress)
{
    PreparedWork prepared {work.dataset, work.features};
    if (!work.everything)
        prepared.dataset = std::make_shared<const Dataset>(subsetOf(*work.dataset, work.rows, progress));
    if (prepared.features)
        return prepared;
    prepared.features = preparedFeatures(*prepared.dataset, work.mbtr, work.training, progress);
    return prepared;
}

} // namespace mbtr::gui
