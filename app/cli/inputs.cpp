#include "app/cli/inputs.h"

#include "app/cli/terminal_progress.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/subset.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/truncation/tuple_truncation.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <filesystem>
#include <iostream>

namespace mbtr::cli {

Dataset readInput(const std::string& path, const ReadOptions& options, Progress& progress)
{
    try {
        return readFile(path, progress, options);
    } catch (const MissingElements& error) {
        throw FileError(error.path(), error.line(), error.message() + "; or name them with --elements, such as --elements H,O");
    }
}

void addReadOptions(CLI::App& command, ReadOptions& options)
{
    const auto takeElements = [&options](const std::string& text) {
        try {
            options.elements = parseElements(text);
        } catch (const SettingsError& error) {
            throw CLI::ValidationError("--elements", error.what());
        }
    };
    command
        .add_option_function<std::string>("--elements", takeElements,
                                          "Elements of files that do not say them (VASP 4, LAMMPS types): one a species, such as "
                                          "Ga,As, or with numbers of atoms, Ga4,As4")
        ->type_name("A,B,..");
    command
        .add_option("--length-unit", options.lengthUnit,
                    "Unit of positions in files that do not state it (LAMMPS, .npz): angstrom, bohr or nm; default: angstrom")
        ->check(oneOf(lengthUnits()))
        ->type_name("UNIT");
    command
        .add_option_function<double>(
            "--most-unpacked", [&options](double gigabytes) { options.mostUnpacked = std::llround(gigabytes * 1e9); },
            "What a compressed file may unpack to, in GB (4); half of it is what a part of a JSON file may take in memory")
        ->type_name("GB")
        ->check(CLI::Range(1e-6, 1e6).description(""));
}

namespace {

/// Files of a folder that cannot be read are left out with a warning, unless that is all of them.
Dataset readFolder(const std::string& folder, const ReadOptions& options, Progress& progress)
{
    const std::vector<std::string> files = filesOf(folder);
    const double share = 1.0 / static_cast<double>(files.size());
    Dataset dataset;
    Messages skipped;
    for (std::size_t i = 0; i < files.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        try {
            append(dataset, readInput(files[i], options, part));
        } catch (const FileError& error) {
            skipped.push_back({Severity::Warning, error.path(), error.line(), "skipped: " + error.message()});
        }
    }
    if (dataset.structures.empty())
        throw FileError(folder, 0, "holds no file that can be read; the first: " + toText(skipped.front()));
    dataset.messages.insert(dataset.messages.end(), skipped.begin(), skipped.end());
    addFileNames(dataset);
    return dataset;
}

} // namespace

Dataset readInputs(const std::vector<std::string>& paths, const ReadOptions& options, Progress& progress)
{
    Dataset dataset;
    const double share = 1.0 / static_cast<double>(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        const bool isFolder = std::filesystem::is_directory(paths[i]);
        append(dataset, isFolder ? readFolder(paths[i], options, part) : readInput(paths[i], options, part));
    }
    return dataset;
}

Dataset readInputs(const std::vector<std::string>& paths, const ReadOptions& options)
{
    TerminalProgress progress;
    return readInputs(paths, options, progress);
}

Dataset readOneStructure(const std::string& text, const ReadOptions& options)
{
    const std::size_t at = text.rfind('@');
    const bool numbered = at != std::string::npos && at + 1 < text.size()
        && text.find_first_not_of("0123456789", at + 1) == std::string::npos && !std::filesystem::exists(text);
    const std::string file = numbered ? text.substr(0, at) : text;
    const Dataset all = readInputs({file}, options);
    if (!numbered && all.size() != 1)
        throw FileError(file, 0,
                        "must hold one structure, holds " + std::to_string(all.size()) + "; " + file + "@0 is the first");
    const long long number
        = numbered ? parseInteger(text.substr(at + 1)).value_or(all.size()) : 0; // one with too many digits is not there either
    if (number >= all.size())
        throw FileError(
            file, 0, "there is no structure " + text.substr(at + 1) + ", counted from 0; it holds " + std::to_string(all.size()));
    TerminalProgress progress;
    const std::vector<int> rows {static_cast<int>(number)};
    return subsetOf(all, rows, progress);
}

void printWarnings(const Messages& messages)
{
    for (const Message& message : messages)
        if (message.severity != Severity::Note)
            std::cerr << "mbtr: warning: " << toText(message) << '\n';
}

void printNotes(const Messages& messages)
{
    for (const Message& message : messages)
        if (message.severity == Severity::Note)
            std::cerr << "mbtr: " << toText(message) << '\n';
}

void printMessages(const Messages& messages)
{
    printWarnings(messages);
    printNotes(messages);
}

void printCuts(const Dataset& dataset, const Layout& layout)
{
    Progress progress;
    for (const Message& message : tupleTruncationMessages(layout, cutWeightsOf(dataset, layout, progress)))
        std::cerr << (message.severity == Severity::Note ? "mbtr: note: " : "mbtr: warning: ") << toText(message) << '\n';
}

} // namespace mbtr::cli
