#pragma once

#include "core/base/progress.h"

#include <Eigen/Core>
#include <span>
#include <vector>

namespace mbtr {

/// p[i] = the atom put at place i.
using Permutation = std::vector<int>;

Permutation identityPermutation(int size);
/// First `inner`, then `outer`: result[i] = inner[outer[i]].
Permutation composePermutations(const Permutation& outer, const Permutation& inner);

/// All products of the generators, the identity first, then in ascending order; nothing where there would be more than `most`.
std::vector<Permutation> closedGroup(const std::vector<Permutation>& generators, int atomCount, std::size_t most);

/// The permutations of like atoms that a molecule undergoes in a set of geometries: Chmiela et al., Nat. Commun. 9, 3887 (2018),
/// section "Symmetries". species: atomic numbers; distances: of each geometry, n_atoms x n_atoms, angstrom.
///
/// For each pair of geometries the atoms are matched by the cheapest assignment on the absolute values of the eigenvectors of the
/// distance matrices; a permutation that brings the two distance matrices closer is kept; those along the minimum spanning
/// tree of all pairs are closed under composition. Where the group would be larger than mostPermutations(), the rarest of
/// them are left out. Throws Cancelled.
std::vector<Permutation> findPermutations(std::span<const int> species, const std::vector<Eigen::MatrixXd>& distances,
                                          Progress& progress);

inline constexpr std::size_t kMostPermutations = 1000;
/// Fewer for crystals and large molecules, whose many like atoms make groups of any size: time goes with permutations times
/// pairs.
std::size_t mostPermutations(int atomCount);

} // namespace mbtr
