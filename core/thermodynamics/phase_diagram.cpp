#include "core/thermodynamics/phase_diagram.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

PhasePlace placeIn(HullProgram& stable, const Eigen::VectorXd& composition, double energy, double tolerance)
{
    Decomposition found = stable.at(composition);
    PhasePlace place {
        .energy = energy, .aboveHull = energy - found.energy, .isOnHull = false, .decomposition = {}, .reactionEnergy = {}};
    const bool isElement = composition.maxCoeff() > 1 - 1e-12;
    place.isOnHull = place.aboveHull <= tolerance && (energy <= 0 || isElement);
    place.decomposition = std::move(found.shares);
    return place;
}

PhaseDiagram phaseDiagram(const PhasePoints& points, const Eigen::VectorXd& formation, double tolerance, Progress& progress)
{
    PhaseDiagram diagram {.hull = lowerHull(points.fractions, formation), .places = {}};
    HullProgram stable(points.fractions, formation, diagram.hull.vertices);
    diagram.places.resize(static_cast<std::size_t>(formation.size()));
    for (Eigen::Index i = 0; i < formation.size(); ++i) {
        progress.throwIfCancelled();
        if (!std::isnan(formation[i]))
            diagram.places[static_cast<std::size_t>(i)] = placeIn(stable, points.fractions.col(i), formation[i], tolerance);
    }
    for (const int vertex : diagram.hull.vertices)
        if (pureElement(points, vertex) == 0) {
            PhasePlace& place = *diagram.places[static_cast<std::size_t>(vertex)];
            place.aboveHull = 0; // but for rounding
            place.decomposition = {{vertex, 1.0}};
            place.reactionEnergy = formation[vertex] - stable.at(points.fractions.col(vertex), vertex).energy;
        }
    return diagram;
}

} // namespace mbtr
