#pragma once

#include "core/dataset/split.h"
#include "core/gdml/gdml_fit.h"

#include <optional>
#include <string>

namespace mbtr {

/// What the forces page and `mbtr gdml train` ask for.
struct GdmlTrainingSettings {
    std::string energy = "energy", forces = "forces"; ///< names of properties
    GdmlDescriptorSettings descriptor;
    /// Stratified: training geometries are drawn by the histogram of the energies, the others validate.
    SplitSettings split {.method = SplitMethod::Stratified};
    bool validateLast = false; ///< the last split.validate frames validate, and training geometries are drawn from those before
    std::optional<double> length; ///< unit of the descriptor; searched where not given
    std::optional<double> lambda; ///< 1e-10 for distances, searched for MBTR where not given
    bool useSymmetry = true;
    GdmlSolver solver = GdmlSolver::WhatFits;

    bool operator==(const GdmlTrainingSettings&) const = default;
};

/// The settings that a model depends on, but for the number of training geometries, as one text: equal where they are equal.
std::string textOf(const GdmlTrainingSettings& settings);

} // namespace mbtr
