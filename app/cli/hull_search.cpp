#include "app/cli/commands.h"
#include "app/cli/hull_options.h"
#include "app/cli/hull_questions.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/features/representation.h"
#include "core/mbtr/settings_json.h"
#include "core/thermodynamics/hull_replay.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct HullSearchCommand : HullOptions {
    std::string settingsFile, scales = "even";
    HullSearchSettings search;
    std::optional<double> stopDelta; ///< unit of the energies
    ReplayEnd end = ReplayEnd::AtTheStop;
    QuestionOptions questions;
};

Json roundJson(const ReplayRound& round)
{
    return {{"picked", round.picked},        {"energies", round.energies},
            {"look_ups", round.lookUps},     {"chance_missing", round.chanceMissing},
            {"hull_error", round.hullError}, {"complete", round.isComplete}};
}

Json replayJson(const Replay& replay, const HullSearchCommand& options, const std::string& unit, std::size_t structures)
{
    Json rounds = Json::array();
    for (const ReplayRound& round : replay.rounds)
        rounds.push_back(roundJson(round));
    const auto orNull = [](const std::optional<int>& number) { return number ? Json(*number) : Json(); };
    return {{"rule", hullRuleNames()[static_cast<std::size_t>(options.search.rule)]},
            {"unit", unit},
            {"structures", structures},
            {"rounds", rounds},
            {"stopped_at", orNull(replay.stoppedAt)},
            {"complete_at", orNull(replay.completeAt)},
            {"doubtful", replay.doubtful}};
}

RowMatrix featuresFor(const Dataset& dataset, const HullSearchCommand& options, Progress& progress)
{
    FeatureMatrix features = buildFeatures(
        dataset, representationFor(dataset, RepresentationKind::Mbtr, readSettings(options.settingsFile)), progress);
    if (options.scales == "even")
        scaleTermsEvenly(features, allRows(dataset));
    return std::move(features.values);
}

/// All energies are in the file: what the search would have looked up.
void replay(const Dataset& dataset, const HullSearchCommand& options)
{
    Json json;
    {
        TerminalProgress progress;
        const HullData data = hullData(dataset, options);
        const auto known = (data.points.energies.array() == data.points.energies.array()).count(); // not NaN
        if (known < dataset.size())
            throw SettingsError("energy",
                                std::to_string(dataset.size() - known) + " of " + std::to_string(dataset.size())
                                    + " structures have none: leave them out by --filter, or ask for them with --ask");
        SubProgress building(progress, 0, 0.2), searching(progress, 0.2, 1);
        const RowMatrix features = featuresFor(dataset, options, building);
        const Replay found = replayHullSearch(data.points, features, givenReferences(data.points.elements, options),
                                              options.search, options.end, {}, searching);
        json = replayJson(found, options, data.unit, static_cast<std::size_t>(dataset.size()));
    }
    printJson(json);
}

void run(HullSearchCommand& options)
{
    TerminalProgress progress;
    const Dataset dataset = edited(readInputs({options.data}, options.dataset.read, progress), options.dataset);
    printWarnings(dataset.messages);
    options.search.stopDelta = options.stopDelta.value_or(inUnit(HullSearchSettings().stopDelta, unitPerAtom(dataset, options)));
    validate(options.search);
    if (!options.questions.isAsked())
        return replay(dataset, options);
    const RowMatrix features = featuresFor(dataset, options, progress);
    printJson(askAndAnswer(dataset, features, options, options.search, options.questions, progress));
}

void addSearchOptions(CLI::App& command, HullSearchCommand& options)
{
    std::map<std::string, HullRule> rules;
    for (std::size_t i = 0; i < hullRuleNames().size(); ++i)
        rules[std::string(hullRuleNames()[i])] = static_cast<HullRule>(i);
    command
        .add_option(
            "--rule", options.search.rule,
            "Which structure is next: ei (expected improvement, the default), lcb (confidence bound), vertex, variance, paper "
            "(Huo & Rupp 2022), mean, random")
        ->transform(oneOf(rules))
        ->type_name("NAME");
    command.add_option("--batch", options.search.batch, "Structures a round")->type_name("Q")->capture_default_str();
    command.add_option("--start", options.search.start, "Structures drawn at random for the first round, besides the elements")
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--seed", options.search.seed, "Seed of all draws")->type_name("K")->capture_default_str();
    command
        .add_option("--stop-chance", options.search.stopChance,
                    "Stop where something is missing with less than this chance, three rounds in a row")
        ->type_name("P")
        ->capture_default_str();
    command
        .add_option(
            "--stop-delta", options.stopDelta,
            "What lies less than this below the hull does not count as missing; unit of the energies, default 0.5 meV/atom")
        ->type_name("E");
}

} // namespace

void addHullSearch(CLI::App& app)
{
    auto* command = app.add_subcommand("hull-search",
                                       "Look for the convex hull with as few energies as possible: replays a search, or "
                                       "asks for energies and takes them back");
    auto options = std::make_shared<HullSearchCommand>();
    addHullOptions(*command, *options);
    command->add_option("--settings", options->settingsFile, "MBTR settings file, as `mbtr settings` prints it")
        ->type_name("FILE")
        ->required();
    command->add_option("--scale-terms", options->scales, "even: every term varies as much as the others; none")
        ->check(oneOf(std::vector<std::string> {"even", "none"}))
        ->type_name("NAME")
        ->capture_default_str();
    addSearchOptions(*command, *options);
    command
        ->add_option("--until", options->end,
                     "End of a replay: stop (the default), complete (also until every vertex is known), all")
        ->transform(oneOf(std::map<std::string, ReplayEnd> {
            {"stop", ReplayEnd::AtTheStop}, {"complete", ReplayEnd::WhenComplete}, {"all", ReplayEnd::WithAllLookedUp}}))
        ->type_name("NAME");
    addQuestionOptions(*command, options->questions);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
