#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/settings.h"

namespace mbtr {

/// The settings with species and grids of a dataset: each term's grid holds every value of its geometry function with four
/// sigma to spare on either side, so that less than 0.01 % of the weight lies outside. The number of bins stays, unless
/// bins would become wider than sigma. Throws as computeMbtr.
MbtrSettings fitGrids(const MbtrSettings& settings, const Dataset& dataset, Progress& progress);

/// Grids that hold every value of the dataset with two sigma to spare stay as they are, the others are fitted as by fitGrids();
/// all else stays.
MbtrSettings widenGrids(const MbtrSettings& settings, const Dataset& dataset, Progress& progress);

} // namespace mbtr
