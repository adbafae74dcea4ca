#pragma once

#include "core/models/hyperparameter_search.h"
#include "core/models/learning_curve.h"
#include "core/models/outliers.h"
#include "core/models/training_estimate.h"

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

namespace mbtr::cli {

/// "H", "O", ..
std::vector<std::string> symbolsOf(std::span<const int> elements);
/// An object with the keys rmse, mae and max.
nlohmann::ordered_json toJson(const Metrics& metrics);
nlohmann::ordered_json toJson(const TrainingResult& result);
/// An object with the keys mean and std.
nlohmann::ordered_json toJson(const MeanAndStd& values);
/// Every point that was tried, in this order; the error is that of the structures held out. No length: null.
nlohmann::ordered_json toJson(const std::vector<SearchPoint>& points, bool hasLength);
/// Structures as indices into the dataset, from 0, with their names.
nlohmann::ordered_json toJson(const std::vector<Outlier>& outliers, const Dataset& dataset);
nlohmann::ordered_json toJson(const TrainingEstimate& estimate);
/// To standard output; not a number becomes null.
void printJson(const nlohmann::ordered_json& json);

} // namespace mbtr::cli
