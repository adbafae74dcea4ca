#include "app/cli/hull/hull_questions.h"

#include "core/campaigns/hull_campaign.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

using Json = nlohmann::ordered_json;

namespace {

Json beliefJson(const HullState& state, const Dataset& dataset)
{
    Json vertices = Json::array();
    for (const int vertex : state.vertices)
        if (vertex < dataset.size())
            vertices.push_back(vertex);
    return {{"look_ups", state.known.size()},
            {"chance_missing", state.chanceMissing},
            {"vertices", vertices},
            {"doubtful", state.doubtful}};
}

} // namespace

void addQuestionOptions(CLI::App& command, QuestionOptions& options)
{
    auto* ask
        = command.add_option("--ask", options.ask, "Write the next structures to calculate, so many, into the folder of -o")
              ->type_name("N")
              ->check(CLI::PositiveNumber.description(""));
    auto* folder
        = command.add_option("-o,--output", options.folder, "Folder for structures.extxyz and energies.csv")->type_name("DIR");
    ask->needs(folder);
    command.add_option("--answers", options.answers, "Take energies back from such a table (columns id and energy)")
        ->type_name("TABLE");
    auto* state = command.add_option("--state", options.state, "Keeps the search between calls; made where it is not there")
                      ->type_name("FILE");
    ask->needs(state);
}

Json askAndAnswer(const Dataset& dataset, const RowMatrix& features, const HullOptions& hull, const HullSearchSettings& settings,
                  const QuestionOptions& questions, Progress& progress)
{
    const HullCampaign campaign {.energies = hull.energies,
                                 .given = givenReferences(elementsOf(dataset), hull),
                                 .settings = settings,
                                 .stateFile = questions.state};
    const HullStanding standing = visit(
        campaign, {.answers = questions.answers, .ask = questions.ask, .folder = questions.folder}, dataset, features, progress);
    Json json {{"rule", hullRuleNames()[static_cast<std::size_t>(settings.rule)]}};
    if (questions.ask > 0)
        json["picked"] = standing.picked;
    if (standing.hasReferences)
        json.update(beliefJson(standing.state, dataset));
    json["may_stop"] = standing.mayStop;
    return json;
}

} // namespace mbtr::cli
