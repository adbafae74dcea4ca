#pragma once

#include <Eigen/Core>
#include <vector>

namespace mbtr {

struct GdmlModel;

/// What the functions of a pair of atoms do in a training set: values on a short piece of a curve, and weights along it. They
/// span few of the directions there are, and only these need to be summed over. An orthonormal basis of each pair of places keeps
/// all but 1e-13 of values and weights.
class GdmlBasis {
public:
    /// centre: taken off the described geometries. functions: of each pair.
    GdmlBasis(const GdmlModel& model, const Eigen::VectorXd& centre, int functions);

    /// Of all pairs together.
    int size() const { return m_firsts.back(); }
    int first(int pair) const { return m_firsts[static_cast<std::size_t>(pair)]; }
    /// n_functions x dimensions.
    const Eigen::MatrixXd& of(int pair) const { return m_bases[static_cast<std::size_t>(pair)]; }
    /// columns: a described geometry each, centred. Result: size() x columns.
    Eigen::MatrixXd coordinates(const Eigen::MatrixXd& columns) const;

private:
    std::vector<Eigen::MatrixXd> m_bases;
    std::vector<int> m_firsts; ///< rows where the pairs begin, and the end
};

} // namespace mbtr
