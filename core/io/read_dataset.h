#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/io/read_options.h"

#include <map>
#include <span>
#include <string>

namespace mbtr {

/// Reads one file of any known format; content decides where the suffix does not. Path "-" is standard input.
/// Throws FileError (path, line, what was found and expected).
Dataset readFile(const std::string& path, Progress& progress, const ReadOptions& options = {});

/// Reads several files into one dataset. A file that cannot be read becomes a message of Severity::Error, and where it lacks
/// elements a question too; the others load. optionsOf: by path.
Dataset readFiles(std::span<const std::string> paths, Progress& progress, const std::map<std::string, ReadOptions>& optionsOf = {});

/// Puts `addition` behind `dataset`: columns are matched by name, missing values filled in.
/// The same name with another kind, number of components or unit: the column of `addition` gets its unit or a number
/// appended ("energy (kcal/mol)") and a message says so.
void append(Dataset& dataset, Dataset addition);

} // namespace mbtr
