#include "core/gdml/force_data.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/gdml/force_units.h"
#include "core/gdml/pair_descriptor.h"

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
    const bool isInfinite = std::any_of(values.begin(), values.end(), [](double x) { return std::isinf(x); });
    if (values.empty() || !std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }))
        throw SettingsError("forces",
                            inQuotes(name) + (isInfinite ? " is infinite for " : " has no value for ")
                                + structureNumber(structure) + "; a filter leaves such structures out");
    return Eigen::Map<const Eigen::Matrix3Xd>(values.data(), 3, static_cast<Eigen::Index>(values.size() / 3));
}

/// Throws where there are no forces between atoms, or no end to them.
void requireApart(const Structure& structure, std::size_t number)
{
    constexpr double kSamePlace = 1e-6; // angstrom
    if (structure.atomCount() < 2)
        throw SettingsError("structure",
                            structureNumber(number) + " is a single atom: there are no forces between atoms to learn");
    const Eigen::MatrixXd distances = distancesOf(structure);
    for (Eigen::Index i = 0; i < distances.rows(); ++i)
        for (Eigen::Index j = 0; j < i; ++j)
            if (distances(i, j) < kSamePlace)
                throw SettingsError("structure",
                                    structureNumber(number) + ": atoms " + std::to_string(j) + " and " + std::to_string(i)
                                        + " (counted from 0) are at the same place");
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

std::vector<int> rowsWithForces(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    const Property *forces = dataset.find(settings.forces), *energy = dataset.find(settings.energy);
    const auto* ofAtoms = forces ? std::get_if<AtomNumbers>(&forces->values) : nullptr;
    const auto* ofStructures = energy && energy->isScalar() ? std::get_if<StructureNumbers>(&energy->values) : nullptr;
    std::vector<int> rows;
    for (int i = 0; i < dataset.size(); ++i) {
        const auto row = static_cast<std::size_t>(i);
        const bool hasForces = !ofAtoms
            || (!ofAtoms->values[row].empty()
                && std::ranges::all_of(ofAtoms->values[row], [](double x) { return std::isfinite(x); }));
        if (hasForces && (!ofStructures || std::isfinite(ofStructures->values[row])))
            rows.push_back(i);
    }
    return rows;
}

ForceData forceData(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    if (dataset.structures.empty())
        throw SettingsError("structure", "there are no structures");
    requireSameAtoms(dataset);
    ForceData data {.geometries = dataset.structures};
    for (std::size_t i = 0; i < dataset.structures.size(); ++i)
        requireApart(dataset.structures[i], i);
    const AtomNumbers& forces = forcesOf(dataset, settings.forces);
    for (std::size_t i = 0; i < forces.values.size(); ++i)
        data.forces.push_back(forcesOf(forces.values[i], i, settings.forces));
    if (dataset.find(settings.energy) || settings.energy != "energy")
        data.energies = scalarValues(dataset, settings.energy);
    requireForceUnits(dataset, settings);
    const ForceUnits units = forceUnits(dataset, settings);
    data.energyUnit = units.energy;
    data.forceUnit = units.forces;
    for (double& energy : data.energies)
        energy *= units.energyFactor;
    for (Eigen::Matrix3Xd& ofStructure : data.forces)
        ofStructure *= units.forceFactor;
    return data;
}

} // namespace mbtr
