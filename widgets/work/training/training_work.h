#pragma once

#include "core/features/feature_matrix.h"
#include "core/models/krr.h"

#include <memory>
#include <string>
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

/// The unit of the target as it is learnt: "eV/atom" where it is divided by the number of atoms.
std::string unitOfTarget(const TrainingWork& work);
/// The same for the session as it is now; empty where there is no such target.
std::string unitOfTarget(const Session& session);

/// The structures of the subset with their features; may take long.
struct PreparedWork {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const FeatureMatrix> features;
};
/// The features that these settings ask for, one row a structure. Even terms are scaled by the structures that train.
std::shared_ptr<const FeatureMatrix> preparedFeatures(const Dataset& dataset, const MbtrSettings& mbtr,
                                                      const TrainingSettings& training, Progress& progress);
PreparedWork prepare(const TrainingWork& work, Progress& progress);

} // namespace mbtr::gui
