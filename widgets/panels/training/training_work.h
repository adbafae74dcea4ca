#pragma once

#include "core/features/feature_matrix.h"
#include "core/models/krr.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class Session;

/// What background work on models needs of the session: copies and shared values only.
struct TrainingWork {
    std::shared_ptr<const Dataset> dataset;
    std::vector<int> rows; ///< of the subset
    bool everything = true;
    MbtrSettings mbtr;
    TrainingSettings training;
    std::shared_ptr<const FeatureMatrix> features; ///< of the subset; nullptr: to be computed
};
TrainingWork trainingWork(const Session& session);

/// The structures of the subset with their features; may take long.
struct PreparedWork {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const FeatureMatrix> features;
};
PreparedWork prepare(const TrainingWork& work, Progress& progress);

} // namespace mbtr::gui
