#include "app/cli/hull/hull_options.h"

#include "app/cli/inputs.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/chemistry/element.h"
#include "core/io/tables/table.h"
#include "core/io/words/species_word.h"
#include "core/thermodynamics/phase_diagram.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kPerAtom = "/atom";

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

const Property& propertyOf(const Dataset& dataset, const std::string& name)
{
    if (const Property* property = dataset.find(name))
        return *property;
    throw SettingsError("energy", "there is no property " + inQuotes(name));
}

} // namespace

void addHullOptions(CLI::App& command, HullOptions& options)
{
    command.add_option("DATA", options.data, std::string("Structures ") + kReadable)->type_name("")->required();
    command
        .add_option("--energy", options.energy, "Energy per atom of each structure (property); a missing value: not known yet")
        ->type_name("NAME")
        ->required();
    command.add_flag("--per-cell", options.perCell, "The energy is that of the whole cell: divided by its atoms first");
    command.add_flag("--formation", options.isFormation, "The energy is one of formation already: the elements lie at zero");
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
    ElementEnergies given;
    if (options.isFormation)
        for (const int element : elements)
            given[element] = 0;
    if (!options.references.empty())
        for (const auto& [element, energy] : readReferences(options.references))
            given[element] = energy;
    return given;
}

std::string unitPerAtom(const Dataset& dataset, const HullOptions& options)
{
    const std::string& unit = propertyOf(dataset, options.energy).unit;
    if (unit.empty())
        return {};
    const bool statesPerAtom = unit.ends_with(kPerAtom);
    if (statesPerAtom && options.perCell)
        throw SettingsError("per-cell",
                            inQuotes(options.energy) + " is in " + unit + " and so not that of a cell; leave out --per-cell");
    return statesPerAtom ? unit : unit + kPerAtom;
}

double inUnit(double electronVolts, const std::string& unitPerAtom)
{
    const auto unit = parseUnit(unitPerAtom), electronVolt = parseUnit("eV/atom");
    if (!unit || !electronVolt || unit->dimension != electronVolt->dimension)
        return electronVolts;
    return electronVolts * electronVolt->factor / unit->factor;
}

void requireSameUnit(const Dataset& dataset, const std::string& a, const std::string& b)
{
    const std::string &unitA = propertyOf(dataset, a).unit, &unitB = propertyOf(dataset, b).unit;
    if (!unitA.empty() && !unitB.empty() && unitA != unitB)
        throw SettingsError("predicted",
                            inQuotes(a) + " is in " + unitA + ", " + inQuotes(b) + " in " + unitB
                                + ": convert one of them with --convert-unit " + b + "=" + unitA);
}

HullData hullData(const Dataset& dataset, const HullOptions& options)
{
    HullData data {.points = phasePoints(dataset, options.energy, options.perCell),
                   .references = {},
                   .formation = {},
                   .unit = unitPerAtom(dataset, options),
                   .tolerance = 0};
    data.references = elementEnergies(data.points, givenReferences(data.points.elements, options));
    data.formation = formationEnergies(data.points, data.references);
    data.tolerance = inUnit(kOnHull, data.unit);
    return data;
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
