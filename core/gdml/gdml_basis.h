#pragma once

#include <Eigen/Core>
#include <vector>

namespace mbtr {

struct GdmlModel;

/// The few directions in which the descriptor varies at all. In a training set the functions of a pair of atoms run along a short
/// piece of a curve, and the weights lie along it, so that both span few of the n_functions directions. An orthonormal basis of
/// these directions, one for each pair of atoms, keeps all but 1e-13 of values and weights, and sums over it take less time.
class GdmlBasis {
public:
    /// centre: taken off the described geometries. functions: of each pair.
    GdmlBasis(const GdmlModel& model, const Eigen::VectorXd& centre, int functions);

    /// Dimensions of the bases of all pairs together.
    int size() const { return m_firsts.back(); }
    int first(int pair) const { return m_firsts[pair]; }
    /// The basis of one pair, n_functions x dimensions.
    const Eigen::MatrixXd& of(int pair) const { return m_bases[pair]; }
    /// columns: each a described geometry, centred. Result: size() x columns.
    Eigen::MatrixXd coordinates(const Eigen::MatrixXd& columns) const;

private:
    std::vector<Eigen::MatrixXd> m_bases;
    std::vector<int> m_firsts; ///< rows where the pairs begin, and the end
};

} // namespace mbtr
