#pragma once

#include "core/base/draws.h"
#include "core/thermodynamics/candidate_model.h"

#include <array>
#include <vector>

namespace mbtr {

/// The active search of Huo & Rupp 2022, section "Phase diagrams": three kernel ridge regressions on transformed energies
/// (positive values scaled by -min/max, negative ones by -max/min, standardised), length and lambda from a hold-out of one half,
/// medians over the rounds so far. Candidates are predicted lower, by 1.3 times the error of the hold-out, than the lowest known
/// energy of their composition; each model names its best one.
class PaperRule {
public:
    /// At most three points; none where the rule ends the search. known: points; energies: of formation, one a known point.
    std::vector<int> choose(const FeatureDistances& distances, const Eigen::MatrixXd& fractions, const std::vector<int>& known,
                            const Eigen::VectorXd& energies, const std::vector<int>& candidates, double typicalDistance,
                            Draws& draws);

private:
    struct History {
        std::vector<double> lengthPowers, lambdaPowers;
    };
    std::array<History, 3> m_histories;
};

} // namespace mbtr
