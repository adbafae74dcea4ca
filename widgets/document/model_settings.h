#pragma once

#include "core/gdml/gdml_training.h"
#include "core/mbtr/settings.h"
#include "core/models/krr.h"

namespace mbtr::gui {

/// All that models are made with: one value, so that a step of the Edit menu may change several parts of it at once.
struct ModelSettings {
    MbtrSettings mbtr;
    TrainingSettings training; ///< of models of a property
    GdmlTrainingSettings forces; ///< of force models

    bool operator==(const ModelSettings&) const = default;
};

} // namespace mbtr::gui
