#pragma once

#include "core/thermodynamics/candidate_model.h"

#include <array>
#include <span>
#include <string_view>

namespace mbtr {

/// Which structure is to be calculated next.
enum class HullRule {
    ExpectedImprovement, ///< below the hull: Wen, Tucker, Titus, npj Comput. Mater. 10 (2024), doi 10.1038/s41524-024-01391-7
    LowerConfidenceBound, ///< hull - mean + kappa spread
    Vertex, ///< the share of joint samples in which it is a vertex
    Variance, ///< how much it tells of the hull: after Novick et al., Mater. Horiz. 11, 5381 (2024)
    Paper, ///< that of Huo & Rupp 2022
    Mean, ///< the lowest mean below the hull: without uncertainty, for comparison
    Random
};
/// "ei", "lcb", "vertex", "variance", "paper", "mean", "random".
std::span<const std::string_view> hullRuleNames();

/// What rules look at. All vectors hold one value a candidate, energies of formation per atom.
struct HullView {
    const Eigen::MatrixXd& fractions; ///< n_elements x n_points, of all points and the elements
    const Eigen::VectorXd& formation; ///< n_points; NaN = not known; what is only pretended stands here too
    const std::vector<int>& candidates; ///< points
    const Eigen::VectorXd& mean;
    const Eigen::VectorXd& spread;
    const Eigen::VectorXd& hull; ///< the lower hull of what is known, at the candidates
};

inline constexpr double kKappa = 2; ///< of the lower confidence bound

/// Larger is better. Rules that need no samples.
Eigen::VectorXd expectedImprovement(const HullView& view);
Eigen::VectorXd lowerConfidenceBound(const HullView& view);
Eigen::VectorXd meanBelowHull(const HullView& view);

/// Energies drawn jointly, samples as columns, of the candidates at `places`; the others score 0.
Eigen::VectorXd vertexShares(const HullView& view, const std::vector<int>& places, const Eigen::MatrixXd& energies);
/// sum over compositions c of Cov(E_i, h(c))^2 / Var(E_i).
Eigen::VectorXd hullVarianceExplained(const HullView& view, const std::vector<int>& places, const Eigen::MatrixXd& energies);

} // namespace mbtr
