#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <span>
#include <string>

namespace mbtr {

/// Reads one file of any known format; content decides where the suffix does not. Path "-" is standard input.
/// Throws FileError (path, line, what was found and expected).
Dataset readFile(const std::string& path, Progress& progress);

/// Reads several files into one dataset. A file that cannot be read becomes a message of Severity::Error; the others load.
Dataset readFiles(std::span<const std::string> paths, Progress& progress);

/// Puts `addition` behind `dataset`: columns are matched by name, missing values filled in.
/// The same name with another kind, number of components or unit: the column of `addition` gets its unit or a number
/// appended ("energy (kcal/mol)") and a message says so.
void append(Dataset& dataset, Dataset addition);

} // namespace mbtr
