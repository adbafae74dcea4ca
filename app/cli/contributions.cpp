#include "core/mbtr/contributions/contributions.h"
#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/settings_json.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ContributionOptions {
    std::string file;
    std::string settings;
    std::string block;
    std::string range;
    std::optional<int> term;
    std::optional<int> top;
    ReadOptions read;
};

struct BlockName {
    int k = 0;
    std::array<int, 4> species {}; ///< atomic numbers in tuple order
};

[[noreturn]] void refuseBlock(const std::string& text)
{
    throw CLI::ValidationError("--block", "must be K:ELEMENTS, for instance 2:C-H or 3:H-C-O, is " + inQuotes(text));
}

BlockName parseBlock(const std::string& text)
{
    const auto parts = splitAt(text, ':');
    const auto k = parseInteger(parts[0]);
    if (parts.size() != 2 || !k || *k < 1 || *k > 4)
        refuseBlock(text);
    BlockName name {.k = static_cast<int>(*k)};
    const auto symbols = splitAt(parts[1], '-');
    if (static_cast<int>(symbols.size()) != name.k)
        refuseBlock(text);
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const auto z = atomicNumberOf(symbols[i]);
        if (!z)
            refuseBlock(text);
        name.species[i] = *z;
    }
    return name;
}

std::pair<int, int> parseRange(const std::string& text)
{
    const auto parts = splitAt(text, ':');
    const auto begin = parseInteger(parts[0]);
    const auto end = parts.size() == 2 ? parseInteger(parts[1]) : std::nullopt;
    constexpr long long kMostBins = 10'000'000; // what fits no grid is refused here, before it is cut to an int
    if (!begin || !end || std::abs(*begin) > kMostBins || std::abs(*end) > kMostBins)
        throw CLI::ValidationError("--range", "must be A:B, two bins counted from 0, is " + inQuotes(text));
    return {static_cast<int>(*begin), static_cast<int>(*end)};
}

std::size_t termOf(const ContributionOptions& options, const MbtrSettings& settings, int k)
{
    std::vector<std::size_t> ofThisOrder;
    for (std::size_t t = 0; t < settings.terms.size(); ++t)
        if (settings.terms[t].k == k)
            ofThisOrder.push_back(t);
    if (!options.term && ofThisOrder.size() == 1)
        return ofThisOrder.front();
    if (!options.term)
        throw SettingsError("--term",
                            std::to_string(ofThisOrder.size()) + " terms have k = " + std::to_string(k)
                                + (ofThisOrder.empty() ? "" : "; say which with --term (terms count from 0)"));
    if (std::find(ofThisOrder.begin(), ofThisOrder.end(), static_cast<std::size_t>(*options.term)) == ofThisOrder.end())
        throw SettingsError("--term", "term " + std::to_string(*options.term) + " is not one with k = " + std::to_string(k));
    return static_cast<std::size_t>(*options.term);
}

/// With reversals removed the mirror image of a block's name finds it, too.
int blockOf(const Layout& layout, std::size_t term, const BlockName& name)
{
    std::array<int, 4> tuple {};
    for (std::size_t i = 0; i < static_cast<std::size_t>(name.k); ++i) {
        const auto found = std::lower_bound(layout.species.begin(), layout.species.end(), name.species[i]);
        if (found == layout.species.end() || *found != name.species[i])
            throw SettingsError("--block", std::string(elementSymbol(name.species[i])) + " is not among the species");
        tuple[i] = static_cast<int>(found - layout.species.begin());
    }
    return blockIndex(layout, static_cast<int>(term), tuple);
}

Json jsonOf(const TupleContribution& tuple, int k)
{
    Json atoms = Json::array();
    for (std::size_t i = 0; i < static_cast<std::size_t>(k); ++i)
        atoms.push_back({{"index", tuple.sites[i].atom}, {"image", tuple.sites[i].image}});
    return {{"atoms", atoms}, {"value", tuple.value}, {"weight", tuple.weight}, {"share", tuple.share}};
}

void run(const ContributionOptions& options)
{
    const BlockName name = parseBlock(options.block);
    const auto [begin, end] = parseRange(options.range);
    const MbtrSettings settings = readSettings(options.settings);
    const std::size_t term = termOf(options, settings, name.k);
    const Dataset dataset = readOneStructure(options.file, options.read);
    printWarnings(dataset.messages);
    const auto layout = layoutFor(dataset, settings);
    TerminalProgress progress;
    const Contributions found
        = contributionsTo(dataset.structures.front(), layout, blockOf(*layout, term, name), begin, end, progress);
    Json tuples = Json::array();
    const auto count
        = options.top ? std::min<std::size_t>(found.tuples.size(), static_cast<std::size_t>(*options.top)) : found.tuples.size();
    for (std::size_t i = 0; i < count; ++i)
        tuples.push_back(jsonOf(found.tuples[i], name.k));
    std::cout << Json {{"total", found.total}, {"tuples", tuples}}.dump(1) << '\n';
}

} // namespace

void addContributions(CLI::App& app)
{
    auto options = std::make_shared<ContributionOptions>();
    CLI::App* command = app.add_subcommand("contributions", "List the tuples of atoms that make some bins of a block (JSON)");
    command->add_option("FILE", options->file, std::string("One structure; FILE@N is number N of a file, from 0; ") + kReadable)
        ->type_name("")
        ->required();
    command->add_option("--settings", options->settings, "MBTR settings file, as `mbtr settings` prints it")
        ->type_name("FILE")
        ->required();
    command->add_option("--block", options->block, "K:ELEMENTS, for instance 2:C-H or 3:H-C-O (middle atom in the middle)")
        ->type_name("K:ELEMENTS")
        ->required();
    command->add_option("--range", options->range, "A:B, bins A to B-1, counted from 0")->type_name("A:B")->required();
    command->add_option("--term", options->term, "Which term, counted from 0, where several have this k");
    command->add_option("--top", options->top, "List only the tuples with the largest shares")->check(CLI::NonNegativeNumber);
    addReadOptions(*command, options->read);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
