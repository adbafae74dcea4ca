#pragma once

#include <Eigen/Core>
#include <memory>
#include <span>
#include <vector>

namespace mbtr {

/// So much of a phase: a share of the atoms.
struct PhaseShare {
    int point = 0; ///< index of the point
    double amount = 0; ///< of the atoms; the shares of a decomposition add up to 1
};

/// What a composition turns into where nothing hinders it.
struct Decomposition {
    double energy = 0; ///< per atom, unit of the energies
    std::vector<PhaseShare> shares; ///< at most one more than there are independent compositions, by falling amount
};

/// The lower hull as a linear program: the mixture of phases of lowest energy that has a composition,
///
///     minimise sum_i w_i E_i   with   sum_i w_i c_i = c,   w_i >= 0.
///
/// It needs no geometry: any number of elements, ties and flat hulls do no harm. Solved by GLPK's simplex, which starts from
/// the solution before.
class HullProgram {
public:
    /// fractions: n_elements x n_points; energies: n_points; phases: the points that may take part.
    HullProgram(const Eigen::MatrixXd& fractions, const Eigen::VectorXd& energies, std::span<const int> phases);
    ~HullProgram();
    HullProgram(HullProgram&&) noexcept;
    HullProgram& operator=(HullProgram&&) = delete;

    /// composition: n_elements, adds up to 1. `without`: a point that must not take part, -1 = none. Throws NumericalError for a
    /// composition that no mixture of the phases has.
    Decomposition at(const Eigen::VectorXd& composition, int without = -1);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mbtr
