#pragma once

#include "core/gdml/force_data.h"
#include "core/gdml/force_errors.h"
#include "core/gdml/force_split.h"

#include <functional>
#include <memory>
#include <vector>

namespace mbtr {

/// One model of the search.
struct GdmlSearchPoint {
    double length = 0, lambda = 0, sigma = 0; ///< sigma: 0 for distances
    int geometries = 0; ///< that it was fitted to
    double forceMae = 0; ///< of the geometries held out for the search; infinite where lambda is too small

    /// Do both points belong to the same model?
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

/// Searches what is not given on geometries that neither train nor validate (on one in five of the training geometries
/// where there are none), then trains on all and evaluates. Throws SettingsError, NumericalError, Cancelled.
GdmlTrainingResult trainGdml(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings, Progress& progress,
                             const GdmlWatch& watch = {});

} // namespace mbtr
