#pragma once

#include "core/models/krr.h"

namespace mbtr {

/// Why a model says f(x) and not f(reference): gradient . (x - reference), feature by feature. Integrated gradients, Sundararajan
/// et al., ICML 2017 (arXiv:1703.01365): the gradient is the mean of that of f along the straight line from reference to x. Exact
/// for the linear kernel; for the others a quadrature, and what it misses is stated.
struct PathGradient {
    Eigen::VectorXd reference; ///< mean of the training features, n_features
    Eigen::VectorXd gradient; ///< n_features, unit of the target per feature
    double value = 0; ///< f(x), unit of the target
    double referenceValue = 0; ///< f(reference)
    double missing = 0; ///< value - referenceValue - gradient . (x - reference)
};

/// Takes f(x) apart; x: n_features.
PathGradient pathGradient(const KrrModel& model, const Eigen::VectorXd& x, Progress& progress);

} // namespace mbtr
