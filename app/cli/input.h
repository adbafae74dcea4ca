#pragma once

#include "core/dataset/dataset.h"

#include <string>
#include <vector>

namespace mbtr::cli {

/// Reads all files into one dataset; what was noticed goes to standard error. Throws FileError for the first bad file.
Dataset readInput(const std::vector<std::string>& paths);

/// Messages on standard error, one a line.
void print(const Messages& messages);

} // namespace mbtr::cli
