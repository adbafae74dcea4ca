#pragma once

#include "core/gdml/pair_descriptor.h"
#include "core/gdml/permutations.h"

#include <Eigen/Core>
#include <vector>

namespace mbtr {

/// Symmetric gradient-domain machine learning: Chmiela et al., Nat. Commun. 9, 3887 (2018); core/gdml/README.md.
struct GdmlModel {
    std::vector<int> species; ///< atomic numbers, in the order of the atoms of every geometry
    GdmlDescriptorSettings descriptor;
    std::vector<Permutation> permutations; ///< the identity first
    double length = 10; ///< s, unit of the descriptor
    double lambda = 1e-10; ///< added to the diagonal of K as it is
    double scale = 1; ///< standard deviation of all components of the training forces
    double offset = 0; ///< c: mean of E_ref - E_pred over the training set, unit of the energy
    Eigen::MatrixXd described; ///< x_j, one column for each training geometry
    Eigen::MatrixXd weights; ///< J_j a_j, the same shape
    double largestTrainingGap = 0; ///< largest distance of a training geometry to the nearest other, unit of the descriptor
};

} // namespace mbtr
