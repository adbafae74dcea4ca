#pragma once

#include "core/gdml/gdml_training.h"
#include "core/store/gdml_file.h"
#include "widgets/jobs/live_points.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

/// A training with what it is compared with.
struct ForceTraining {
    GdmlTrainingResult result;
    std::shared_ptr<const Dataset> dataset;
    ForceData training, validation; ///< in the order of the result's split
    ForceErrors trainBaseline, validationBaseline; ///< where no force and the mean energy are predicted
    std::vector<ElementErrors> elements; ///< of the validation set, of the training set where there is none
};

/// A training set of `size` geometries on the learning curve.
struct ForceLearningPoint {
    GdmlDescriptor descriptor = GdmlDescriptor::Distances;
    int size = 0;
    ForceErrors errors; ///< of the validation set
    double length = 0;
};

/// Errors with some of the permutations only.
struct SymmetryPoint {
    int permutation = 0; ///< of the model; what it generates is used. -1: all of them
    std::size_t groupSize = 1;
    double forceMae = 0; ///< of the validation set
};

/// What a running computation hands over one by one.
struct LiveForces {
    LivePoints<GdmlSearchPoint> searched;
    LivePoints<double> residuals; ///< |K a - f|/|f| after each step of the iterative solver
    LivePoints<ForceLearningPoint> learnt;
    LivePoints<SymmetryPoint> symmetries;
};

/// Trains, or continues a training of the same data and settings that was not finished. known: what an earlier search with these
/// settings has found. Throws as trainGdml.
std::shared_ptr<const ForceTraining> trainForces(std::shared_ptr<const Dataset> dataset, const GdmlTrainingSettings& settings,
                                                 const std::vector<GdmlSearchPoint>& known,
                                                 const std::shared_ptr<LiveForces>& live, Progress& progress);

/// The sizes of a learning curve for each of the settings, but for what is known. sizes: ascending.
void computeForceCurve(const Dataset& dataset, const std::vector<GdmlTrainingSettings>& tasks, const std::vector<int>& sizes,
                       const std::vector<ForceLearningPoint>& known, LiveForces& live, Progress& progress);

/// Errors without symmetry, with what each permutation generates, and with all.
void compareSymmetries(const ForceTraining& training, LiveForces& live, Progress& progress);

} // namespace mbtr::gui
