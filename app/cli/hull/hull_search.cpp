#include "app/cli/commands.h"
#include "app/cli/hull/hull_options.h"
#include "app/cli/hull/hull_questions.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/campaigns/hull_campaign.h"
#include "core/features/representation.h"
#include "core/mbtr/settings_json.h"
#include "core/thermodynamics/energy_check.h"
#include "core/thermodynamics/hull_replay.h"

#include <CLI/CLI.hpp>
#include <limits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kNear = 1e-3; ///< eV/atom: a hull this near to the true one is as good

struct HullSearchCommand : HullOptions {
    std::string settingsFile, scales = "even";
    HullSearchSettings search;
    std::optional<double> stopDelta; ///< unit of the energies
    ReplayEnd end = ReplayEnd::AtTheStop;
    int repeats = 1;
    QuestionOptions questions;
};

Json roundJson(const ReplayRound& round)
{
    return {{"picked", round.picked},        {"energies", round.energies},
            {"look_ups", round.lookUps},     {"chance_missing", round.chanceMissing},
            {"hull_error", round.hullError}, {"complete", round.isComplete}};
}

Json orNull(const std::optional<int>& number)
{
    return number ? Json(*number) : Json();
}

/// Look-ups at which things happened, and the hull's error at the stop. near: hull error that is near enough.
Json summaryOf(const HullReplay& replay, double near)
{
    return {{"stopped_at", orNull(replay.stoppedAt())},
            {"complete_at", orNull(replay.completeAt())},
            {"near_at", orNull(replay.withinAt(near))},
            {"error_at_stop", replay.errorAtStop()}};
}

/// Numbers in the file that deserve a second look.
Json checkJson(const Dataset& dataset, const RowMatrix& features, const HullData& data, Progress& progress)
{
    const auto name = [&](int i) { return dataset.structures[static_cast<std::size_t>(i)].name; };
    Json doubtful = Json::array(), pairs = Json::array();
    for (const DoubtfulEnergy& entry : doubtfulEnergies(features, data.formation, progress))
        doubtful.push_back({{"structure", entry.point}, {"name", name(entry.point)}, {"residual", entry.residual}});
    for (const BlindPair& pair : blindPairs(features, data.formation, inUnit(kSameEnergy, data.unit), progress))
        pairs.push_back(
            {{"structures", {pair.a, pair.b}}, {"names", {name(pair.a), name(pair.b)}}, {"difference", pair.difference}});
    return {{"doubtful", doubtful}, {"indistinguishable", pairs}};
}

RowMatrix featuresFor(const Dataset& dataset, const HullSearchCommand& options, Progress& progress)
{
    FeatureMatrix features = buildFeatures(
        dataset, representationFor(dataset, RepresentationKind::Mbtr, readSettings(options.settingsFile)), progress);
    if (options.scales == "even")
        scaleTermsEvenly(features, allRows(dataset));
    return std::move(features.values);
}

void requireAllEnergies(const HullData& data)
{
    const auto known = (data.points.energies.array() == data.points.energies.array()).count(); // not NaN
    if (const auto all = data.points.energies.size(); known < all)
        throw SettingsError("energy",
                            std::to_string(all - known) + " of " + std::to_string(all)
                                + " structures have none: leave them out by --filter, or ask for them with --ask");
}

Json headOf(const HullSearchCommand& options, const HullData& data)
{
    return {{"rule", hullRuleNames()[static_cast<std::size_t>(options.search.rule)]},
            {"unit", data.unit},
            {"structures", data.points.energies.size()}};
}

Json oneReplay(const Dataset& dataset, const RowMatrix& features, const HullData& data, const HullSearchCommand& options,
               Progress& progress)
{
    HullReplay replay(data.points, features, givenReferences(data.points.elements, options), options.search);
    replay.run(options.end, {}, progress);
    Json json = headOf(options, data), rounds = Json::array();
    for (const ReplayRound& round : replay.rounds())
        rounds.push_back(roundJson(round));
    json["rounds"] = rounds;
    json.update(summaryOf(replay, inUnit(kNear, data.unit)));
    json["check"] = checkJson(dataset, features, data, progress);
    return json;
}

/// The mean of those that have this number, and how many have.
Json meanOf(const Json& repeats, const char* key)
{
    double sum = 0;
    int count = 0;
    for (const Json& entry : repeats)
        if (!entry.at(key).is_null()) {
            sum += entry.at(key).get<double>();
            ++count;
        }
    return {{"mean", count > 0 ? Json(sum / count) : Json()}, {"of", count}};
}

/// The same search with one seed after another.
Json repeatedReplays(const RowMatrix& features, const HullData& data, HullSearchCommand options, Progress& progress)
{
    Json repeats = Json::array();
    for (int i = 0; i < options.repeats; ++i) {
        SubProgress part(progress, static_cast<double>(i) / options.repeats, (i + 1.0) / options.repeats);
        HullReplay replay(data.points, features, givenReferences(data.points.elements, options), options.search);
        replay.run(options.end, {}, part);
        Json entry {{"seed", options.search.seed}};
        entry.update(summaryOf(replay, inUnit(kNear, data.unit)));
        repeats.push_back(std::move(entry));
        ++options.search.seed;
    }
    Json json = headOf(options, data);
    for (const char* key : {"stopped_at", "complete_at", "near_at", "error_at_stop"})
        json[key] = meanOf(repeats, key);
    json["repeats"] = repeats;
    return json;
}

/// All energies are in the file: what the search would have looked up.
void replay(const Dataset& dataset, const HullSearchCommand& options)
{
    Json json;
    {
        TerminalProgress progress;
        const HullData data = hullData(dataset, options);
        requireAllEnergies(data);
        SubProgress building(progress, 0, 0.2), searching(progress, 0.2, 1);
        const RowMatrix features = featuresFor(dataset, options, building);
        json = options.repeats > 1 ? repeatedReplays(features, data, options, searching)
                                   : oneReplay(dataset, features, data, options, searching);
    }
    printJson(json);
}

void run(HullSearchCommand& options)
{
    TerminalProgress progress;
    Dataset dataset = applyOptions(readInputs({options.data}, options.dataset.read, progress), options.dataset);
    printWarnings(dataset.messages);
    if (options.questions.isAsked())
        dataset = withEnergyColumn(std::move(dataset), options.energies.property);
    options.search.stopDelta
        = options.stopDelta.value_or(inUnit(HullSearchSettings().stopDelta, unitPerAtom(dataset, options.energies)));
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
    command
        ->add_option("--repeats", options->repeats, "Replay with so many seeds from --seed on: only what each came to, and means")
        ->type_name("R")
        ->check(CLI::PositiveNumber.description(""));
    addQuestionOptions(*command, options->questions);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
