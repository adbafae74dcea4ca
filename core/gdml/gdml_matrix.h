#pragma once

#include "core/base/progress.h"
#include "core/gdml/pair_descriptor.h"
#include "core/gdml/permutations.h"

#include <Eigen/Core>
#include <array>
#include <span>
#include <vector>

namespace mbtr {

/// The pairs of atoms that a permutation puts at the places of the pairs in order.
std::vector<int> permutedPairs(const Permutation& permutation);

/// Blocks of the kernel matrix of force models, core/gdml/README.md, section 2:
///
///     K_ij = sum_p J_i^T H(x_i, P_p x_j) (P_p J_j),
///     H(x,y) = (5/(3 s^2)) exp(-sqrt5 d/s) [ (1 + sqrt5 d/s) I - (5/s^2)(x-y)(x-y)^T ],  d = |x-y|
///
/// 3 n_atoms x 3 n_atoms, coordinates of an atom next to each other. Thread-safe.
class GdmlBlocks {
public:
    /// Keeps a reference to the geometries. length: s, unit of the descriptor.
    GdmlBlocks(const PairDescriptor& descriptor, std::span<const DescribedGeometry> geometries,
               const std::vector<Permutation>& permutations, double length);

    int geometryCount() const { return static_cast<int>(m_geometries.size()); }
    int blockSize() const { return 3 * m_atomCount; }
    /// Overwrites `block`.
    void evaluate(int i, int j, Eigen::Ref<Eigen::MatrixXd> block) const;

private:
    void addPermutation(const DescribedGeometry& first, const DescribedGeometry& second, const std::vector<int>& pairs,
                        Eigen::Ref<Eigen::MatrixXd> block) const;

    std::span<const DescribedGeometry> m_geometries;
    int m_atomCount;
    double m_length;
    std::vector<std::vector<int>> m_pairs; ///< of each permutation
    std::vector<std::array<int, 2>> m_atoms; ///< of each pair
};

/// The lower triangle of the whole matrix, blocks in the order of the geometries. Throws Cancelled.
Eigen::MatrixXd gdmlMatrix(const GdmlBlocks& blocks, Progress& progress);

} // namespace mbtr
