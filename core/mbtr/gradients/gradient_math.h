#pragma once

#include "core/mbtr/gradients/gradient_batch.h"
#include "core/mbtr/settings.h"
#include "core/mbtr/weighting.h"

namespace mbtr {

// The loops over the derivatives of a batch: compiled for several processors and with relaxed rules of rounding.

/// Derivatives of an evaluated batch, k = 2..4; core/mbtr/README.md, section 8. Cut-offs add nothing. Where an angle is 0 or 180
/// degrees its derivative is undefined and taken as zero, the mean of the limits from all sides; the same for a dihedral angle of
/// 0 or 180 degrees without sign, and where three atoms of a chain lie on a line. Of tuples that are cut off the numbers mean
/// nothing.
void evaluateGradients(const TupleBatch& batch, int k, Geometry geometry, const ReadyWeighting& weighting,
                       GradientBatch& gradients);

/// The same, each tuple's dw/dr times `mass` plus w dg/dr times `slope`: in the place of dw/dr, the others are left as they are.
void evaluateProjected(const TupleBatch& batch, int k, Geometry geometry, const ReadyWeighting& weighting, const double* mass,
                       const double* slope, GradientBatch& gradients);

/// Is the tuple inside all cut-offs, so that its derivatives count? A weight x may be zero and change all the same.
inline bool countsInGradient(const TupleBatch& batch, int t, const ReadyWeighting& weighting)
{
    return batch.w[static_cast<std::size_t>(t)] != 0 || weighting.function == WeightingFunction::X;
}

} // namespace mbtr
