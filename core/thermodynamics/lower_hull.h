#pragma once

#include <Eigen/Core>
#include <vector>

namespace mbtr {

/// A simplex of the lower convex hull of energies over compositions.
struct HullFacet {
    std::vector<int> vertices; ///< indices of points
    Eigen::VectorXd potentials; ///< n_elements: chemical potentials, the energies of the elements on the facet's plane
};

/// The lower convex hull of points over composition space: a convex function that is the largest of the planes of its facets.
struct LowerHull {
    std::vector<int> vertices; ///< ascending indices of points
    std::vector<HullFacet> facets;
    Eigen::MatrixXd planes; ///< n_facets x n_elements, the potentials as rows

    /// Energy of the hull, one value a column of `fractions` (n_elements x n_points), which lie between the compositions of the
    /// points. Same unit as the energies.
    Eigen::VectorXd at(const Eigen::MatrixXd& fractions) const;
};

/// fractions: n_elements x n_points, columns add up to 1; energies: n_points per atom, NaN = a point that does not count. Of
/// equal compositions only the lowest energy counts (the first of equal ones). Any number of elements: two by Andrew's monotone
/// chain (Inf. Process. Lett. 9, 216 (1979)), more by Qhull (Barber, Dobkin, Huhdanpaa, ACM Trans. Math. Softw. 22, 469 (1996))
/// with one point above all others, so that it is never flat. Compositions may lie on a line or plane of their space. Throws
/// SettingsError where no point has an energy.
LowerHull lowerHull(const Eigen::MatrixXd& fractions, const Eigen::VectorXd& energies);

} // namespace mbtr
