#pragma once

#include "core/dataset/dataset.h"
#include "core/gdml/gdml_settings.h"

#include <Eigen/Core>
#include <span>
#include <string>
#include <vector>

namespace mbtr {

/// Geometries of one molecule with what is to be learnt.
struct ForceData {
    std::vector<Structure> geometries;
    std::vector<Eigen::Matrix3Xd> forces; ///< 3 x n_atoms
    std::vector<double> energies; ///< empty where the dataset has none
    std::string energyUnit, forceUnit; ///< empty = not stated

    ForceData at(std::span<const int> indices) const;
};

/// Structures with finite forces and, where the dataset has energies, a finite energy. All where there are no forces at all.
std::vector<int> rowsWithForces(const Dataset& dataset, const GdmlTrainingSettings& settings);

/// Where both units are stated, forces are brought to the unit of the energies per angstrom, and energies per atom to whole ones.
/// Throws SettingsError("forces" / "energy", ..) where a property is missing or not of the right kind, ("structure", ..) where
/// the structures are not all of the same atoms in the same order, are single atoms or have atoms at the same place; names the
/// structure. A missing property "energy" is no error unless it was asked for by another name.
ForceData forceData(const Dataset& dataset, const GdmlTrainingSettings& settings);

} // namespace mbtr
