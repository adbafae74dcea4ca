#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/settings.h"

namespace mbtr::gui {

/// What a model of formation energies sees: the tensors of all structures (a row each), each term scaled to the same weight.
RowMatrix phaseFeatures(const Dataset& dataset, const MbtrSettings& settings, Progress& progress);

} // namespace mbtr::gui
