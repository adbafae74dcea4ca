#include "core/thermodynamics/phase_diagram.h"

#include <cmath>
#include <limits>

namespace mbtr {

namespace {

constexpr double kRounding = 1e-12; ///< of energies per atom

} // namespace

PhasePlace placeIn(HullProgram& stable, const Eigen::VectorXd& composition, double energy, double tolerance)
{
    Decomposition found = stable.at(composition);
    PhasePlace place {.energy = energy,
                      .aboveHull = energy - found.energy,
                      .isOnHull = false,
                      .decomposition = std::move(found.shares),
                      .reactionEnergy = {}};
    if (std::abs(place.aboveHull) < kRounding)
        place.aboveHull = 0;
    const bool isElement = composition.maxCoeff() > 1 - kSameComposition;
    place.isOnHull = place.aboveHull <= tolerance && (energy <= 0 || isElement);
    return place;
}

HullProgram stablePhases(const PhaseDiagram& diagram, const PhasePoints& points, const Eigen::VectorXd& formation)
{
    return HullProgram(withElements(points.fractions), withElements(formation, points.fractions.rows()), diagram.hull.vertices);
}

PhaseDiagram phaseDiagram(const PhasePoints& points, const Eigen::VectorXd& formation, double tolerance, Progress& progress)
{
    // What lies above the elements is no vertex.
    const Eigen::VectorXd below = (formation.array() <= 0).select(formation, std::numeric_limits<double>::quiet_NaN());
    PhaseDiagram diagram {.hull = lowerHull(withElements(points.fractions), withElements(below, points.fractions.rows())),
                          .places = {}};
    HullProgram stable = stablePhases(diagram, points, formation);
    diagram.places.resize(static_cast<std::size_t>(formation.size()));
    for (Eigen::Index i = 0; i < formation.size(); ++i) {
        progress.throwIfCancelled();
        if (!std::isnan(formation[i]))
            diagram.places[static_cast<std::size_t>(i)] = placeIn(stable, points.fractions.col(i), formation[i], tolerance);
    }
    for (const int vertex : diagram.hull.vertices)
        if (vertex < formation.size() && pureElement(points, vertex) == 0) {
            PhasePlace& place = *diagram.places[static_cast<std::size_t>(vertex)];
            place.decomposition = {{vertex, 1.0}}; // exactly
            place.reactionEnergy = formation[vertex] - stable.at(points.fractions.col(vertex), vertex).energy;
        }
    return diagram;
}

} // namespace mbtr
