#include "core/thermodynamics/phase_points.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

constexpr double kPure = 1 - 1e-12; ///< fractions are ratios of whole numbers

const StructureNumbers& numbersOf(const Dataset& dataset, std::string_view name)
{
    const Property* property = dataset.find(name);
    if (!property)
        throw SettingsError("energy", "there is no property " + inQuotes(name));
    if (!property->isScalar())
        throw SettingsError("energy", inQuotes(name) + " is not one number a structure");
    return std::get<StructureNumbers>(property->values);
}

} // namespace

Eigen::MatrixXd atomicFractions(const Dataset& dataset, std::span<const int> elements)
{
    Eigen::MatrixXd fractions
        = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(elements.size()), static_cast<Eigen::Index>(dataset.size()));
    for (Eigen::Index i = 0; i < fractions.cols(); ++i) {
        const Structure& structure = dataset.structures[static_cast<std::size_t>(i)];
        if (structure.species.empty())
            throw SettingsError("structures", "structure " + std::to_string(i) + " has no atoms and so no composition");
        for (const int z : structure.species)
            fractions(std::ranges::lower_bound(elements, z) - elements.begin(), i) += 1;
        fractions.col(i) /= structure.atomCount();
    }
    return fractions;
}

PhasePoints phasePoints(const Dataset& dataset, std::string_view propertyName, bool perCell)
{
    const StructureNumbers& numbers = numbersOf(dataset, propertyName);
    PhasePoints points {.elements = elementsOf(dataset), .fractions = {}, .energies = {}};
    points.fractions = atomicFractions(dataset, points.elements);
    points.energies = Eigen::Map<const Eigen::VectorXd>(numbers.values.data(), static_cast<Eigen::Index>(numbers.values.size()));
    for (Eigen::Index i = 0; i < points.energies.size(); ++i) {
        if (std::isinf(points.energies[i]))
            throw SettingsError("energy", inQuotes(propertyName) + " of structure " + std::to_string(i) + " is infinite");
        if (perCell)
            points.energies[i] /= dataset.structures[static_cast<std::size_t>(i)].atomCount();
    }
    return points;
}

int pureElement(const PhasePoints& points, Eigen::Index point)
{
    for (Eigen::Index e = 0; e < points.fractions.rows(); ++e)
        if (points.fractions(e, point) > kPure)
            return points.elements[static_cast<std::size_t>(e)];
    return 0;
}

ElementEnergies elementEnergies(const PhasePoints& points, const ElementEnergies& given)
{
    ElementEnergies lowest;
    for (Eigen::Index i = 0; i < points.energies.size(); ++i) {
        const int element = pureElement(points, i);
        if (element == 0 || std::isnan(points.energies[i]))
            continue;
        const auto [place, isNew] = lowest.emplace(element, points.energies[i]);
        place->second = std::min(place->second, points.energies[i]);
    }
    for (const auto& [element, energy] : given)
        lowest[element] = energy;
    std::string missing;
    for (const int element : points.elements)
        if (!lowest.contains(element))
            missing += (missing.empty() ? "" : ", ") + std::string(elementSymbol(element));
    if (!missing.empty())
        throw SettingsError("energy",
                            "no structure of pure " + missing
                                + " has an energy: formation energies need one of each element, or its energy per atom "
                                  "from a file of references");
    return lowest;
}

Eigen::MatrixXd withElements(const Eigen::MatrixXd& fractions)
{
    Eigen::MatrixXd all(fractions.rows(), fractions.cols() + fractions.rows());
    all << fractions, Eigen::MatrixXd::Identity(fractions.rows(), fractions.rows());
    return all;
}

Eigen::VectorXd withElements(const Eigen::VectorXd& formation, Eigen::Index elements)
{
    Eigen::VectorXd all(formation.size() + elements);
    all << formation, Eigen::VectorXd::Zero(elements);
    return all;
}

Eigen::VectorXd formationEnergies(const PhasePoints& points, const ElementEnergies& references)
{
    Eigen::VectorXd ofElements(static_cast<Eigen::Index>(points.elements.size()));
    for (std::size_t e = 0; e < points.elements.size(); ++e)
        ofElements[static_cast<Eigen::Index>(e)] = references.at(points.elements[e]);
    return points.energies - points.fractions.transpose() * ofElements;
}

} // namespace mbtr
