#pragma once

#include "core/thermodynamics/lower_hull.h"
#include "core/thermodynamics/phase_diagram.h"

#include <Eigen/Core>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace mbtr::gui {

/// What is known of the energy of a structure.
enum class PhaseKnowledge {
    Stable, ///< known, and on the hull of what is known
    AboveHull, ///< known
    Predicted, ///< not known: a model says it
    Unknown ///< not known, and no model says anything yet
};

/// One structure in a phase diagram. Energies are those of formation, per atom, in the unit of the diagram.
struct PhaseDot {
    int structure = 0; ///< index into the dataset
    PhaseKnowledge knowledge = PhaseKnowledge::Unknown;
    double energy = std::numeric_limits<double>::quiet_NaN(); ///< known, or predicted mean
    double spread = 0; ///< one standard deviation of a prediction
    double chance = 0; ///< of a prediction: to lie below the hull
    double residual = 0; ///< of a known energy: standardised, against what the others say
    bool isDoubtful = false; ///< |residual| is beyond four: the number should be checked
    std::optional<PhasePlace> place = {}; ///< of a known energy
};

/// A phase diagram as it is shown: values only, made in the background.
struct PhaseView {
    std::vector<int> elements; ///< ascending atomic numbers
    Eigen::MatrixXd fractions; ///< n_elements x n_dots
    std::vector<PhaseDot> dots;
    std::vector<int> rows; ///< dot of each structure of the dataset; -1 = it is not in the diagram
    LowerHull hull; ///< of what is known; vertices are dots, then elements (withElements)
    std::optional<LowerHull> trueHull; ///< of a replay
    std::vector<int> next; ///< dots to calculate next, the most promising one first
    std::string unit; ///< per atom; empty = not stated
};

/// Fractions of a vertex of the hull: of a dot, or of the element that it is.
inline Eigen::VectorXd fractionsOf(const PhaseView& view, int vertex)
{
    const auto dots = static_cast<int>(view.fractions.cols());
    return vertex < dots ? Eigen::VectorXd(view.fractions.col(vertex))
                         : Eigen::VectorXd(Eigen::VectorXd::Unit(view.fractions.rows(), vertex - dots));
}

/// Formation energy of a vertex of the hull.
inline double energyOf(const PhaseView& view, int vertex)
{
    return vertex < static_cast<int>(view.dots.size()) ? view.dots[static_cast<std::size_t>(vertex)].energy : 0;
}

} // namespace mbtr::gui
