#include "core/dataset/dataset.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr {

namespace {

std::string namesOfScalars(const Dataset& dataset)
{
    std::string names;
    for (const Property& property : dataset.properties)
        if (property.isScalar())
            names += (names.empty() ? "" : ", ") + property.name;
    return names.empty() ? "none" : names;
}

} // namespace

const Property* Dataset::find(std::string_view propertyName) const
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const Property& property) { return property.name == propertyName; });
    return found == properties.end() ? nullptr : &*found;
}

std::vector<int> elementsOf(const Dataset& dataset)
{
    std::array<bool, kLargestAtomicNumber + 1> seen {};
    for (const Structure& structure : dataset.structures)
        for (const int z : structure.species)
            seen[z] = true;
    std::vector<int> elements;
    for (int z = 1; z <= kLargestAtomicNumber; ++z)
        if (seen[z])
            elements.push_back(z);
    return elements;
}

std::vector<double> scalarValues(const Dataset& dataset, std::string_view propertyName)
{
    const Property* property = dataset.find(propertyName);
    if (!property || !property->isScalar())
        throw SettingsError("target",
                            inQuotes(propertyName) + " is not a number per structure; there are: " + namesOfScalars(dataset));
    const auto& values = std::get<StructureNumbers>(property->values).values;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            throw SettingsError("target",
                                inQuotes(propertyName) + (std::isinf(values[i]) ? " is infinite" : " has no value")
                                    + " for structure " + std::to_string(i + 1) + " (" + dataset.structures[i].name
                                    + "); a filter leaves such structures out");
    return values;
}

} // namespace mbtr
