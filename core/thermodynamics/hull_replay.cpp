#include "core/thermodynamics/hull_replay.h"

#include "core/thermodynamics/lower_hull.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

/// What the search is measured by.
struct Truth {
    Eigen::VectorXd formation;
    Eigen::VectorXd hull; ///< at all points
    std::vector<int> vertices;
};

Truth truthOf(const PhasePoints& points, const ElementEnergies& references)
{
    Truth truth {.formation = formationEnergies(points, elementEnergies(points, references)), .hull = {}, .vertices = {}};
    const LowerHull hull = lowerHull(points.fractions, truth.formation);
    truth.hull = hull.at(points.fractions);
    truth.vertices = hull.vertices;
    return truth;
}

bool areAllKnown(const std::vector<int>& vertices, const HullState& state, const Truth& truth)
{
    return std::all_of(vertices.begin(), vertices.end(), [&](int vertex) {
        return state.hullAtPoints[vertex] <= truth.formation[vertex] + 1e-9; // itself or a twin of it
    });
}

ReplayRound roundOf(std::vector<int> picked, const HullState& state, const Truth& truth)
{
    ReplayRound round {.picked = std::move(picked),
                       .energies = {},
                       .lookUps = static_cast<int>(state.known.size()),
                       .chanceMissing = state.chanceMissing,
                       .hullError = (state.hullAtPoints - truth.hull).cwiseAbs().maxCoeff(),
                       .isComplete = areAllKnown(truth.vertices, state, truth)};
    for (const int point : round.picked)
        round.energies.push_back(truth.formation[point]);
    return round;
}

bool hasEnded(const Replay& replay, ReplayEnd end)
{
    switch (end) {
    case ReplayEnd::AtTheStop:
        return replay.stoppedAt.has_value();
    case ReplayEnd::WhenComplete:
        return replay.stoppedAt && replay.completeAt;
    case ReplayEnd::WithAllLookedUp:
        break;
    }
    return false;
}

} // namespace

Replay replayHullSearch(const PhasePoints& points, const RowMatrix& features, const ElementEnergies& references,
                        const HullSearchSettings& settings, ReplayEnd end, const std::function<void(const ReplayRound&)>& onRound,
                        Progress& progress)
{
    const Truth truth = truthOf(points, references);
    std::vector<int> available;
    for (int i = 0; i < points.energies.size(); ++i)
        if (!std::isnan(points.energies[i]))
            available.push_back(i);
    HullSearch search(points, features, references, available, settings);
    Replay replay;
    while (!hasEnded(replay, end)) {
        std::vector<int> picked = search.next(progress);
        if (search.mayStop() && !replay.stoppedAt)
            replay.stoppedAt = replay.rounds.back().lookUps;
        if (picked.empty() || hasEnded(replay, end))
            break;
        for (const int point : picked)
            search.tell(point, points.energies[point]);
        const HullState& state = search.state(progress);
        replay.rounds.push_back(roundOf(std::move(picked), state, truth));
        replay.doubtful = state.doubtful;
        if (replay.rounds.back().isComplete && !replay.completeAt)
            replay.completeAt = replay.rounds.back().lookUps;
        if (onRound)
            onRound(replay.rounds.back());
        progress.report(static_cast<double>(state.known.size()) / static_cast<double>(available.size()), "active search");
    }
    if (!replay.stoppedAt && !replay.rounds.empty()) // nothing was left to ask for, or the rule ended it
        replay.stoppedAt = replay.rounds.back().lookUps;
    return replay;
}

} // namespace mbtr
