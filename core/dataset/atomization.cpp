#include "core/dataset/atomization.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/chemistry/element.h"

#include <Eigen/QR>
#include <cmath>
#include <limits>

namespace mbtr {

namespace {

constexpr const char* kField = "atomization";

const Property& findEnergies(const Dataset& dataset, std::string_view name)
{
    const Property* property = dataset.find(name);
    if (!property)
        throw SettingsError(kField, "there is no property " + inQuotes(name));
    if (!property->isScalar())
        throw SettingsError(kField, "property " + inQuotes(name) + " is not one number a structure");
    return *property;
}

bool isPerAtomUnit(const std::string& unit)
{
    const auto parsed = parseUnit(unit);
    return parsed && parsed->dimension[kAtomDimension] == -1;
}

using Composition = std::map<int, int>; // atomic number -> count

Composition compositionOf(const Structure& structure)
{
    Composition composition;
    for (const int z : structure.species)
        ++composition[z];
    return composition;
}

/// Structures of the same composition weigh as one row: the fit is the same, and small.
struct Group {
    double count = 0, sum = 0, sumOfSquares = 0;
};

std::map<Composition, Group> groupsOf(const Dataset& dataset, const Property& property)
{
    const bool perAtom = isPerAtomUnit(property.unit);
    const auto& values = std::get<StructureNumbers>(property.values).values;
    std::map<Composition, Group> groups;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        const double energy = perAtom ? values[i] * dataset.structures[i].atomCount() : values[i];
        Group& group = groups[compositionOf(dataset.structures[i])];
        group.count += 1;
        group.sum += energy;
        group.sumOfSquares += energy * energy;
    }
    return groups;
}

std::map<int, Eigen::Index> columnsOf(const std::map<Composition, Group>& groups)
{
    std::map<int, Eigen::Index> columns;
    for (const auto& [composition, group] : groups)
        for (const auto& [z, count] : composition)
            columns.emplace(z, 0);
    Eigen::Index next = 0;
    for (auto& [z, column] : columns)
        column = next++;
    return columns;
}

std::string listOf(const AtomEnergies& energies)
{
    std::string text;
    for (const auto& [z, energy] : energies)
        text += (text.empty() ? "" : ", ") + std::string(elementSymbol(z)) + " " + toText(std::round(energy * 1e6) / 1e6);
    return text;
}

std::string withUnit(const std::string& unit)
{
    return unit.empty() ? "" : " " + unit;
}

} // namespace

AtomEnergyFit fitAtomEnergies(const Dataset& dataset, std::string_view propertyName)
{
    const auto groups = groupsOf(dataset, findEnergies(dataset, propertyName));
    if (groups.empty())
        throw SettingsError(kField, "property " + inQuotes(propertyName) + " has no value to fit the energies of atoms to");
    const auto columns = columnsOf(groups);
    Eigen::MatrixXd matrix
        = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(groups.size()), static_cast<Eigen::Index>(columns.size()));
    Eigen::VectorXd means(matrix.rows());
    Eigen::Index row = 0;
    double structures = 0, scatter = 0; // within the groups
    for (const auto& [composition, group] : groups) {
        const double weight = std::sqrt(group.count);
        for (const auto& [z, count] : composition)
            matrix(row, columns.at(z)) = weight * count;
        means[row++] = group.sum / weight;
        structures += group.count;
        scatter += std::max(0.0, group.sumOfSquares - group.sum * group.sum / group.count);
    }
    const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> decomposition(matrix);
    const Eigen::VectorXd solution = decomposition.solve(means);
    AtomEnergyFit fit {.rmse = std::sqrt((scatter + (means - matrix * solution).squaredNorm()) / structures),
                       .rank = static_cast<int>(decomposition.rank())};
    for (const auto& [z, column] : columns)
        fit.energies[z] = solution[column];
    return fit;
}

AtomEnergies parseAtomEnergies(std::string_view text)
{
    AtomEnergies energies;
    for (const std::string_view entry : splitAt(text, ',')) {
        const auto equals = entry.find('=');
        const auto z = atomicNumberOf(trimmed(entry.substr(0, equals)));
        const auto energy = equals == std::string_view::npos ? std::nullopt : parseDouble(trimmed(entry.substr(equals + 1)));
        if (!z || !energy || !std::isfinite(*energy))
            throw SettingsError(kField,
                                "expected 'fit' or energies of atoms such as 'H=-13.6,C=-1029.5', found " + inQuotes(entry));
        if (!energies.emplace(*z, *energy).second)
            throw SettingsError(kField, "element " + std::string(elementSymbol(*z)) + " stands twice in " + inQuotes(text));
    }
    return energies;
}

void addAtomization(Dataset& dataset, std::string_view propertyName, const AtomEnergies& energies)
{
    const Property& property = findEnergies(dataset, propertyName);
    const std::string name = "atomization_" + std::string(propertyName);
    if (dataset.find(name))
        throw SettingsError(kField, "there is a property " + inQuotes(name) + " already");
    const bool perAtom = isPerAtomUnit(property.unit);
    StructureNumbers result = std::get<StructureNumbers>(property.values);
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        if (std::isnan(result.values[i]))
            continue;
        const Structure& structure = dataset.structures[i];
        double ofAtoms = 0;
        for (const int z : structure.species) {
            const auto found = energies.find(z);
            if (found == energies.end())
                throw SettingsError(kField,
                                    "there is no energy of the atom " + std::string(elementSymbol(z)) + ", which structure "
                                        + std::to_string(i + 1) + " (" + structure.name + ") has");
            ofAtoms += found->second;
        }
        result.values[i] -= perAtom ? ofAtoms / structure.atomCount() : ofAtoms;
    }
    dataset.properties.push_back({name, property.unit, std::move(result)});
}

void addFittedAtomization(Dataset& dataset, std::string_view propertyName)
{
    const AtomEnergyFit fit = fitAtomEnergies(dataset, propertyName);
    addAtomization(dataset, propertyName, fit.energies);
    const std::string unit = withUnit(dataset.properties.back().unit);
    dataset.messages.push_back({.severity = Severity::Note,
                                .text = "energies of atoms fitted to " + inQuotes(propertyName)
                                    + (unit.empty() ? "" : " in" + unit) + ": " + listOf(fit.energies)
                                    + "; root mean square of what is left: " + toText(fit.rmse) + " a structure"});
    if (fit.rank < static_cast<int>(fit.energies.size()))
        dataset.messages.push_back(
            {.text = "the compositions of these structures fix only " + std::to_string(fit.rank) + " of the "
                 + std::to_string(fit.energies.size())
                 + " energies of atoms: atomization energies of these structures are right up to what the fit allows, "
                   "the energies of single elements mean nothing"});
}

} // namespace mbtr
