#pragma once

#include "core/gdml/gdml_training.h"
#include "core/mbtr/settings.h"
#include "core/models/krr.h"

#include <vector>

namespace mbtr::gui {

/// All that models are made with: one value, so that a step of the Edit menu may change several parts of it at once.
struct ModelSettings {
    MbtrSettings mbtr;
    TrainingSettings training; ///< of models of a property
    GdmlTrainingSettings forces; ///< of force models
    bool gridsFollow = true; ///< the grids of mbtr fit what is opened
    std::vector<GridSettings> startGrids {}; ///< of the terms, before they followed the data; empty: as they are

    bool operator==(const ModelSettings&) const = default;
};

std::vector<GridSettings> gridsOf(const MbtrSettings& settings);
MbtrSettings withGrids(MbtrSettings settings, const std::vector<GridSettings>& grids);

/// The settings of the tensor as they were before their grids followed the data.
MbtrSettings startOf(const ModelSettings& settings);
/// After a person's change of the tensor: a grid typed by hand stays from now on, and so do all others.
ModelSettings withTensor(ModelSettings settings, const MbtrSettings& mbtr);

} // namespace mbtr::gui
