#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/io/read_options.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace mbtr {

struct Format;
class TextInput;

/// Reads one file of any known format; content decides where the suffix does not. Path "-" is standard input.
/// Throws FileError (path, line, what was found and expected).
Dataset readFile(const std::string& path, Progress& progress, const ReadOptions& options = {});

/// A file that is known to be of this format; positions and cells are finite. Throws as readFile().
Dataset readAs(const Format& format, TextInput& input, const ReadOptions& options);

/// The first structures of a large file, at most `most`, in a moment; the same as the first ones of readFile.
Dataset readFirst(const std::string& path, int most, Progress& progress, const ReadOptions& options = {});

/// What the user has said of files, by path.
using OptionsOfFiles = std::map<std::string, ReadOptions>;

/// Takes what has been read so far; called on the thread that reads.
using PartialSink = std::function<void(Dataset firstStructures)>;

/// Reads several files into one dataset. A file that cannot be read becomes a message of Severity::Error (of a folder: a warning,
/// unless nothing there can be read), and where it lacks elements a question too; the others load. A folder stands for the files
/// in it (not in its folders) whose names are those of a known format, in natural order; the property "file" then holds their
/// names. `partial` is given the first structures as soon as they are there, and more of them while files follow.
Dataset readFiles(std::span<const std::string> paths, Progress& progress, const OptionsOfFiles& optionsOf = {},
                  const PartialSink& partial = {});

/// Folders replaced by their files. Throws FileError for a folder without any.
std::vector<std::string> filesOf(const std::string& path);

/// A text property "file" with the name of the file each structure comes from; nothing happens where there is one of this name.
void addFileNames(Dataset& dataset);

/// Puts `addition` behind `dataset`: columns are matched by name, missing values filled in.
/// The same name with another kind, number of components or unit: the column of `addition` gets its unit or a number
/// appended ("energy (kcal/mol)") and a message says so.
void append(Dataset& dataset, Dataset addition);

} // namespace mbtr
