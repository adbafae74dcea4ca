#pragma once

#include "core/thermodynamics/phase_points.h"

#include <string>
#include <utility>
#include <vector>

namespace mbtr::test {

/// Points from formulas such as "Li2O" and energies per atom.
PhasePoints phasesOf(const std::vector<std::pair<std::string, double>>& formulas);

/// Random compositions of whole numbers of atoms with random energies, the elements first, at zero. Reproducible.
PhasePoints randomPhases(int elements, int count, unsigned seed);

/// A toy alloy: compositions, features and energies of formation that are a smooth function of the features plus a little of what
/// these do not see. The elements are points 0 and 1.
struct ToyAlloy {
    PhasePoints points;
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> features; ///< n_points x 4
};
ToyAlloy toyAlloy(int count, unsigned seed = 1);

} // namespace mbtr::test
