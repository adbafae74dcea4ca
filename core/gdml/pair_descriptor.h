#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/layout.h"
#include "core/mbtr/settings.h"
#include "core/mbtr/weighting.h"

#include <Eigen/Core>
#include <vector>

namespace mbtr {

/// What the force model knows of a geometry: functions of the distance of every pair of atoms, each atom its own species.
enum class GdmlDescriptor {
    Distances, ///< 1/d; Chmiela et al., Nat. Commun. 9, 3887 (2018)
    Mbtr, ///< the k = 2 terms of an MBTR; Huo & Rupp 2022, section 5
};

std::span<const std::string_view> gdmlDescriptorNames(); ///< "distances", "mbtr"

struct GdmlDescriptorSettings {
    GdmlDescriptor kind = GdmlDescriptor::Distances;
    MbtrSettings representation; ///< of Mbtr: only its terms and discretization count

    bool operator==(const GdmlDescriptorSettings&) const = default;
};

/// The settings of the paper's force models: k = 2, 1/d, unity, 16 bins of 0..1.28 by their left edges, sigma 2^-4.5.
MbtrSettings gdmlPreset();

/// Throws SettingsError for terms that are not k = 2.
void validate(const GdmlDescriptorSettings& settings);

/// One geometry; columns are pairs of atoms, in the order (1,0), (2,0), (2,1), (3,0) ..
struct DescribedGeometry {
    Eigen::MatrixXd values; ///< x: n_functions x n_pairs
    Eigen::MatrixXd slopes; ///< dx/d(distance), per angstrom
    Eigen::Matrix3Xd directions; ///< unit vectors from the pair's second atom (the lower number) to its first
};

/// Makes descriptors x and multiplies by their Jacobian J = dx/dr, which is never stored: a row of J touches two atoms only.
class PairDescriptor {
public:
    PairDescriptor(const GdmlDescriptorSettings& settings, int atomCount);

    int atomCount() const { return m_atomCount; }
    int pairCount() const { return m_atomCount * (m_atomCount - 1) / 2; }
    int functionCount() const { return m_functionCount; }
    /// Number of values of the descriptor x.
    int size() const { return functionCount() * pairCount(); }

    /// In crystals the nearest copies of two atoms make the pair. Throws NumericalError for atoms at the same place.
    DescribedGeometry describe(const Structure& structure) const;
    /// The product J^T v; v: n_functions x n_pairs. Result: 3 x n_atoms.
    Eigen::Matrix3Xd pullBack(const DescribedGeometry& geometry, const Eigen::Ref<const Eigen::MatrixXd>& v) const;
    /// The product J a; a: 3 x n_atoms. Result: n_functions x n_pairs.
    Eigen::MatrixXd pushForward(const DescribedGeometry& geometry, const Eigen::Matrix3Xd& a) const;

private:
    void evaluate(const Eigen::VectorXd& distances, DescribedGeometry& geometry) const;
    void evaluateTerm(std::size_t term, int firstRow, const Eigen::VectorXd& distances, DescribedGeometry& geometry) const;

    GdmlDescriptorSettings m_settings;
    int m_atomCount;
    int m_functionCount;
    Layout m_layout; ///< of Mbtr
    std::vector<ReadyWeighting> m_weightings;
};

/// Column of pair (i, j) in either order, i != j.
inline int pairIndex(int i, int j)
{
    return i > j ? i * (i - 1) / 2 + j : j * (j - 1) / 2 + i;
}

/// Angstrom, n_atoms x n_atoms, of nearest copies.
Eigen::MatrixXd distancesOf(const Structure& structure);

} // namespace mbtr
