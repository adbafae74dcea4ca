#include "core/io/xyz_dialects.h"

#include "core/base/text.h"
#include "core/io/unit_in_name.h"

namespace mbtr {

namespace {

constexpr std::array<PropertyUnit, 6> kAseUnits {{{"energy", "eV"}, {"free_energy", "eV"}, {"forces", "eV/angstrom"},
    {"stress", "eV/angstrom^3"}, {"virial", "eV"}, {"virials", "eV"}}};

bool isText(const Property& property)
{
    return std::holds_alternative<StructureTexts>(property.values);
}

} // namespace

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
            if (property.name == known.name && !isText(property))
                property.unit = known.unit;
}

void setAseUnits(Dataset& dataset)
{
    setUnits(dataset, kAseUnits);
}

void takeUnitsFromNames(Dataset& dataset)
{
    for (Property& property : dataset.properties) {
        if (!property.unit.empty() || isText(property))
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
