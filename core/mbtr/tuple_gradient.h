#pragma once

#include "core/mbtr/settings.h"
#include "core/mbtr/tuple_batch.h"
#include "core/mbtr/weighting.h"

#include <Eigen/Core>
#include <array>

namespace mbtr {

/// Derivatives of g and w of one tuple with respect to the positions of its atoms, in the order of sitesOf(); k are used.
struct TupleGradient {
    std::array<Eigen::Vector3d, 4> g; ///< unit of g per angstrom
    std::array<Eigen::Vector3d, 4> w; ///< per angstrom; of TupleBatch::w, its share included
    std::array<Eigen::Vector3d, 4> position; ///< of the atoms relative to the one at home, angstrom
};

/// Tuple t of an evaluated batch, k = 2..4. FORMULAS section 2. Cut-offs add nothing. Where an angle is 0 or 180 degrees its
/// derivative is undefined and taken as zero, the mean of the limits from all sides; the same for a dihedral angle of 0 or 180
/// degrees without sign, and where three atoms of a chain lie on a line.
TupleGradient gradientOf(const TupleBatch& batch, int t, int k, Geometry geometry, const ReadyWeighting& weighting);

} // namespace mbtr
