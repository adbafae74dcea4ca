#pragma once

#include "core/dataset/dataset.h"
#include "core/mbtr/layout.h"

#include <string>
#include <vector>

namespace mbtr::cli {

/// For the help of every option that takes structures.
extern const std::string kReadable;

/// Reads files into one dataset, progress on a terminal. Throws FileError for the first that cannot be read: a result from
/// some of the files would be taken for that of all.
Dataset readInputs(const std::vector<std::string>& paths);

/// units: NAME=UNIT each; for properties whose files do not state one.
void setUnits(Dataset& dataset, const std::vector<std::string>& units);

/// Warnings to standard error, one a line; notes are left to the window.
void printWarnings(const Messages& messages);
/// What was decided for the user, to standard error.
void printNotes(const Messages& messages);

/// What the limits of the terms leave out, on standard error; notes too.
void printCuts(const Dataset& dataset, const Layout& layout);

} // namespace mbtr::cli
