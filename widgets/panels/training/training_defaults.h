#pragma once

#include "core/dataset/scalar_values.h"
#include "core/models/training_estimate.h"

#include <QString>

namespace mbtr::gui {

/// Structures with a finite value of the target.
int usableCount(const Dataset& dataset, const std::string& target);

/// Can a model be trained on this property: one number for each structure?
bool isTarget(const Property& property);

/// `current` with what does not fit the dataset replaced: a target that exists (an energy where there is one), with a
/// length and a lambda to begin with, and sizes that leave structures to validate.
TrainingSettings fitted(TrainingSettings current, const Dataset& dataset);

/// "under 1 s", "12 s", "3 min", "2.5 h".
QString secondsText(double seconds);

/// What a training needs of memory and time, in one sentence.
QString estimateSentence(const TrainingEstimate& estimate);

} // namespace mbtr::gui
