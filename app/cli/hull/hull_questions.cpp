#include "app/cli/hull/hull_questions.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/dataset/subset.h"
#include "core/io/tables/table.h"
#include "core/io/write_dataset.h"
#include "core/store/hull_state_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

namespace mbtr::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr double kAbsurd = 20; ///< times the largest formation energy that is known
constexpr double kUsual = 0.5; ///< eV/atom: formation energies within this are never absurd

struct Answer {
    int structure = 0;
    double energy = 0; ///< per atom
    long line = 0;
};

Answer readAnswer(const Table& table, std::size_t row, int id, int energy, const Dataset& dataset, const HullOptions& hull)
{
    const auto& fields = table.rows[row];
    const auto structure = parseInteger(fields[static_cast<std::size_t>(id)]);
    const auto value = parseDouble(fields[static_cast<std::size_t>(energy)]);
    if (!structure || *structure < 0 || *structure >= dataset.size())
        throw FileError(table.path, table.lines[row],
                        "expected the id of a structure, 0 to " + std::to_string(dataset.size() - 1) + ", found "
                            + inQuotes(fields[static_cast<std::size_t>(id)]));
    if (!value || !std::isfinite(*value))
        throw FileError(table.path, table.lines[row],
                        "expected an energy, found " + inQuotes(fields[static_cast<std::size_t>(energy)]));
    const int atoms = dataset.structures[static_cast<std::size_t>(*structure)].atomCount();
    return {static_cast<int>(*structure), hull.energies.perCell ? *value / atoms : *value, table.lines[row]};
}

/// Rows without an energy are not answered yet.
std::vector<Answer> readAnswers(const std::string& path, const Dataset& dataset, const HullOptions& hull, Progress& progress)
{
    const Table table = readTable(path, progress);
    const int id = table.column("id"), energy = table.column("energy");
    if (id < 0 || energy < 0)
        throw FileError(path, 1, "expected columns called id and energy");
    std::vector<Answer> answers;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (!trimmed(table.rows[row][static_cast<std::size_t>(energy)]).empty())
            answers.push_back(readAnswer(table, row, id, energy, dataset, hull));
    return answers;
}

/// An energy of a cell among energies per atom, or in another unit, would end the search with a wrong hull.
void requirePlausible(const Answer& answer, const PhasePoints& points, const ElementEnergies& references, double usual,
                      const std::string& path)
{
    PhasePoints with = points;
    with.energies[answer.structure] = answer.energy;
    const double formation = formationEnergies(with, references)[answer.structure];
    const Eigen::VectorXd known = formationEnergies(points, references);
    double largest = usual;
    for (const double value : known)
        if (!std::isnan(value))
            largest = std::max(largest, kAbsurd * std::abs(value));
    if (std::abs(formation) > largest)
        throw FileError(path, answer.line,
                        "the energy " + toText(answer.energy) + " per atom of structure " + std::to_string(answer.structure)
                            + " is a formation energy of " + toText(formation)
                            + ", far from all others: is it that of a cell (--per-cell), "
                              "or in another unit or from another method?");
}

void takeAnswers(HullStateFile& state, PhasePoints& points, const Dataset& dataset, const HullOptions& hull,
                 const std::string& path, Progress& progress)
{
    const ElementEnergies given = givenReferences(points.elements, hull);
    const double usual = inUnit(kUsual, unitPerAtom(dataset, hull.energies));
    std::vector<Answer> answers = readAnswers(path, dataset, hull, progress);
    std::stable_partition(answers.begin(), answers.end(), [&](const Answer& a) { return pureElement(points, a.structure) != 0; });
    for (const Answer& answer : answers) {
        if (pureElement(points, answer.structure) == 0)
            requirePlausible(answer, points, elementEnergies(points, given), usual, path);
        points.energies[answer.structure] = answer.energy;
        state.tell(answer.structure, answer.energy);
    }
}

/// structures.extxyz with ids and energies.csv to fill in.
void writeQuestions(const Dataset& dataset, const std::vector<int>& picked, const HullOptions& hull, const std::string& folder,
                    Progress& progress)
{
    namespace fs = std::filesystem;
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        throw FileError(folder, 0, "cannot be made: " + problem.message());
    Dataset asked = subsetOf(dataset, picked, progress);
    StructureNumbers ids;
    for (const int structure : picked)
        ids.values.push_back(structure);
    std::erase_if(asked.properties,
                  [&](const Property& property) { return property.name == "id" || property.name == hull.energies.property; });
    asked.properties.push_back({.name = "id", .unit = "", .values = std::move(ids)});
    writeDataset(asked, (fs::path(folder) / "structures.extxyz").string());
    writeWhole((fs::path(folder) / "energies.csv").string(), [&](std::ostream& out) {
        out << "# energy: " << hull.energies.property << (hull.energies.perCell ? ", of the cell" : ", per atom")
            << "; id as in structures.extxyz\nid,formula,energy\n";
        for (const int structure : picked)
            out << structure << ',' << formula(dataset.structures[static_cast<std::size_t>(structure)]) << ",\n";
    });
}

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

/// Can formation energies be computed?
bool hasReferences(const PhasePoints& points, const ElementEnergies& given)
{
    return std::all_of(points.elements.begin(), points.elements.end(), [&](int element) {
        if (given.contains(element))
            return true;
        for (Eigen::Index i = 0; i < points.energies.size(); ++i)
            if (pureElement(points, i) == element && !std::isnan(points.energies[i]))
                return true;
        return false;
    });
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
    PhasePoints points = phasePoints(dataset, hull.energies.property, hull.energies.perCell);
    HullStateFile state {
        .structures = dataset.size(), .energy = hull.energies.property, .rule = settings.rule, .seed = settings.seed};
    if (!questions.state.empty() && std::filesystem::exists(questions.state))
        state = readHullState(questions.state, dataset.size(), hull.energies.property);
    const ElementEnergies given = givenReferences(points.elements, hull);
    for (const auto& [structure, energy] : state.told)
        points.energies[structure] = energy;
    if (!questions.answers.empty())
        takeAnswers(state, points, dataset, hull, questions.answers, progress);

    const bool hasEnough = hasReferences(points, given);
    HullSearchSettings now = settings;
    now.batch = std::max(1, questions.ask);
    HullSearch search(points, features, given, allRows(dataset), now);
    for (int i = 0; i < dataset.size(); ++i)
        if (!std::isnan(points.energies[i]))
            search.tell(i, points.energies[i]);
    search.resume(state.round, state.quietRounds);
    const bool isAnswered = !questions.answers.empty();
    if (isAnswered && hasEnough)
        search.closeRound(progress);
    Json json {{"rule", hullRuleNames()[static_cast<std::size_t>(settings.rule)]}};
    if (questions.ask > 0) {
        std::vector<int> picked = search.next(progress);
        picked.resize(std::min(picked.size(), static_cast<std::size_t>(questions.ask)));
        json["picked"] = picked;
        writeQuestions(dataset, picked, hull, questions.folder, progress);
    }
    if (hasEnough)
        json.update(beliefJson(search.state(progress), dataset));
    json["may_stop"] = search.mayStop();
    state.round = search.round();
    state.quietRounds = search.quietRounds();
    if (!questions.state.empty())
        writeHullState(state, questions.state);
    return json;
}

} // namespace mbtr::cli
