#include "core/mbtr/layout.h"
#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/mbtr/settings_json.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace mbtr::cli {

namespace {

struct LayoutOptions {
    std::string settings;
    std::string species;
    ReadOptions read;
};

std::optional<std::vector<int>> elementsOfList(const std::string& list)
{
    std::vector<int> species;
    for (const std::string_view word : splitAt(list, ','))
        if (const auto z = atomicNumberOf(trimmed(word)))
            species.push_back(*z);
        else
            return std::nullopt;
    return species;
}

/// H,C,O or a file; a file of that name wins only where the text is no list of elements.
std::vector<int> speciesOf(const LayoutOptions& options, const MbtrSettings& settings)
{
    if (options.species.empty() && settings.species)
        return *settings.species;
    if (options.species.empty())
        throw SettingsError("species", "is \"auto\" in the settings: name the elements or a file with --species");
    if (const auto species = elementsOfList(options.species))
        return *species;
    if (!std::filesystem::exists(options.species))
        throw SettingsError("--species", inQuotes(options.species) + " is neither a list of elements nor a file");
    const Dataset dataset = readInputs({options.species}, options.read);
    printWarnings(dataset.messages);
    return elementsOf(dataset);
}

nlohmann::ordered_json blockJson(const Layout& layout, const Block& block)
{
    const Bins& bins = layout.bins[block.term];
    nlohmann::ordered_json species = nlohmann::ordered_json::array();
    for (int i = 0; i < block.k; ++i)
        species.push_back(elementSymbol(block.species[i]));
    return {{"k", block.k},
            {"species", species},
            {"begin", block.begin},
            {"end", block.begin + bins.n},
            {"min", bins.left},
            {"step", bins.step},
            {"unit", info(layout.settings.terms[block.term].geometry).unit},
            {"term", block.term}};
}

void run(const LayoutOptions& options)
{
    const MbtrSettings settings = readSettings(options.settings);
    const auto species = speciesOf(options, settings);
    const Layout layout = layoutOf(settings, species);
    std::string separator = "[\n";
    for (const Block& block : layout.blocks) { // line by line: there may be hundreds of thousands
        std::cout << separator << blockJson(layout, block).dump();
        separator = ",\n";
    }
    std::cout << "\n]\n";
}

} // namespace

void addLayout(CLI::App& app)
{
    auto options = std::make_shared<LayoutOptions>();
    CLI::App* command = app.add_subcommand(
        "layout", "List the blocks of the flat vector (JSON): elements, columns begin to end - 1, left edge, bin width and unit");
    command->add_option("--settings", options->settings, "MBTR settings file, as `mbtr settings` prints it")
        ->type_name("FILE")
        ->required();
    command->add_option("--species", options->species, "Elements (H,C,O) or a file of structures; default: those of the settings")
        ->type_name("LIST|FILE");
    addReadOptions(*command, options->read);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
