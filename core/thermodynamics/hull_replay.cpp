#include "core/thermodynamics/hull_replay.h"

#include "core/thermodynamics/lower_hull.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mbtr {

namespace {

constexpr double kTwin = 1e-6; ///< energies of the same crystal, calculated twice, differ by less

std::vector<int> withEnergy(const PhasePoints& points)
{
    std::vector<int> available;
    for (int i = 0; i < points.energies.size(); ++i)
        if (!std::isnan(points.energies[i]))
            available.push_back(i);
    return available;
}

} // namespace

HullReplay::Truth HullReplay::truthOf(const PhasePoints& points, const ElementEnergies& references)
{
    Truth truth {.formation = formationEnergies(points, elementEnergies(points, references)), .hull = {}, .vertices = {}};
    const LowerHull hull = lowerHull(withElements(points.fractions), withElements(truth.formation, points.fractions.rows()));
    truth.hull = hull.at(points.fractions);
    std::copy_if(hull.vertices.begin(), hull.vertices.end(), std::back_inserter(truth.vertices),
                 [&](int vertex) { return vertex < points.energies.size(); });
    return truth;
}

HullReplay::HullReplay(const PhasePoints& points, const RowMatrix& features, const ElementEnergies& references,
                       const HullSearchSettings& settings)
    : m_points(points)
    , m_truth(truthOf(points, references))
    , m_search(points, features, references, withEnergy(points), settings)
{
}

ReplayRound HullReplay::roundOf(std::vector<int> picked, const HullState& state) const
{
    const auto isKnown = [&](int vertex) { // itself or a twin of it
        return state.hullAtPoints[vertex] <= m_truth.formation[vertex] + kTwin;
    };
    ReplayRound round {.picked = std::move(picked),
                       .energies = {},
                       .lookUps = static_cast<int>(state.known.size()),
                       .chanceMissing = state.chanceMissing,
                       .hullError = (state.hullAtPoints - m_truth.hull).cwiseAbs().maxCoeff(),
                       .isComplete = std::all_of(m_truth.vertices.begin(), m_truth.vertices.end(), isKnown)};
    for (const int point : round.picked)
        round.energies.push_back(m_truth.formation[point]);
    return round;
}

bool HullReplay::step(Progress& progress)
{
    if (m_open.empty())
        m_open = m_search.next(progress);
    if (m_open.empty() && !m_stoppedAt && !m_rounds.empty())
        m_stoppedAt = m_rounds.back().lookUps;
    if (m_open.empty())
        return false;
    for (const int point : m_open)
        m_search.tell(point, m_points.energies[point]);
    const HullState& state = m_search.closeRound(progress);
    m_rounds.push_back(roundOf(std::exchange(m_open, {}), state));
    if (m_search.mayStop() && !m_stoppedAt)
        m_stoppedAt = m_rounds.back().lookUps;
    return true;
}

bool HullReplay::hasEnded(ReplayEnd end) const
{
    switch (end) {
    case ReplayEnd::AtTheStop:
        return m_stoppedAt.has_value();
    case ReplayEnd::WhenComplete:
        return m_stoppedAt && completeAt();
    case ReplayEnd::WithAllLookedUp:
        break;
    }
    return false;
}

void HullReplay::run(ReplayEnd end, const std::function<void(const ReplayRound&)>& onRound, Progress& progress)
{
    const double all = static_cast<double>(withEnergy(m_points).size());
    while (!hasEnded(end)) {
        const double before = m_rounds.empty() ? 0 : m_rounds.back().lookUps / all;
        SubProgress round(progress, before, before); // a round is too short to be told in parts
        if (!step(round))
            return;
        if (onRound)
            onRound(m_rounds.back());
        progress.report(m_rounds.back().lookUps / all, "active search");
    }
}

std::optional<int> HullReplay::completeAt() const
{
    const auto found = std::find_if(m_rounds.begin(), m_rounds.end(), [](const ReplayRound& round) { return round.isComplete; });
    return found == m_rounds.end() ? std::nullopt : std::optional(found->lookUps);
}

std::optional<int> HullReplay::withinAt(double hullError) const
{
    std::optional<int> since;
    for (const ReplayRound& round : m_rounds) {
        if (!(round.hullError <= hullError))
            since.reset();
        else if (!since)
            since = round.lookUps;
    }
    return since;
}

double HullReplay::errorAtStop() const
{
    double error = std::numeric_limits<double>::quiet_NaN();
    for (const ReplayRound& round : m_rounds)
        if (!m_stoppedAt || round.lookUps <= *m_stoppedAt)
            error = round.hullError;
    return error;
}

} // namespace mbtr
