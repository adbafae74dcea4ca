#pragma once

#include "core/dataset/dataset.h"
#include "core/thermodynamics/phase_points.h"

#include <string>

namespace mbtr {

/// Which energies a phase diagram is made of.
struct HullEnergies {
    std::string property; ///< with one number a structure
    bool perCell = false; ///< the energy is that of the whole cell; else per atom
    bool isFormation = false; ///< the elements lie at zero already

    bool operator==(const HullEnergies&) const = default;
};

/// Energies of a phase diagram, per atom.
struct HullData {
    PhasePoints points;
    ElementEnergies references;
    Eigen::VectorXd formation; ///< n_points; NaN = not known
    std::string unit; ///< per atom; empty = not stated
    double tolerance = 0; ///< what counts as on the hull, in that unit
};

/// given: energies of elements that do not come from the structures. Throws SettingsError where there is no such property, where
/// an element has no reference or where the unit contradicts `energies`.
HullData hullData(const Dataset& dataset, const HullEnergies& energies, const ElementEnergies& given);
/// Those that are given, and zero for all elements where energies are those of formation already.
ElementEnergies referencesFor(const std::vector<int>& elements, const HullEnergies& energies, const ElementEnergies& given);
/// The unit per atom of the energies: empty where the file states none. Throws SettingsError where it contradicts `energies`.
std::string unitPerAtom(const Dataset& dataset, const HullEnergies& energies);
/// An energy of so many eV/atom in this unit; taken for eV where it is unknown.
double inUnit(double electronVolts, const std::string& unitPerAtom);
/// Throws SettingsError for two properties in different units.
void requireSameUnit(const Dataset& dataset, const std::string& a, const std::string& b);

} // namespace mbtr
