#pragma once

#include "core/dataset/dataset.h"

#include <string>

namespace mbtr::test {

/// What is wrong with a dataset that a reader gave, whatever the file: sizes that do not fit, elements and atoms that do not
/// exist, positions that are no numbers. Empty where it is sound.
std::string problemOf(const Dataset& dataset);

} // namespace mbtr::test
