#pragma once

#include "core/base/progress.h"
#include "core/models/krr.h"
#include "core/models/sigma_search.h"

#include <functional>
#include <optional>

namespace mbtr::gui {

/// Kernel and lambda that suit features and targets.
struct Tuning {
    Kernel kernel;
    double lambda = 0;
    std::optional<MbtrSettings> mbtr; ///< with other sigmas, where they were searched
};

/// The kernel with a length of eight median distances between structures: some 300 of them, evenly picked. As it is where
/// it has no length or all distances are 0.
Kernel kernelForDistances(const FeatureMatrix& features, const Kernel& kernel, Progress& progress);

/// Best length and lambda (searchHyperparameters) on the structures that train; about 2000 of them where they are more.
/// onPoint: called on the thread that searches. Throws as trainKrr and searchHyperparameters.
Tuning searched(const Dataset& dataset, const FeatureMatrix& features, const TrainingSettings& settings,
                const std::function<void(const SearchPoint&)>& onPoint, Progress& progress);

/// The same with the sigmas of the MBTR (searchSigmas).
Tuning searchedWithSigmas(const Dataset& dataset, const MbtrSettings& mbtr, const TrainingSettings& settings,
                          const std::function<void(const SigmaSearchPoint&)>& onPoint, Progress& progress);

} // namespace mbtr::gui
