#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/chemistry/element.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostFormulasShown = 10;

struct InfoOptions {
    std::vector<std::string> files;
    bool json = false;
    ReadOptions read;
};

struct Summary {
    int structures = 0;
    std::vector<std::string> elements;
    int smallest = 0;
    int largest = 0;
    long long atoms = 0;
    int periodic = 0;
    std::map<std::string, int> formulas;
};

Summary summaryOf(const Dataset& dataset)
{
    Summary summary {.structures = dataset.size()};
    for (const int z : elementsOf(dataset))
        summary.elements.emplace_back(elementSymbol(z));
    for (const Structure& structure : dataset.structures) {
        const int count = structure.atomCount();
        summary.smallest = summary.atoms == 0 ? count : std::min(summary.smallest, count);
        summary.largest = std::max(summary.largest, count);
        summary.atoms += count;
        summary.periodic += structure.isPeriodic();
        ++summary.formulas[formula(structure)];
    }
    return summary;
}

const char* kindOf(const Property& property)
{
    return property.isPerAtom() ? "atom" : "structure";
}

/// "-" where none is stated; texts have none.
std::string unitText(const Property& property)
{
    return property.isText() ? "(text)" : property.unit.empty() ? "-" : property.unit;
}

void printJson(const Dataset& dataset, const Summary& summary)
{
    Json properties = Json::array();
    for (const Property& property : dataset.properties)
        properties.push_back({{"name", property.name}, {"kind", kindOf(property)}, {"text", property.isText()}, {"unit", property.unit}, {"count", property.count()}});
    Json warnings = Json::array();
    for (const Message& message : dataset.messages)
        if (message.severity != Severity::Note)
            warnings.push_back(toText(message));
    const Json json {{"structures", summary.structures}, {"elements", summary.elements},
        {"atoms", {{"min", summary.smallest}, {"max", summary.largest}, {"total", summary.atoms}}}, {"periodic", summary.periodic},
        {"formulas", summary.formulas}, {"properties", properties}, {"warnings", warnings}};
    std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; // names of a file may be no UTF-8
}

std::string atomsText(const Summary& summary)
{
    const auto range = summary.smallest == summary.largest ? fmt::format("{}", summary.smallest)
                                                           : fmt::format("{} to {}", summary.smallest, summary.largest);
    return fmt::format("{} a structure, {} in all", range, summary.atoms);
}

std::string formulasText(const Summary& summary)
{
    std::vector<std::pair<std::string, int>> sorted(summary.formulas.begin(), summary.formulas.end());
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
        std::cout << fmt::format("{:<{}}  {:<9}  {:<{}}  {:>7}\n", property.name, nameWidth, kindOf(property),
                                 unitText(property), unitWidth, property.count());
}

void printTable(const Dataset& dataset, const Summary& summary)
{
    std::cout << "structures  " << summary.structures << '\n'
              << "elements    " << fmt::format("{}", fmt::join(summary.elements, " ")) << '\n'
              << "atoms       " << atomsText(summary) << '\n'
              << "periodic    " << summary.periodic << '\n'
              << "formulas    " << formulasText(summary) << '\n';
    printProperties(dataset);
}

void runInfo(const InfoOptions& options)
{
    const Dataset dataset = readInputs(options.files, options.read);
    const Summary summary = summaryOf(dataset);
    if (options.json)
        return printJson(dataset, summary);
    printTable(dataset, summary);
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
    addReadOptions(*command, options->read);
    command->callback([options] { runInfo(*options); });
}

} // namespace mbtr::cli
