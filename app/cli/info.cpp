#include "app/cli/commands.h"
#include "app/cli/dataset_options.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "core/base/error.h"
#include "core/chemistry/element.h"
#include "core/chemistry/symmetry.h"
#include "core/dataset/molecule_summary.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostFormulasShown = 10;
constexpr double kMostSymmetryWork = 2e8; // squares of atoms of all structures, which the time goes with: about a minute

struct InfoOptions {
    std::vector<std::string> files;
    bool json = false;
    DatasetOptions dataset;
};

struct Summary {
    int structures = 0;
    std::vector<std::string> elements;
    int smallest = 0;
    int largest = 0;
    long long atoms = 0;
    int periodic = 0;
    std::map<std::string, int> formulas;
    std::map<std::string, int> spaceGroups; ///< "Fm-3m (225)"
};

/// "Fm-3m (225)" for a crystal, "unknown" where no space group is found. work: what was spent before, see kMostSymmetryWork.
std::string spaceGroupText(const Structure& structure, double& work)
{
    if (!canHaveSpaceGroup(structure))
        return "unknown";
    work += 1.0 * structure.atomCount() * structure.atomCount();
    if (work > kMostSymmetryWork)
        return "not looked for";
    try {
        const SpaceGroup group = spaceGroupOf(structure);
        return fmt::format("{} ({})", group.symbol, group.number);
    } catch (const Error&) {
        return "unknown";
    }
}

Summary summaryOf(const Dataset& dataset)
{
    Summary summary {.structures = dataset.size()};
    double work = 0;
    for (const int z : elementsOf(dataset))
        summary.elements.emplace_back(elementSymbol(z));
    for (const Structure& structure : dataset.structures) {
        const int count = structure.atomCount();
        summary.smallest = summary.atoms == 0 ? count : std::min(summary.smallest, count);
        summary.largest = std::max(summary.largest, count);
        summary.atoms += count;
        summary.periodic += structure.isPeriodic();
        ++summary.formulas[formula(structure)];
        if (structure.isPeriodic() && structure.cell->dimension() == 3)
            ++summary.spaceGroups[spaceGroupText(structure, work)];
    }
    return summary;
}

const char* kindOf(const Property& property)
{
    return property.isPerAtom() ? "atom" : "structure";
}

MoleculeSummary moleculesOf(const Dataset& dataset)
{
    TerminalProgress progress;
    return summarizeMolecules(dataset, progress);
}

void addMolecules(const Dataset& dataset, Json& json)
{
    const MoleculeSummary molecules = moleculesOf(dataset);
    Json rings = Json::object();
    for (const auto& [size, count] : molecules.rings)
        rings[std::to_string(size)] = count;
    const auto& fragments = molecules.fragments;
    json["bonds"] = {{"total", molecules.bonds}, {"stated", molecules.statedBonds}};
    json["fragments"] = {{"molecules", fragments[0]},
                         {"chains", fragments[1]},
                         {"layers", fragments[2]},
                         {"networks", fragments[3]},
                         {"formulas", molecules.formulas}};
    json["rings"] = rings;
    json["stereocentres"] = {{"R", molecules.centresR}, {"S", molecules.centresS}};
    if (molecules.notAnalysed > 0)
        json["not_analysed"] = molecules.notAnalysed;
    if (molecules.ringsNotCounted > 0)
        json["rings_not_counted"] = molecules.ringsNotCounted;
}

/// "-" where none is stated; texts have none.
std::string unitText(const Property& property)
{
    return property.isText() ? "(text)" : property.unit.empty() ? "-" : property.unit;
}

void printSummaryAsJson(const Dataset& dataset, const Summary& summary)
{
    Json properties = Json::array();
    for (const Property& property : dataset.properties)
        properties.push_back({{"name", property.name},
                              {"kind", kindOf(property)},
                              {"text", property.isText()},
                              {"unit", property.unit},
                              {"count", property.count()}});
    Json warnings = Json::array();
    for (const Message& message : dataset.messages)
        if (message.severity != Severity::Note)
            warnings.push_back(toText(message));
    Json json {{"structures", summary.structures},
               {"elements", summary.elements},
               {"atoms", {{"min", summary.smallest}, {"max", summary.largest}, {"total", summary.atoms}}},
               {"periodic", summary.periodic},
               {"formulas", summary.formulas},
               {"space_groups", summary.spaceGroups},
               {"properties", properties},
               {"warnings", warnings}};
    addMolecules(dataset, json);
    std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; // names of a file may be no UTF-8
}

std::string fragmentsText(const MoleculeSummary& molecules)
{
    static constexpr std::array kNames {"molecules", "chains", "layers", "networks"};
    std::string text;
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (molecules.fragments[i] > 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", molecules.fragments[i], kNames[i]);
    return text;
}

std::string ringsText(const MoleculeSummary& molecules)
{
    std::string text;
    for (const auto& [size, count] : molecules.rings)
        text += fmt::format("{}{} of {} atoms", text.empty() ? "" : ", ", count, size);
    if (molecules.ringsNotCounted > 0)
        text += fmt::format("{}not counted in {} structures, where too many are joined to one network", text.empty() ? "" : ", ",
                            molecules.ringsNotCounted);
    return text.empty() ? "none" : text;
}

void printMolecules(const Dataset& dataset)
{
    const MoleculeSummary molecules = moleculesOf(dataset);
    std::cout << "bonds       " << molecules.bonds
              << (molecules.statedBonds > 0 ? fmt::format(" ({} stated)", molecules.statedBonds) : "") << '\n'
              << "fragments   " << fragmentsText(molecules) << '\n'
              << "rings       " << ringsText(molecules) << '\n';
    if (molecules.notAnalysed > 0)
        std::cout << "no bonds in " << molecules.notAnalysed
                  << " structures with too small a cell or atoms on top of one another\n";
    if (molecules.centresR + molecules.centresS > 0)
        std::cout << "chirality   " << molecules.centresR << " R, " << molecules.centresS << " S\n";
}

std::string atomsText(const Summary& summary)
{
    const auto range = summary.smallest == summary.largest ? fmt::format("{}", summary.smallest)
                                                           : fmt::format("{} to {}", summary.smallest, summary.largest);
    return fmt::format("{} a structure, {} in all", range, summary.atoms);
}

/// "H2O (12), CH4 (3), ..": the most frequent first.
std::string countsText(const std::map<std::string, int>& counts)
{
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string text;
    for (std::size_t i = 0; i < std::min(sorted.size(), kMostFormulasShown); ++i)
        text += (i == 0 ? "" : ", ") + sorted[i].first + (sorted[i].second > 1 ? fmt::format(" ({})", sorted[i].second) : "");
    return sorted.size() > kMostFormulasShown ? fmt::format("{}, .. ({} different)", text, sorted.size()) : text;
}

void printProperties(const Dataset& dataset)
{
    if (dataset.properties.empty())
        return;
    std::size_t nameWidth = 8, unitWidth = 4;
    for (const Property& property : dataset.properties) {
        nameWidth = std::max(nameWidth, property.name.size());
        unitWidth = std::max(unitWidth, unitText(property).size());
    }
    std::cout << fmt::format("\n{:<{}}  {:<9}  {:<{}}  {:>7}\n", "property", nameWidth, "per", "unit", unitWidth, "values");
    for (const Property& property : dataset.properties)
        std::cout << fmt::format("{:<{}}  {:<9}  {:<{}}  {:>7}\n", property.name, nameWidth, kindOf(property), unitText(property),
                                 unitWidth, property.count());
}

void printSummary(const Dataset& dataset, const Summary& summary)
{
    std::cout << "structures  " << summary.structures << '\n'
              << "elements    " << fmt::format("{}", fmt::join(summary.elements, " ")) << '\n'
              << "atoms       " << atomsText(summary) << '\n'
              << "periodic    " << summary.periodic << '\n'
              << "formulas    " << countsText(summary.formulas) << '\n';
    if (!summary.spaceGroups.empty())
        std::cout << "space group " << countsText(summary.spaceGroups) << '\n';
    printMolecules(dataset);
    printProperties(dataset);
}

void runInfo(const InfoOptions& options)
{
    const Dataset dataset = applyOptions(readInputs(options.files, options.dataset.read), options.dataset);
    const Summary summary = summaryOf(dataset);
    if (options.json)
        return printSummaryAsJson(dataset, summary);
    printSummary(dataset, summary);
    std::cout.flush();
    printWarnings(dataset.messages);
}

} // namespace

void addInfo(CLI::App& app)
{
    auto options = std::make_shared<InfoOptions>();
    CLI::App* command = app.add_subcommand("info", "What files hold: structures, elements, formulas, properties");
    command->add_option("FILE", options->files, std::string("Structures, ") + kReadable)->type_name("")->required();
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    addDatasetOptions(*command, options->dataset);
    command->callback([options] { runInfo(*options); });
}

} // namespace mbtr::cli
