#pragma once

#include "core/gdml/gdml_fit.h"
#include "core/gdml/gdml_matrix.h"

namespace mbtr {

/// Solves (K + lambda I) a = forces by conjugate gradients, for training sets whose matrix K does not fit into memory. K is never
/// stored: the product K a is what a model with the weights a predicts as forces of its training geometries. Most of the work is
/// saved by a preconditioner, an approximation of K + lambda I by some of its columns that is easy to invert
/// (gdml_preconditioner.h). Chmiela et al., Sci. Adv. 9, eadf0873 (2023), doi:10.1126/sciadv.adf0873, who choose the columns
/// otherwise. fit.tolerance, fit.onStep, fit.begin: see there. Throws NumericalError where it does not converge; Cancelled.
Eigen::VectorXd solveIteratively(const GdmlFit& fit, const PairDescriptor& descriptor,
                                 std::span<const DescribedGeometry> geometries, const GdmlBlocks& blocks,
                                 const Eigen::VectorXd& forces, Progress& progress);

} // namespace mbtr
