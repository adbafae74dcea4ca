#pragma once

#include "core/base/progress.h"
#include "core/gdml/gdml_model.h"

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace mbtr {

/// Bytes of the analytic solution for this many geometries of so many atoms.
std::int64_t gdmlBytes(std::int64_t geometries, std::int64_t atoms);

/// How the weights are found: Cholesky's method needs gdmlBytes of memory; conjugate gradients never store the matrix.
enum class GdmlSolver { WhatFits, Cholesky, Iterative };
std::span<const std::string_view> gdmlSolverNames(); ///< "auto", "cholesky", "iterative"

/// Where the iterative solver is.
struct GdmlStep {
    int step = 0; ///< from 1
    double residual = 0; ///< |K a - f|/|f|
    const Eigen::VectorXd& weights; ///< a, in units of the solver
};

/// Geometries with forces (3 x n_atoms each) and energies of the same atoms;
/// energies may be empty: the offset is 0 then. Throws SettingsError, NumericalError, Cancelled.
struct GdmlFit {
    std::span<const Structure> geometries;
    std::span<const Eigen::Matrix3Xd> forces;
    std::span<const double> energies;
    GdmlDescriptorSettings descriptor;
    std::vector<Permutation> permutations;
    double length = 10;
    double lambda = 1e-10;
    GdmlSolver solver = GdmlSolver::WhatFits;
    double tolerance = 1e-4; ///< of the iterative solver: remaining part of the forces, |K a - f|/|f|
    std::function<void(const GdmlStep&)> onStep {}; ///< told by the iterative solver, from the thread that fits
    Eigen::VectorXd begin {}; ///< weights that an unfinished iterative solution had come to; empty: begins with 0
    int stepsBefore = 0; ///< of that solution
};
GdmlModel fitGdml(const GdmlFit& fit, Progress& progress);

} // namespace mbtr
