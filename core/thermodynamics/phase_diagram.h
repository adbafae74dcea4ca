#pragma once

#include "core/base/progress.h"
#include "core/thermodynamics/hull_program.h"
#include "core/thermodynamics/lower_hull.h"
#include "core/thermodynamics/phase_points.h"

#include <optional>

namespace mbtr {

/// Where a structure stands in the phase diagram.
struct PhasePlace {
    double energy = 0; ///< of formation, per atom
    double aboveHull = 0; ///< per atom, the same unit; below zero only for something that is not in the diagram
    bool isOnHull = false; ///< within the tolerance, and not above the elements
    std::vector<PhaseShare> decomposition; ///< into stable phases; into itself for one of them
    /// For a compound that is a vertex: its energy minus that of the hull without it, zero or below; nothing for all others.
    std::optional<double> reactionEnergy;
};

/// The phase diagram of structures with known energies. Indices are those of points; the elements follow them (withElements) and
/// are phases where no structure of theirs lies as low as their reference.
struct PhaseDiagram {
    LowerHull hull; ///< of the formation energies
    std::vector<std::optional<PhasePlace>> places; ///< one a point; nothing where the energy is not known
};

/// Energies within this of the hull count as on it, eV/atom.
inline constexpr double kOnHull = 1e-4;

/// formation: one a point, per atom, NaN = not known. tolerance: in their unit. All numbers but the facets come from the linear
/// program. Throws NumericalError, Cancelled.
PhaseDiagram phaseDiagram(const PhasePoints& points, const Eigen::VectorXd& formation, double tolerance, Progress& progress);

/// Where something of this composition and energy would stand among stable phases, which it need not be one of.
/// composition: n_elements.
PhasePlace placeIn(HullProgram& stable, const Eigen::VectorXd& composition, double energy, double tolerance);

/// The program over the stable phases of a diagram of these points.
HullProgram stablePhases(const PhaseDiagram& diagram, const PhasePoints& points, const Eigen::VectorXd& formation);

} // namespace mbtr
