#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/features/feature_matrix.h"
#include "core/io/read_dataset.h"
#include "core/kernels/comparison.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/settings_json.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct DistanceOptions {
    std::string a, b;
    std::string settings;
    bool json = false;
    ReadOptions read;
};

Json speciesJson(const Block& block)
{
    Json species = Json::array();
    for (int i = 0; i < block.k; ++i)
        species.push_back(elementSymbol(block.species[i]));
    return species;
}

Json jsonOf(const Comparison& comparison, const Layout& layout)
{
    Json terms = Json::array();
    for (std::size_t t = 0; t < comparison.terms.size(); ++t) {
        Json blocks = Json::array();
        for (const auto& part : comparison.terms[t].blocks)
            blocks.push_back({{"species", speciesJson(layout.blocks[part.block])}, {"value", part.value}, {"bins", part.bins}});
        terms.push_back({{"k", layout.settings.terms[t].k}, {"value", comparison.terms[t].value}, {"blocks", blocks}});
    }
    return {{"squared_distance", comparison.squaredDistance}, {"terms", terms}};
}

void printTable(const Comparison& comparison, const Layout& layout)
{
    const auto percent
        = [&](double value) { return comparison.squaredDistance > 0 ? 100 * value / comparison.squaredDistance : 0; };
    fmt::print("squared distance  {:.10g}\ndistance          {:.10g}\n", comparison.squaredDistance,
               std::sqrt(comparison.squaredDistance));
    for (std::size_t t = 0; t < comparison.terms.size(); ++t) {
        fmt::print("\nterm {}, k = {}, {}: {:.6g} ({:.1f} %)\n", t, layout.settings.terms[t].k,
                   info(layout.settings.terms[t].geometry).name, comparison.terms[t].value, percent(comparison.terms[t].value));
        for (const auto& part : comparison.terms[t].blocks)
            fmt::print("  {:<12} {:>14.6g} {:>6.1f} %\n", blockName(layout.blocks[part.block]), part.value, percent(part.value));
    }
}

void run(const DistanceOptions& options)
{
    const MbtrSettings settings = readSettings(options.settings);
    Dataset both = readOneStructure(options.a, options.read);
    append(both, readOneStructure(options.b, options.read));
    printWarnings(both.messages);
    const auto layout = layoutFor(both, settings);
    TerminalProgress progress;
    const Comparison comparison
        = compare(computeMbtr(both.structures[0], layout, progress), computeMbtr(both.structures[1], layout, progress));
    if (options.json)
        std::cout << jsonOf(comparison, *layout).dump(1) << '\n';
    else
        printTable(comparison, *layout);
}

} // namespace

void addDistance(CLI::App& app)
{
    auto options = std::make_shared<DistanceOptions>();
    CLI::App* command = app.add_subcommand("distance", "Squared distance between two structures, split by term, block and bin");
    command->add_option("A", options->a, std::string("One structure; FILE@N is number N of a file, from 0; ") + kReadable)
        ->type_name("")
        ->required();
    command->add_option("B", options->b, "Another one")->type_name("")->required();
    command->add_option("--settings", options->settings, "MBTR settings file, as `mbtr settings` prints it")
        ->type_name("FILE")
        ->required();
    command->add_flag("--json", options->json, "Print JSON");
    addReadOptions(*command, options->read);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
