#include "core/gdml/force_data.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

std::string structureNumber(std::size_t i)
{
    return "structure " + std::to_string(i + 1);
}

void requireSameAtoms(const Dataset& dataset)
{
    const auto& first = dataset.structures.front();
    for (std::size_t i = 1; i < dataset.structures.size(); ++i)
        if (dataset.structures[i].species != first.species)
            throw SettingsError("structure",
                                structureNumber(i) + ", " + formula(dataset.structures[i])
                                    + ", does not have the atoms of the first, " + formula(first)
                                    + ", in the same order; a force model learns one molecule");
}

const AtomNumbers& forcesOf(const Dataset& dataset, const std::string& name)
{
    const Property* property = dataset.find(name);
    if (!property)
        throw SettingsError("forces", "there is no property " + inQuotes(name));
    const auto* numbers = std::get_if<AtomNumbers>(&property->values);
    if (!numbers || numbers->components != 3)
        throw SettingsError("forces", inQuotes(name) + " is not three numbers an atom");
    return *numbers;
}

Eigen::Matrix3Xd forcesOf(const std::vector<double>& values, std::size_t structure, const std::string& name)
{
    if (values.empty() || !std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }))
        throw SettingsError("forces", inQuotes(name) + " has no value for " + structureNumber(structure));
    return Eigen::Map<const Eigen::Matrix3Xd>(values.data(), 3, static_cast<Eigen::Index>(values.size() / 3));
}

} // namespace

ForceData ForceData::at(std::span<const int> indices) const
{
    ForceData part {.energyUnit = energyUnit, .forceUnit = forceUnit};
    for (const int index : indices) {
        const auto i = static_cast<std::size_t>(index);
        part.geometries.push_back(geometries[i]);
        part.forces.push_back(forces[i]);
        if (!energies.empty())
            part.energies.push_back(energies[i]);
    }
    return part;
}

ForceData forceData(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    if (dataset.structures.empty())
        throw SettingsError("structure", "there are no structures");
    requireSameAtoms(dataset);
    ForceData data {.geometries = dataset.structures};
    const AtomNumbers& forces = forcesOf(dataset, settings.forces);
    for (std::size_t i = 0; i < forces.values.size(); ++i)
        data.forces.push_back(forcesOf(forces.values[i], i, settings.forces));
    data.forceUnit = dataset.find(settings.forces)->unit;
    if (dataset.find(settings.energy) || settings.energy != "energy") {
        data.energies = scalarValues(dataset, settings.energy);
        data.energyUnit = dataset.find(settings.energy)->unit;
    }
    return data;
}

} // namespace mbtr
