#pragma once

#include "core/models/krr.h"

namespace mbtr {

/// Does the target, as it is learnt, not grow with the number of atoms while the features do? Cells of crystals are chosen
/// freely, so that two cells of one crystal would be different structures with the same target: `n_atoms` normalisation is
/// what such targets want. Asked of the MBTR, of mostly periodic structures with different numbers of atoms; false where the
/// target has no value for some structures.
bool wantsNormalizedFeatures(const Dataset& dataset, const MbtrSettings& settings, const TrainingSettings& training);

/// For people: what is wrong, and what helps.
std::string normalizationAdvice();

} // namespace mbtr
