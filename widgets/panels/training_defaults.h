#pragma once

#include "core/models/krr.h"

#include <QString>

namespace mbtr::gui {

/// Can a model be trained on this property: one number for each structure?
bool isTarget(const Property& property);

/// `current` with what does not fit the dataset replaced: a target that exists (an energy where there is one) and sizes
/// that leave structures to validate.
TrainingSettings fitted(TrainingSettings current, const Dataset& dataset);

/// "Needs about 410 MB: features 210 MB, kernel matrix 200 MB."
QString memorySentence(const Dataset& dataset, const MbtrSettings& mbtr, const TrainingSettings& training);

} // namespace mbtr::gui
