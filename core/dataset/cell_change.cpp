#include "core/dataset/cell_change.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace mbtr {

namespace {

using Words = std::span<const std::string_view>;

constexpr auto kIntensive = std::to_array<std::string_view>(
    {"per_atom", "peratom", "/atom",   "per_formula", "stress",      "pressure", "temperature", "density",
     "gap",      "fermi",   "homo",    "lumo",        "hull",        "barrier",  "time",        "step",
     "index",    "frame",   "number",  "spacegroup",  "space_group", "seed",     "distance",    "angle",
     "modulus",  "mean",    "average", "max_force",   "fmax",        "epoch",    "iteration",   "_id"});
constexpr auto kExtensive = std::to_array<std::string_view>({"energy", "enthalpy", "entropy", "volume", "charge", "magmom",
                                                             "magnet", "dipole", "virial", "polariz", "mass", "heat_capacity"});

bool hasOneOf(std::string_view text, Words words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Energies, volumes and charges grow with the cell; anything per atom, and pressures, do not.
std::optional<CellScaling> scalingOfUnit(const std::string& text)
{
    const auto unit = parseUnit(text);
    if (text.empty() || !unit)
        return std::nullopt;
    if (unit->dimension[kAtomDimension] != 0)
        return CellScaling::Intensive;
    constexpr Dimension energy {1}, volume {0, 3}, charge {0, 0, 1}, pressure {1, -3}, temperature {0, 0, 0, 0, 1},
        time {0, 0, 0, 1};
    if (unit->dimension == energy || unit->dimension == volume || unit->dimension == charge)
        return CellScaling::Extensive;
    if (unit->dimension == pressure || unit->dimension == temperature || unit->dimension == time)
        return CellScaling::Intensive;
    return std::nullopt;
}

bool isNumeric(const Property& property)
{
    return std::holds_alternative<StructureNumbers>(property.values);
}

void multiply(StructureNumbers& numbers, const Dataset& dataset, const std::vector<int>& atomsBefore)
{
    const auto components = static_cast<std::size_t>(numbers.components);
    for (std::size_t i = 0; i < dataset.structures.size(); ++i)
        for (std::size_t c = 0; c < components; ++c)
            numbers.values[i * components + c] *= static_cast<double>(dataset.structures[i].atomCount()) / atomsBefore[i];
}

void addName(std::string& names, const std::string& name)
{
    names += (names.empty() ? "" : ", ") + inQuotes(name);
}

} // namespace

CellScaling cellScalingOf(const Property& property)
{
    const std::string name = lowerCase(property.name);
    if (hasOneOf(name, kIntensive) || name == "id")
        return CellScaling::Intensive; // also a gap or a Fermi level in eV
    if (const auto byUnit = scalingOfUnit(property.unit))
        return *byUnit;
    return hasOneOf(name, kExtensive) || name == "e" || name == "e0" || name == "u0" ? CellScaling::Extensive
                                                                                     : CellScaling::Unknown;
}

Messages adaptToCells(Dataset& dataset, const std::vector<int>& atomsBefore)
{
    const auto changed = [&](std::size_t i) { return dataset.structures[i].atomCount() != atomsBefore[i]; };
    bool any = false;
    for (std::size_t i = 0; i < atomsBefore.size(); ++i)
        any = any || changed(i);
    if (!any)
        return {};
    std::string scaled, dropped;
    for (Property& property : dataset.properties)
        if (isNumeric(property) && cellScalingOf(property) == CellScaling::Extensive) {
            multiply(std::get<StructureNumbers>(property.values), dataset, atomsBefore);
            addName(scaled, property.name);
        } else if (isNumeric(property) && cellScalingOf(property) == CellScaling::Unknown) {
            addName(dropped, property.name);
        }
    std::erase_if(dataset.properties, [](const Property& property) {
        return isNumeric(property) && cellScalingOf(property) == CellScaling::Unknown;
    });
    Messages messages;
    if (!scaled.empty())
        messages.push_back(
            {.severity = Severity::Note, .text = "values that grow with the cell are those of the new cells: " + scaled});
    if (!dropped.empty())
        messages.push_back(
            {.severity = Severity::Warning, .text = "left out, as it is not known whether they grow with the cell: " + dropped});
    return messages;
}

} // namespace mbtr
