#pragma once

#include "core/base/log.h"
#include "core/models/krr.h"

#include <span>
#include <string>
#include <vector>

namespace mbtr {

/// Elements of these structures that are not among the trained ones, ascending.
std::vector<int> untrainedElements(const Dataset& dataset, std::span<const int> rows, std::span<const int> trained);

/// How many structures that validate are copies of one that trains: the same features, elements and distances.
int countCopies(const Dataset& dataset, const RowMatrix& features, const TrainingResult& result);

/// "O", "N and O", "F, N and O".
std::string namesOf(std::span<const int> elements);

/// What makes errors of a training look better or worse than they are: elements that only validate, copies on both sides,
/// structures without the target.
Messages doubtsOf(const TrainingResult& result);

} // namespace mbtr
