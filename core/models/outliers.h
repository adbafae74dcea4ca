#pragma once

#include "core/models/krr.h"

#include <vector>

namespace mbtr {

/// A structure that validates and how wrong the model is about it.
struct Outlier {
    int structure = 0; ///< index into the dataset, as in the split
    double reference = 0, predicted = 0, predictiveStd = 0; ///< unit of the target
    double share = 0; ///< of the sum of squared errors, 0..1: how much of the RMSE it makes
    int nearest = -1; ///< the training structure most like it: index into the dataset
    double nearestReference = 0; ///< of that one, unit of the target
    double distance = 0; ///< to it, unit of the features
    double further = 0; ///< share of the validation structures that are further from their nearest one, 0..1

    double error() const { return predicted - reference; }
};

/// The `most` structures with the largest errors, the largest first.
std::vector<Outlier> outliersOf(const TrainingResult& result, std::size_t most);

/// Root mean squared error of the validation structures without the one with the largest error; NaN for fewer than two.
double rmseWithoutLargest(const TrainingResult& result);

} // namespace mbtr
