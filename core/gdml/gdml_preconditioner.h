#pragma once

#include "core/gdml/gdml_matrix.h"

namespace mbtr {

/// An approximation of K + lambda I that is easy to invert, by Nystroem's method. Some columns of K are computed, those of all
/// atoms of m geometries at even distances in the training set: K ~ K_nm K_mm^-1 K_mn = B B^T. What this leaves over of the trace
/// is added to the diagonal in equal parts, which with lambda is the shift.
class GdmlPreconditioner {
public:
    /// Takes as many columns as a part of the available memory holds. Throws NumericalError, Cancelled.
    GdmlPreconditioner(const GdmlBlocks& blocks, double lambda, Progress& progress);

    /// The product (B B^T + shift I)^-1 v.
    Eigen::VectorXd apply(const Eigen::VectorXd& v) const;

private:
    Eigen::MatrixXd m_b; ///< n x m
    Eigen::MatrixXd m_factor; ///< of B^T B + shift I
    double m_shift = 0;
};

} // namespace mbtr
