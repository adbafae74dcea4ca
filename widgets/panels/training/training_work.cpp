#include "widgets/panels/training/training_work.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"

namespace mbtr::gui {

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

PreparedWork prepare(const TrainingWork& work, Progress& progress)
{
    PreparedWork prepared {work.dataset, work.features};
    if (!work.everything)
        prepared.dataset = std::make_shared<const Dataset>(subsetOf(*work.dataset, work.rows, progress));
    if (prepared.features)
        return prepared;
    prepared.features
        = std::make_shared<const FeatureMatrix>(trainingFeatures(*prepared.dataset, work.mbtr, work.training, progress));
    return prepared;
}

} // namespace mbtr::gui
