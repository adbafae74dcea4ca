#pragma once

#include "core/gdml/gdml_matrix.h"

namespace mbtr {

/// Nystroem's approximation of K + lambda I by the atoms of some of the geometries, evenly spread over the training set:
/// K ~ K_nm K_mm^-1 K_mn = B B^T, and what it leaves over of the trace as if it were spread evenly over the diagonal.
class GdmlPreconditioner {
public:
    /// As many columns as a part of the available memory holds. Throws NumericalError, Cancelled.
    GdmlPreconditioner(const GdmlBlocks& blocks, double lambda, Progress& progress);

    /// (B B^T + shift I)^-1 v.
    Eigen::VectorXd apply(const Eigen::VectorXd& v) const;

private:
    Eigen::MatrixXd m_b; ///< n x m
    Eigen::MatrixXd m_factor; ///< of B^T B + shift I
    double m_shift = 0;
};

} // namespace mbtr
