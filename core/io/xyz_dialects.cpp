#include "core/io/xyz_dialects.h"

#include "core/base/text.h"
#include "core/io/words/unit_in_name.h"

#include <algorithm>
#include <utility>

namespace mbtr {

namespace {

constexpr std::array<PropertyUnit, 6> kAseUnits {{{"energy", "eV"},
                                                  {"free_energy", "eV"},
                                                  {"forces", "eV/angstrom"},
                                                  {"stress", "eV/angstrom^3"},
                                                  {"virial", "eV"},
                                                  {"virials", "eV"}}};

// Names of the same quantities in extended XYZ files made from QM9.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kQm9Aliases {
    {{"epsHOMO", "homo"}, {"epsLUMO", "lumo"}, {"epsgap", "gap"}, {"<R2>", "r2"}}};
constexpr std::array<std::string_view, 6> kQm9Others {"mulliken_charge", "frequencies", "smiles",
                                                      "smiles_relaxed",  "inchi",       "inchi_relaxed"};

} // namespace

std::string_view qm9NameOf(std::string_view name)
{
    for (const auto& [alias, published] : kQm9Aliases)
        if (name == alias)
            return published;
    for (const PropertyUnit& known : kQm9Properties)
        if (name == known.name)
            return known.name;
    return {};
}

bool isQm9Property(std::string_view name)
{
    return !qm9NameOf(name).empty() || std::find(kQm9Others.begin(), kQm9Others.end(), name) != kQm9Others.end();
}

bool isQm9Comment(std::string_view comment)
{
    if (!comment.starts_with("gdb ") && !comment.starts_with("gdb\t"))
        return false;
    return splitWords(comment).size() == kQm9Properties.size() + 2;
}

std::string qm9Name(std::string_view comment)
{
    return "gdb " + std::string(splitWords(comment)[1]);
}

std::string_view aseUnit(std::string_view name)
{
    for (const PropertyUnit& known : kAseUnits)
        if (name == known.name)
            return known.unit;
    return {};
}

void setUnits(Dataset& dataset, std::span<const PropertyUnit> units)
{
    for (Property& property : dataset.properties)
        for (const PropertyUnit& known : units)
            if (property.name == known.name && !property.isText())
                property.unit = known.unit;
}

void setAseUnits(Dataset& dataset)
{
    setUnits(dataset, kAseUnits);
}

void takeUnitsFromNames(Dataset& dataset)
{
    for (Property& property : dataset.properties) {
        if (!property.unit.empty() || property.isText())
            continue;
        NameAndUnit split = splitUnit(property.name);
        if (split.unit.empty())
            continue;
        property.unit = split.unit;
        if (!dataset.find(split.name))
            property.name = split.name;
    }
}

} // namespace mbtr
