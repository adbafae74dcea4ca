#pragma once

#include "core/dataset/dataset.h"

#include <map>
#include <string>
#include <string_view>

namespace mbtr {

/// Energies of atoms by atomic number, in the unit of the property they belong to (without "/atom").
using AtomEnergies = std::map<int, double>;

/// A least-squares fit of E(structure) = sum over its atoms of e(element).
struct AtomEnergyFit {
    AtomEnergies energies;
    double rmse = 0; ///< of what is left, per structure, unit of the property
    int rank = 0; ///< smaller than energies.size(): compositions do not tell the elements apart, the energies are the shortest of
                  ///< many solutions
};

/// Fits the energies over the structures that have a value. A property in "../atom" is multiplied by the number of atoms first.
/// Throws SettingsError("atomization", ..) where the property is not one number for each structure or has no value at all.
AtomEnergyFit fitAtomEnergies(const Dataset& dataset, std::string_view propertyName);

/// "H=-13.6,C=-1029.5": throws SettingsError("atomization", ..) for what is no such list.
AtomEnergies parseAtomEnergies(std::string_view text);

/// A new property "atomization_NAME": the energy minus that of its atoms (negative where bound), per atom where NAME is; same
/// unit, missing values stay missing. Throws SettingsError("atomization", ..) where an element has no energy (names it) or the
/// property exists.
void addAtomization(Dataset& dataset, std::string_view propertyName, const AtomEnergies& energies);

/// Adds the property with fitted energies and a note that tells them; a warning where the rank is deficient.
void addFittedAtomization(Dataset& dataset, std::string_view propertyName);

} // namespace mbtr
