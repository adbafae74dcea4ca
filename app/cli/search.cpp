#include "app/cli/commands.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/cli/training_options.h"
#include "core/base/error.h"
#include "core/base/whole_file.h"
#include "core/dataset/subset.h"
#include "core/mbtr/settings_json.h"
#include "core/models/sigma_search.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <ostream>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct SearchOptions : TrainingOptions {
    int searchOn = 2000;
    bool keepSigmas = false;
    std::string settingsOutput;
};

Json jsonOf(const SigmaSearchPoint& tried, bool hasLength)
{
    return {{"sigmas", tried.sigmas},
            {"length", hasLength ? Json(std::exp2(tried.point.log2Length)) : Json()},
            {"lambda", std::exp2(tried.point.log2Lambda)},
            {"rmse", tried.point.rmse}};
}

TermScaling scalingOf(const TrainingOptions& options)
{
    if (options.scales.empty() || options.scales == "none")
        return TermScaling::None;
    if (options.scales != "even")
        throw CLI::ValidationError("--scale-terms", "none or even is what a search over sigmas can keep");
    return TermScaling::Even;
}

/// Length and lambda only, of features that have no sigmas or keep them.
SigmaSearchResult searchWithoutSigmas(const SearchOptions& options, const Dataset& dataset, const std::vector<int>& rows,
                                      Progress& progress)
{
    SubProgress building(progress, 0, 0.4), searching(progress, 0.4, 1);
    const TimedFeatures made = makeFeatures(dataset, rows, options, building);
    SigmaSearchResult result {.settings = made.representation().mbtr,
                              .best = searchKernel(options, dataset, rows, made.features, searching),
                              .points = {}};
    std::vector<double> sigmas;
    for (const TermSettings& term : result.settings.terms)
        sigmas.push_back(term.sigma);
    for (const SearchPoint& point : result.best.points)
        result.points.push_back({sigmas, point});
    return result;
}

SigmaSearchResult searchAll(const SearchOptions& options, const Dataset& dataset, const std::vector<int>& rows,
                            Progress& progress)
{
    const Dataset part = subsetOf(dataset, rows, progress);
    MbtrSettings start = readSettings(options.settingsFile);
    if (!start.species)
        start.species = elementsOf(dataset);
    return searchSigmas(part, learntTargets(dataset, rows, options.training), start,
                        {.kernel = options.kernel,
                         .length = options.length,
                         .lambda = options.lambda,
                         .inner = holdOutOf(dataset, rows, options.training.split)},
                        scalingOf(options), {}, progress);
}

void search(SearchOptions& options)
{
    takeKernel(options);
    if (!options.settingsOutput.empty())
        requireWritable(options.settingsOutput);
    const bool withSigmas = options.training.representation == RepresentationKind::Mbtr && !options.keepSigmas;
    if (!withSigmas && options.isComplete())
        throw CLI::ValidationError("search", "has nothing to search where --length and --lambda are given and sigmas are kept");
    SigmaSearchResult result;
    std::size_t searched = 0;
    std::string unit;
    {
        TerminalProgress progress;
        SubProgress reading(progress, 0, 0.05), searching(progress, 0.05, 1);
        const TrainingData data = readTrainingData(options, reading);
        unit = data.dataset.find(options.training.target)->unit + (options.training.perAtom ? "/atom" : "");
        const std::vector<int> rows = pickEvenly(splitOf(data, options, options.training.split).train, options.searchOn);
        searched = rows.size();
        result = withSigmas ? searchAll(options, data.dataset, rows, searching)
                            : searchWithoutSigmas(options, data.dataset, rows, searching);
    }
    if (!options.settingsOutput.empty())
        writeWhole(options.settingsOutput, [&](std::ostream& out) { out << toJson(result.settings); });
    const bool hasLength = options.kernel != "linear";
    Json points = Json::array();
    for (const SigmaSearchPoint& point : result.points)
        points.push_back(jsonOf(point, hasLength));
    const auto best = std::ranges::min_element(result.points, {}, [](const SigmaSearchPoint& tried) { return tried.point.rmse; });
    printJson({{"unit", unit}, {"searched_on", searched}, {"best", jsonOf(*best, hasLength)}, {"points", points}});
}

} // namespace

void addSearch(CLI::App& app)
{
    auto* command = app.add_subcommand(
        "search",
        "Search length, lambda and the sigmas of the MBTR on a log2 grid and print every point tried as JSON; "
        "only training structures are looked at, one in five of them is held out for the errors");
    auto options = std::make_shared<SearchOptions>();
    addTrainingOptions(*command, *options);
    command->add_option("--search-on", options->searchOn, "Search on at most so many of the training structures")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber.description(""));
    command->add_flag("--keep-sigmas", options->keepSigmas, "Search for length and lambda only");
    command->add_option("--settings-output", options->settingsOutput, "Write the settings with the best sigmas to this file")
        ->type_name("FILE");
    command->callback([options] { search(*options); });
}

} // namespace mbtr::cli
