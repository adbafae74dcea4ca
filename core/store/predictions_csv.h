#pragma once

#include "core/models/property_model.h"

#include <span>
#include <string>

namespace mbtr {

/// Writes a table with commas: a row for each structure with its index (from 0), name, predicted value and predictive standard
/// deviation (column "spread"), and where `reference` is given (one number for each structure) also the reference and the error,
/// which is the predicted minus the reference value. All numbers have the unit of the model's target. Names are in quotes where
/// they hold commas or quotes, and line ends in them become spaces; NaN is an empty field. Whole or not at all. Throws FileError.
void writePredictions(const std::string& path, const Dataset& dataset, std::span<const Prediction> predictions,
                      std::span<const double> reference = {});

} // namespace mbtr
