#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/io/read_options.h"
#include "core/mbtr/layout.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// For the help of every option that takes structures.
inline constexpr const char* kReadable = "of any format that `mbtr formats` lists, also .gz; - is standard input";

/// --elements and --length-unit: what some files do not say; --most-unpacked: how much of a compressed one is read.
void addReadOptions(CLI::App& command, ReadOptions& options);

/// Reads one file; an error for missing elements says how to name them.
Dataset readInput(const std::string& path, const ReadOptions& options, Progress& progress);

/// Reads files into one dataset, progress on a terminal. Throws FileError for the first that cannot be read: a result from
/// some of the files would be taken for that of all. A folder stands for its files of known formats; what of these cannot be read
/// becomes a warning, and the property "file" holds the names.
Dataset readInputs(const std::vector<std::string>& paths, const ReadOptions& options = {});
Dataset readInputs(const std::vector<std::string>& paths, const ReadOptions& options, Progress& progress);
/// "FILE" that holds one structure, or "FILE@N": the one with number N, from 0. A file of that very name comes first.
Dataset readOneStructure(const std::string& text, const ReadOptions& options);

/// Warnings to standard error, one a line; notes are left to the window.
void printWarnings(const Messages& messages);
/// What was decided for the user, to standard error.
void printNotes(const Messages& messages);
/// Both.
void printMessages(const Messages& messages);

/// What the limits of the terms leave out, on standard error; notes too.
void printCuts(const Dataset& dataset, const Layout& layout);

} // namespace mbtr::cli
