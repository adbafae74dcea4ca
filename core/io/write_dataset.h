#pragma once

#include "core/base/log.h"
#include "core/dataset/dataset.h"

#include <string>

namespace mbtr {

struct Format;

/// Writes by suffix (.gz allowed), whole or not at all. Returns what the format could not store, one message a kind of loss.
Messages writeDataset(const Dataset& dataset, const std::string& path);

/// The format that writeDataset takes for this name. Throws FileError for a suffix that no writer knows.
const Format& formatToWrite(const std::string& path);

} // namespace mbtr
