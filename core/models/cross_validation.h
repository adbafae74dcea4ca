#pragma once

#include "core/models/krr.h"

#include <span>
#include <vector>

namespace mbtr {

/// Every structure is predicted once, by a model trained on the other parts.
struct CrossValidation {
    std::vector<double> predicted; ///< in the order of the rows, unit of the target
    std::vector<Metrics> folds; ///< one for each part
    Metrics all; ///< of all predictions together
};

/// Deals the structures `rows`, in file order, into `folds` parts as foldsOf(), in the way of settings.split. Distances are
/// computed once; a baseline is fitted anew to every part's others. Throws SettingsError("folds", ..) unless 2 <= folds <=
/// rows.
CrossValidation crossValidate(const Dataset& dataset, const FeatureMatrix& features, std::span<const int> rows,
                              const TrainingSettings& settings, int folds, Progress& progress);

} // namespace mbtr
