#include "app/cli/inputs.h"

#include "app/cli/terminal_progress.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/cut_loss.h"

#include <CLI/CLI.hpp>
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
    command.add_option_function<std::string>("--elements", takeElements,
               "Elements of files that do not say them (VASP 4, LAMMPS types): one a species, such as Ga,As, or with numbers of atoms, Ga4,As4")
        ->type_name("A,B,..");
    command.add_option("--length-unit", options.lengthUnit, "Unit of positions in files that do not state it (LAMMPS, .npz): angstrom, bohr or nm; default: angstrom")
        ->check(CLI::IsMember(lengthUnits()).description(""))
        ->type_name("UNIT");
}

Dataset readInputs(const std::vector<std::string>& paths, const ReadOptions& options)
{
    TerminalProgress progress;
    std::vector<std::string> files;
    for (const std::string& path : paths)
        for (std::string& file : filesOf(path))
            files.push_back(std::move(file));
    Dataset dataset;
    const double share = 1.0 / static_cast<double>(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        append(dataset, readInput(files[i], options, part));
    }
    if (files.size() > paths.size())
        addFileNames(dataset);
    return dataset;
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

void printCuts(const Dataset& dataset, const Layout& layout)
{
    Progress progress;
    for (const Message& message : cutMessages(layout, cutWeightsOf(dataset, layout, progress)))
        std::cerr << (message.severity == Severity::Note ? "mbtr: note: " : "mbtr: warning: ") << toText(message) << '\n';
}

} // namespace mbtr::cli
