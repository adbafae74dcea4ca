#include "core/dataset/convert_unit.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

std::string namesOf(const Dataset& dataset)
{
    std::string names;
    for (const Property& property : dataset.properties)
        if (!std::holds_alternative<StructureTexts>(property.values))
            names += (names.empty() ? "" : ", ") + property.name;
    return names.empty() ? "none" : names;
}

Property& findNumbers(Dataset& dataset, std::string_view name)
{
    const auto found
        = std::find_if(dataset.properties.begin(), dataset.properties.end(), [&](const Property& p) { return p.name == name; });
    if (found == dataset.properties.end())
        throw SettingsError("unit", "there is no property " + inQuotes(name) + "; there are: " + namesOf(dataset));
    if (!std::holds_alternative<StructureNumbers>(found->values) && !std::holds_alternative<AtomNumbers>(found->values))
        throw SettingsError("unit", "property " + inQuotes(name) + " holds text, which has no unit");
    return *found;
}

/// What the numbers of a structure are multiplied by.
struct Conversion {
    double factor = 1;
    int powerOfAtoms = 0;

    double of(const Structure& structure) const
    {
        return powerOfAtoms == 0 ? factor : factor * std::pow(structure.atomCount(), powerOfAtoms);
    }
};

Conversion conversionOf(const Property& property, std::string_view to)
{
    if (property.unit.empty())
        throw SettingsError("unit",
                            "property " + inQuotes(property.name)
                                + " states no unit; state it first, then it can be converted to " + inQuotes(to));
    const auto from = parseUnit(property.unit), target = parseUnit(to);
    if (!from || !target || property.isPerAtom() || from->dimension[kAtomDimension] == target->dimension[kAtomDimension])
        return {conversionFactor(property.unit, to), 0};
    Dimension counted = from->dimension;
    counted[kAtomDimension] = target->dimension[kAtomDimension];
    if (counted != target->dimension)
        conversionFactor(property.unit, to); // throws
    return {from->factor / target->factor, target->dimension[kAtomDimension] - from->dimension[kAtomDimension]};
}

} // namespace

void stateUnit(Dataset& dataset, std::string_view propertyName, std::string_view unit)
{
    findNumbers(dataset, propertyName).unit = trimmed(unit);
}

void convertUnit(Dataset& dataset, std::string_view propertyName, std::string_view unit)
{
    Property& property = findNumbers(dataset, propertyName);
    const Conversion conversion = conversionOf(property, unit);
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        // eV -> eV/atom: the power of "atom" falls by one, the number is divided.
        const double factor = conversion.of(dataset.structures[i]);
        if (auto* numbers = std::get_if<StructureNumbers>(&property.values)) {
            const auto components = static_cast<std::size_t>(numbers->components);
            for (std::size_t c = 0; c < components; ++c)
                numbers->values[i * components + c] *= factor;
        } else {
            for (double& value : std::get<AtomNumbers>(property.values).values[i])
                value *= factor;
        }
    }
    property.unit = trimmed(unit);
}

} // namespace mbtr
