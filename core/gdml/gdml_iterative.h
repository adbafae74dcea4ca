#pragma once

#include "core/gdml/gdml_matrix.h"
#include "core/gdml/gdml_fit.h"

namespace mbtr {

/// Solves (K + lambda I) a = forces by preconditioned conjugate gradients; K is never stored: K a are the forces of a model with
/// the weights a. The preconditioner is Nystroem's: K ~ K_nm K_mm^-1 K_mn over the atoms of some of the geometries, as many as
/// a part of the memory holds (Chmiela et al., Sci. Adv. 9, eadf0873 (2023), who choose the columns otherwise).
/// fit.tolerance, fit.onStep, fit.begin: see there. Throws NumericalError where it does not converge; Cancelled.
Eigen::VectorXd solveIteratively(const GdmlFit& fit, const PairDescriptor& descriptor,
                                 std::span<const DescribedGeometry> geometries, const GdmlBlocks& blocks,
                                 const Eigen::VectorXd& forces, Progress& progress);

} // namespace mbtr
