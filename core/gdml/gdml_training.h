#pragma once

#include "core/base/log.h"
#include "core/dataset/dataset.h"
#include "core/dataset/split.h"
#include "core/gdml/gdml_model.h"

#include <functional>
#include <optional>

namespace mbtr {

/// What the forces page and `mbtr gdml train` ask for.
struct GdmlTrainingSettings {
    std::string energy = "energy", forces = "forces"; ///< names of properties
    GdmlDescriptorSettings descriptor;
    /// Stratified: drawn by the histogram of the energies, the others validate.
    SplitSettings split {.method = SplitMethod::Stratified};
    bool validateLast = false; ///< the last split.validate frames validate, and training geometries are drawn from those before
    std::optional<double> length; ///< unit of the descriptor; searched where not given
    std::optional<double> lambda; ///< 1e-10 for distances, searched for MBTR where not given
    bool useSymmetry = true;
    GdmlSolver solver = GdmlSolver::WhatFits;

    bool operator==(const GdmlTrainingSettings&) const = default;
};

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
/// Throws SettingsError("forces" / "energy", ..) where a property is missing or not of the right kind, ("structure", ..)
/// where the structures are not all of the same atoms in the same order, are single atoms or have atoms at the same place; names
/// the structure. A missing property "energy"
/// is no error unless it was asked for by another name.
ForceData forceData(const Dataset& dataset, const GdmlTrainingSettings& settings);

/// Mean and root mean squared error of all components of the forces, and of the energies (NaN without energies).
struct ForceErrors {
    double forceMae = 0, forceRmse = 0;
    double energyMae = 0, energyRmse = 0;
};

ForceErrors errorsOf(const std::vector<EnergyAndForces>& predicted, const ForceData& reference);
/// Of what knows nothing: no force anywhere, and the mean energy of the training set.
ForceErrors baselineErrors(const ForceData& training, const ForceData& reference);

struct ElementErrors {
    int atomicNumber = 0;
    int atoms = 0; ///< in one geometry
    double forceMae = 0, forceRmse = 0; ///< of all components
    double meanForce = 0; ///< mean length of the reference forces
};
/// One an element, the lightest first.
std::vector<ElementErrors> errorsByElement(const std::vector<EnergyAndForces>& predicted, const ForceData& reference);

/// How well the energies follow the integrated forces: least-squares slope of the reference on the prediction, and correlation;
/// NaN for fewer than ten.
struct EnergyCheck {
    double slope = 0, correlation = 0;
};
/// One model of the search.
struct GdmlSearchPoint {
    double length = 0, lambda = 0, sigma = 0; ///< sigma: 0 for distances
    int geometries = 0; ///< that it was fitted to
    double forceMae = 0; ///< of the geometries held out for the search; infinite where lambda is too small

    /// Of the same model?
    bool isAt(const GdmlSearchPoint& other) const
    {
        return length == other.length && lambda == other.lambda && sigma == other.sigma && geometries == other.geometries;
    }
};

/// Told while a model is made, from the thread that trains; and what an earlier training of the same data with the same settings
/// has found, which is not computed again.
struct GdmlWatch {
    std::function<void(const GdmlSearchPoint&)> onPoint {}; ///< each model of the search
    std::function<void(const GdmlStep&)> onStep {}; ///< each step of the iterative solver
    std::vector<GdmlSearchPoint> known {};
    Eigen::VectorXd begin {}; ///< see GdmlFit
    int stepsBefore = 0;
};

struct GdmlSeconds {
    double permutations = 0, search = 0, fit = 0;
};

struct GdmlTrainingResult {
    GdmlTrainingSettings settings;
    std::shared_ptr<const GdmlModel> model;
    Split split;
    std::string energyUnit, forceUnit;
    std::vector<EnergyAndForces> trainPredicted, validatePredicted; ///< in the order of split
    ForceErrors train, validation;
    std::vector<GdmlSearchPoint> search; ///< all that were tried, in their order
    EnergyCheck energyCheck; ///< of the training set
    Messages messages; ///< doubts about the data: energies and forces that do not belong together
    std::vector<double> residuals; ///< after each step of the iterative solver, those of watch.stepsBefore left out
    GdmlSeconds seconds;
};

/// The same for the same seed. Throws SettingsError for sizes that the data do not allow.
Split makeForceSplit(const Dataset& dataset, const ForceData& data, const GdmlTrainingSettings& settings);

/// The settings that a model depends on, but for the number of training geometries.
std::string textOf(const GdmlTrainingSettings& settings);
/// Equal where data, split and settings are: 16 hexadecimal digits.
std::string fingerprintOf(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings);

/// Searches what is not given on geometries that neither train nor validate (on one in five of the training geometries
/// where there are none), then trains on all and evaluates. Throws SettingsError, NumericalError, Cancelled.
GdmlTrainingResult trainGdml(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings, Progress& progress,
                             const GdmlWatch& watch = {});

EnergyCheck checkEnergies(std::span<const double> reference, std::span<const EnergyAndForces> predicted);

/// A sentence where they hardly correlate, where the sign is flipped or where the scale is off by more than a tenth (FORMULAS
/// section 4).
Messages doubtsOf(const EnergyCheck& check);

} // namespace mbtr
