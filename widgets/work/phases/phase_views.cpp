#include "widgets/work/phases/phase_views.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

PhaseView emptyView(const HullData& data, const PhaseRows& rows)
{
    PhaseView view;
    view.elements = data.points.elements;
    view.fractions = data.points.fractions;
    view.unit = data.unit;
    view.rows.assign(static_cast<std::size_t>(rows.all), -1);
    for (std::size_t dot = 0; dot < rows.structures.size(); ++dot) {
        view.dots.push_back({.structure = rows.structures[dot]});
        view.rows[static_cast<std::size_t>(rows.structures[dot])] = static_cast<int>(dot);
    }
    return view;
}

void takeKnown(PhaseDot& dot, double energy, const PhasePlace& place)
{
    dot.energy = energy;
    dot.place = place;
    dot.knowledge = place.isOnHull ? PhaseKnowledge::Stable : PhaseKnowledge::AboveHull;
}

void takeAllPlaces(PhaseView& view, const HullData& data, const Eigen::VectorXd& formation, Progress& progress)
{
    const PhaseDiagram diagram = phaseDiagram(data.points, formation, data.tolerance, progress);
    view.hull = diagram.hull;
    for (std::size_t i = 0; i < view.dots.size(); ++i)
        if (diagram.places[i])
            takeKnown(view.dots[i], formation[static_cast<Eigen::Index>(i)], *diagram.places[i]);
}

/// Only how far above the hull, without what it decomposes into.
void takePlaces(PhaseView& view, const HullData& data, const HullState& state)
{
    view.hull = lowerHull(withElements(view.fractions), state.formation);
    for (const int point : state.known) {
        const double energy = state.formation[point], above = energy - state.hullAtPoints[point];
        takeKnown(view.dots[static_cast<std::size_t>(point)], energy,
                  {.energy = energy,
                   .aboveHull = above,
                   .isOnHull = above <= data.tolerance && energy <= data.tolerance,
                   .decomposition = {},
                   .reactionEnergy = {}});
    }
}

void takeBelief(PhaseView& view, const HullState& state)
{
    for (std::size_t i = 0; i < state.belief.candidates.size(); ++i) {
        PhaseDot& dot = view.dots[static_cast<std::size_t>(state.belief.candidates[i])];
        const auto at = static_cast<Eigen::Index>(i);
        if (!state.belief.process)
            continue;
        dot.knowledge = PhaseKnowledge::Predicted;
        dot.energy = state.belief.mean[at];
        dot.spread = state.belief.spread[at];
        dot.chance = state.chanceBelow[at];
    }
}

} // namespace

PhaseView viewOfAll(const HullData& data, const PhaseRows& rows, Progress& progress)
{
    PhaseView view = emptyView(data, rows);
    takeAllPlaces(view, data, data.formation, progress);
    return view;
}

PhaseView viewOfQuestions(const HullData& data, std::vector<int> next, const PhaseRows& rows)
{
    PhaseView view = emptyView(data, rows);
    view.next = std::move(next);
    return view;
}

PhaseView viewOfSearch(const HullData& data, const HullState& state, std::vector<int> next, const PhaseRows& rows,
                       bool withPlaces, Progress& progress)
{
    PhaseView view = emptyView(data, rows);
    view.next = std::move(next);
    if (withPlaces)
        takeAllPlaces(view, data, state.formation.head(data.points.fractions.cols()), progress);
    else
        takePlaces(view, data, state);
    takeBelief(view, state);
    for (Eigen::Index i = 0; i < state.residuals.size(); ++i)
        view.dots[static_cast<std::size_t>(state.known[static_cast<std::size_t>(i)])].residual = state.residuals[i];
    for (const int point : state.doubtful)
        view.dots[static_cast<std::size_t>(point)].isDoubtful = true;
    if (data.formation.array().isFinite().all())
        view.trueHull = lowerHull(withElements(view.fractions), withElements(data.formation, view.fractions.rows()));
    return view;
}

} // namespace mbtr::gui
