#include "app/cli/commands.h"
#include "app/cli/dataset_options.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/base/whole_file.h"
#include "core/chemistry/editing/wrap_atoms.h"
#include "core/chemistry/symmetry.h"
#include "core/dataset/cell_change.h"
#include "core/embedding/select_structures.h"
#include "core/io/format.h"
#include "core/io/write_dataset.h"
#include "core/mbtr/settings_json.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

namespace mbtr::cli {

namespace {

struct ConvertOptions {
    std::string in;
    std::string out;
    DatasetOptions dataset;
    std::optional<int> sample, farthest;
    std::optional<double> unique;
    std::uint64_t seed = 0;
    std::string settingsFile;
    Order order;
    std::string cell;
    bool wrap = false;
    double tolerance = kSymmetryTolerance;
};

SubsetSettings subsetSettings(const ConvertOptions& options)
{
    SubsetSettings settings {.filter = {}, .tolerance = options.unique.value_or(0), .seed = options.seed};
    if (options.sample)
        settings.draw = SubsetSettings::Draw::Random;
    if (options.farthest)
        settings.draw = SubsetSettings::Draw::Farthest;
    settings.count = options.sample.value_or(options.farthest.value_or(settings.count));
    return settings;
}

bool choosesStructures(const ConvertOptions& options)
{
    return options.sample || options.farthest || options.unique || !options.order.by.empty() || options.order.descending;
}

/// What is drawn and in which order it is written; the filter has been applied.
Dataset selectRows(Dataset dataset, const ConvertOptions& options)
{
    if (!choosesStructures(options))
        return dataset;
    if (options.unique && *options.unique == 0)
        throw SettingsError("unique", "must be a number of angstrom larger than 0, is 0");
    TerminalProgress progress;
    std::optional<MbtrSettings> distances;
    if (!options.settingsFile.empty())
        distances = readSettings(options.settingsFile);
    const int wanted = options.sample.value_or(options.farthest.value_or(0));
    SelectedStructures selected = selectStructures(dataset, subsetSettings(options), progress, distances);
    if (const int drawn = static_cast<int>(selected.rows.size()); wanted > drawn)
        printWarnings(
            {{.severity = Severity::Warning,
              .text = std::string(options.sample ? "--sample " : "--farthest ") + std::to_string(wanted) + ": only "
                  + std::to_string(drawn) + (drawn == 1 ? " structure is" : " structures are") + " there, all are written"}});
    if (options.unique)
        printNotes({{.severity = Severity::Note,
                     .text = std::to_string(selected.duplicates) + (selected.duplicates == 1 ? " duplicate" : " duplicates")
                         + " of " + std::to_string(selected.filtered) + " structures left out"}});
    return subsetOf(dataset, sortRows(dataset, std::move(selected.rows), options.order, progress), progress);
}

Structure withCell(const Structure& structure, const ConvertOptions& options)
{
    const auto change = options.cell == "primitive" ? primitiveCell
        : options.cell == "conventional"            ? conventionalCell
                                                    : niggliCell;
    const bool isCrystal = structure.cell && structure.cell->dimension() == 3;
    Structure result = options.cell.empty() || !isCrystal ? structure : change(structure, options.tolerance);
    return options.wrap && result.isPeriodic() ? wrapAtoms(result) : result;
}

/// What --cell and --wrap leave as it is.
void tellUnchanged(const ConvertOptions& options, Dataset& dataset)
{
    const auto tell = [&dataset](const char* option, const char* expected, auto&& isMeant) {
        const auto left = std::count_if(dataset.structures.begin(), dataset.structures.end(),
                                        [&](const Structure& s) { return !isMeant(s); });
        if (left > 0)
            dataset.messages.push_back(
                {.severity = Severity::Warning,
                 .text = std::string(option) + " leaves " + std::to_string(left) + " of " + std::to_string(dataset.size())
                     + (dataset.size() == 1 ? " structure" : " structures") + " as they are: " + expected});
    };
    if (!options.cell.empty())
        tell("--cell", "not periodic in three directions", [](const Structure& s) { return s.cell && s.cell->dimension() == 3; });
    if (options.wrap)
        tell("--wrap", "not periodic", [](const Structure& s) { return s.isPeriodic(); });
    const bool stated = std::any_of(dataset.structures.begin(), dataset.structures.end(),
                                    [](const Structure& s) { return !s.bonds.empty() && s.cell && s.cell->dimension() == 3; });
    if (!options.cell.empty() && stated)
        dataset.messages.push_back({.severity = Severity::Warning,
                                    .text = "--cell: bonds that the file states are left out, as they lead to other cells now"});
}

/// Values of atoms that are other ones now are dropped, with a warning; those of structures that grow with the cell are scaled.
Dataset withCells(Dataset dataset, const ConvertOptions& options)
{
    tellUnchanged(options, dataset);
    std::vector<int> atomsBefore;
    for (const Structure& structure : dataset.structures)
        atomsBefore.push_back(structure.atomCount());
    for (int n = 0; n < dataset.size(); ++n) {
        Structure& structure = dataset.structures[std::size_t(n)];
        try {
            structure = withCell(structure, options);
        } catch (const NumericalError& error) {
            throw NumericalError("structure " + std::to_string(n) + ": " + error.what());
        }
    }
    if (!options.cell.empty())
        printMessages(adaptToCells(dataset, atomsBefore));
    const bool perAtom = std::any_of(dataset.properties.begin(), dataset.properties.end(),
                                     [](const Property& property) { return property.isPerAtom(); });
    if (options.cell.empty() || options.cell == "niggli" || !perAtom)
        return dataset;
    std::erase_if(dataset.properties, [](const Property& property) { return property.isPerAtom(); });
    dataset.messages.push_back(
        {.severity = Severity::Warning, .text = "values per atom are left out, as the cells hold other atoms now"});
    return dataset;
}

void runConvert(const ConvertOptions& options)
{
    try {
        formatToWrite(options.out);
    } catch (const FileError& error) {
        throw CLI::ValidationError("OUT", error.message());
    }
    requireWritable(options.out);
    const Dataset dataset
        = withCells(selectRows(applyOptions(readInputs({options.in}, options.dataset.read), options.dataset), options), options);
    const Messages losses = writeDataset(dataset, options.out);
    printWarnings(dataset.messages);
    printWarnings(losses);
}

} // namespace

void addConvert(CLI::App& app)
{
    auto options = std::make_shared<ConvertOptions>();
    CLI::App* command = app.add_subcommand("convert", "Write structures in another format");
    command->add_option("IN", options->in, std::string("Structures, ") + kReadable)->type_name("")->required();
    command
        ->add_option("OUT", options->out,
                     "File to write, by suffix: " + writableSuffixes() + ", also .gz; what its format cannot hold is a warning")
        ->type_name("")
        ->required();
    addDatasetOptions(*command, options->dataset);
    command
        ->add_option("--unique", options->unique,
                     "Leave out structures that agree with an earlier one within TOL angstrom, up to rotation, reflection, "
                     "translation and order of atoms")
        ->type_name("TOL");
    auto* sample = command->add_option("--sample", options->sample, "Draw N structures at random (see --seed)")->type_name("N");
    command->add_option("--seed", options->seed, "Seed of --sample")->type_name("K")->capture_default_str();
    command
        ->add_option("--farthest", options->farthest,
                     "Draw N structures, each as different as can be from those before it (Gonzalez; distances of a coarse MBTR, "
                     "or of --settings)")
        ->type_name("N")
        ->excludes(sample);
    command->add_option("--settings", options->settingsFile, "MBTR settings file for --farthest")->type_name("FILE");
    command->add_option("--sort", options->order.by, "Sort by a property, n_atoms, name or formula; missing values last")
        ->type_name("NAME");
    command->add_flag("--descending", options->order.descending, "Sort downwards");
    command
        ->add_option(
            "--cell", options->cell,
            "Write crystals with another cell: primitive, conventional (International Tables) or niggli (the same atoms)")
        ->type_name("KIND")
        ->check(oneOf(std::vector<std::string> {"primitive", "conventional", "niggli"}));
    command->add_option("--tolerance", options->tolerance, "Of the symmetry for --cell, angstrom")
        ->capture_default_str()
        ->type_name("TOL");
    command->add_flag("--wrap", options->wrap, "Move the atoms of crystals into their cells");
    command->callback([options] { runConvert(*options); });
}

} // namespace mbtr::cli
