#pragma once

#include "core/dataset/dataset.h"

#include <Eigen/Core>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace mbtr {

/// Compositions and energies of structures, as a phase diagram sees them.
struct PhasePoints {
    std::vector<int> elements; ///< ascending atomic numbers of all structures
    Eigen::MatrixXd fractions; ///< n_elements x n_points: atomic fractions, each column adds up to 1
    Eigen::VectorXd energies; ///< n_points: per atom, in the unit of the property; NaN where it is not known
};

/// Fractions that differ by less are the same: they are ratios of small whole numbers.
inline constexpr double kSameComposition = 1e-9;

/// Energy per atom of each pure element, by atomic number, in the unit of the energies.
using ElementEnergies = std::map<int, double>;

/// Atomic fractions of the structures: elements.size() x n_structures. Throws SettingsError for a structure without atoms.
Eigen::MatrixXd atomicFractions(const Dataset& dataset, std::span<const int> elements);

/// The energies of a property with one number a structure; perCell: divided by the number of atoms. A missing value stays NaN.
/// Throws SettingsError where there is no such property, and for infinite values (names the structure).
PhasePoints phasePoints(const Dataset& dataset, std::string_view propertyName, bool perCell);

/// The element that a point consists of alone; 0 where there are several.
int pureElement(const PhasePoints& points, Eigen::Index point);

/// The lowest known energy of each pure element; `given` comes first. Throws SettingsError that names every element without one.
ElementEnergies elementEnergies(const PhasePoints& points, const ElementEnergies& given);

/// The elements themselves take part in every hull, at their references: they follow the points as points of their own, element e
/// as point n_points + e. fractions with n_elements columns more.
Eigen::MatrixXd withElements(const Eigen::MatrixXd& fractions);
/// Formation energies with a zero more for each element.
Eigen::VectorXd withElements(const Eigen::VectorXd& formation, Eigen::Index elements);

/// Formation energies: the energies minus the references in proportion to the composition. Same unit, NaN stays NaN.
Eigen::VectorXd formationEnergies(const PhasePoints& points, const ElementEnergies& references);

} // namespace mbtr
