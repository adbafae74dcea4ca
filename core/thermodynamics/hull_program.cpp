#include "core/thermodynamics/hull_program.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <glpk.h>

namespace mbtr {

namespace {

constexpr double kProgramTolerance = 1e-10; ///< of sums of shares and of energies
constexpr double kSmallestShare = 1e-9;

} // namespace

struct HullProgram::State {
    State() { glp_term_out(GLP_OFF); }
    ~State() { glp_delete_prob(problem); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    glp_prob* problem = glp_create_prob();
    std::vector<int> phases;
};

HullProgram::HullProgram(const Eigen::MatrixXd& fractions, const Eigen::VectorXd& energies, std::span<const int> phases)
    : m_state(std::make_unique<State>())
{
    m_state->phases.assign(phases.begin(), phases.end());
    glp_prob* problem = m_state->problem;
    const int elements = static_cast<int>(fractions.rows()), count = static_cast<int>(phases.size());
    glp_add_rows(problem, elements);
    for (int e = 1; e <= elements; ++e)
        glp_set_row_bnds(problem, e, GLP_FX, 0, 0);
    if (count > 0)
        glp_add_cols(problem, count);
    std::vector<int> rows(static_cast<std::size_t>(elements) + 1);
    std::vector<double> values(rows.size());
    for (int j = 1; j <= count; ++j) {
        const int point = m_state->phases[static_cast<std::size_t>(j - 1)];
        int used = 0;
        for (int e = 0; e < elements; ++e)
            if (fractions(e, point) != 0) {
                rows[static_cast<std::size_t>(++used)] = e + 1;
                values[static_cast<std::size_t>(used)] = fractions(e, point);
            }
        glp_set_mat_col(problem, j, used, rows.data(), values.data());
        glp_set_obj_coef(problem, j, energies[point]);
        glp_set_col_bnds(problem, j, GLP_LO, 0, 0);
    }
}

HullProgram::~HullProgram() = default;
HullProgram::HullProgram(HullProgram&&) noexcept = default;

Decomposition HullProgram::at(const Eigen::VectorXd& composition, int without)
{
    glp_prob* problem = m_state->problem;
    for (int e = 0; e < composition.size(); ++e)
        glp_set_row_bnds(problem, e + 1, GLP_FX, composition[e], composition[e]);
    const auto place = std::find(m_state->phases.begin(), m_state->phases.end(), without);
    const int left = place == m_state->phases.end() ? 0 : static_cast<int>(place - m_state->phases.begin()) + 1;
    if (left > 0)
        glp_set_col_bnds(problem, left, GLP_FX, 0, 0);
    glp_smcp settings;
    glp_init_smcp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    settings.meth = GLP_DUALP;
    settings.tol_bnd = settings.tol_dj = kProgramTolerance;
    const int problemCode = glp_simplex(problem, &settings);
    const bool isSolved = problemCode == 0 && glp_get_status(problem) == GLP_OPT;
    Decomposition found {.energy = glp_get_obj_val(problem), .shares = {}};
    for (int j = 1; isSolved && j <= glp_get_num_cols(problem); ++j)
        if (const double amount = glp_get_col_prim(problem, j); amount > kSmallestShare)
            found.shares.push_back({m_state->phases[static_cast<std::size_t>(j - 1)], amount});
    if (left > 0)
        glp_set_col_bnds(problem, left, GLP_LO, 0, 0);
    if (!isSolved)
        throw NumericalError("no mixture of the phases that are known has this composition");
    const auto rounded = [](double amount) { return std::round(amount / kSmallestShare); };
    std::sort(found.shares.begin(), found.shares.end(), [&](const PhaseShare& a, const PhaseShare& b) {
        return rounded(a.amount) != rounded(b.amount) ? a.amount > b.amount : a.point < b.point;
    });
    return found;
}

} // namespace mbtr
