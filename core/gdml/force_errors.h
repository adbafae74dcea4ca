#pragma once

#include "core/base/log.h"
#include "core/gdml/force_data.h"
#include "core/gdml/gdml_predictor.h"

#include <span>
#include <vector>

namespace mbtr {

/// Mean and root mean squared error of all components of the forces, and of the energies (NaN without energies).
struct ForceErrors {
    double forceMae = 0, forceRmse = 0;
    double energyMae = 0, energyRmse = 0;
};

ForceErrors errorsOf(const std::vector<EnergyAndForces>& predicted, const ForceData& reference);
/// The errors of a prediction that has learnt nothing: it says that no force acts anywhere and that the energy is the mean energy
/// of the training set. A model is worth something by how far it stays below these.
ForceErrors baselineErrors(const ForceData& training, const ForceData& reference);

/// Errors of the forces on the atoms of one element.
struct ElementErrors {
    int atomicNumber = 0;
    int atoms = 0; ///< in one geometry
    double forceMae = 0, forceRmse = 0; ///< of all components
    double meanForce = 0; ///< mean length of the reference forces
};
/// One entry for each element, the lightest first.
std::vector<ElementErrors> errorsByElement(const std::vector<EnergyAndForces>& predicted, const ForceData& reference);

/// How well the energies follow the integrated forces: least-squares slope of the reference on the prediction, and correlation;
/// NaN for fewer than ten.
struct EnergyCheck {
    double slope = 0, correlation = 0;
};
EnergyCheck checkEnergies(std::span<const double> reference, std::span<const EnergyAndForces> predicted);

/// A sentence where energies and forces hardly correlate, where the sign is flipped or where the scale is off by more than a
/// tenth (core/gdml/README.md, section 6).
Messages doubtsOf(const EnergyCheck& check);

} // namespace mbtr
