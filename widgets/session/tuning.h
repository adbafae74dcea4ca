#pragma once

#include "core/base/progress.h"
#include "core/models/krr.h"

namespace mbtr::gui {

/// Kernel and lambda that suit features and targets.
struct Tuning {
    Kernel kernel;
    double lambda = 0;
};

/// The kernel with a length of eight median distances between structures: some 300 of them, evenly picked. As it is where
/// it has no length or all distances are 0.
Kernel kernelForDistances(const FeatureMatrix& features, const Kernel& kernel, Progress& progress);

/// Best length and lambda (searchHyperparameters) on the structures that train; about 2000 of them where they are more.
/// Throws as trainKrr and searchHyperparameters.
Tuning searched(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings, Progress& progress);

} // namespace mbtr::gui
