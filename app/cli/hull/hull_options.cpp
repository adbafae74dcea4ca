#include "app/cli/hull/hull_options.h"

#include "app/cli/inputs.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/tables/table.h"
#include "core/io/words/species_word.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

using Json = nlohmann::ordered_json;

namespace {

/// A table with the columns element and energy, per atom.
ElementEnergies readReferences(const std::string& path)
{
    Progress progress;
    const Table table = readTable(path, progress);
    const int symbol = table.column("element"), energy = table.column("energy");
    if (symbol < 0 || energy < 0)
        throw FileError(path, 1, "expected columns called element and energy");
    ElementEnergies energies;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string &word = table.rows[row][static_cast<std::size_t>(symbol)],
                          &text = table.rows[row][static_cast<std::size_t>(energy)];
        const auto element = speciesOf(word);
        const auto value = parseDouble(text);
        if (!element || !value || !std::isfinite(*value))
            throw FileError(path, table.lines[row],
                            "expected an element and its energy per atom, found " + inQuotes(word + ", " + text));
        if (!energies.emplace(*element, *value).second)
            throw FileError(path, table.lines[row], "names " + word + " a second time");
    }
    return energies;
}

} // namespace

void addHullOptions(CLI::App& command, HullOptions& options)
{
    command.add_option("DATA", options.data, std::string("Structures ") + kReadable)->type_name("")->required();
    command
        .add_option("--energy", options.energies.property,
                    "Energy per atom of each structure (property); a missing value: not known yet")
        ->type_name("NAME")
        ->required();
    command.add_flag("--per-cell", options.energies.perCell, "The energy is that of the whole cell: divided by its atoms first");
    command.add_flag("--formation", options.energies.isFormation,
                     "The energy is one of formation already: the elements lie at zero");
    command
        .add_option(
            "--elements-reference", options.references,
            "Table (.csv, .tsv) with the columns element and energy: energies per atom of the elements, instead of those of the "
            "pure structures")
        ->type_name("FILE");
    addDatasetOptions(command, options.dataset);
}

ElementEnergies givenReferences(const std::vector<int>& elements, const HullOptions& options)
{
    return referencesFor(elements, options.energies,
                         options.references.empty() ? ElementEnergies() : readReferences(options.references));
}

HullData hullData(const Dataset& dataset, const HullOptions& options)
{
    return mbtr::hullData(dataset, options.energies,
                          options.references.empty() ? ElementEnergies() : readReferences(options.references));
}

Json elementsJson(const std::vector<int>& elements)
{
    Json list = Json::array();
    for (const int element : elements)
        list.push_back(elementSymbol(element));
    return list;
}

Json referencesJson(const ElementEnergies& references)
{
    Json json = Json::object();
    for (const auto& [element, energy] : references)
        json[std::string(elementSymbol(element))] = energy;
    return json;
}

Json compositionJson(const PhasePoints& points, int point)
{
    Json json = Json::object();
    const Eigen::VectorXd fractions = withElements(points.fractions).col(point);
    for (std::size_t e = 0; e < points.elements.size(); ++e)
        if (const double fraction = fractions[static_cast<Eigen::Index>(e)]; fraction > 0)
            json[std::string(elementSymbol(points.elements[e]))] = fraction;
    return json;
}

Json structureJson(const PhasePoints& points, int point)
{
    return point < points.fractions.cols() ? Json(point) : Json();
}

} // namespace mbtr::cli
