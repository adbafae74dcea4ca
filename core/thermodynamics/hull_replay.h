#pragma once

#include "core/thermodynamics/hull_search.h"

#include <functional>
#include <optional>
#include <vector>

namespace mbtr {

/// One round of a search whose energies are known all along.
struct ReplayRound {
    std::vector<int> picked;
    std::vector<double> energies; ///< of formation, one a picked structure
    int lookUps = 0; ///< so far
    double chanceMissing = 1;
    double hullError = 0; ///< largest distance to the true hull over the compositions of all points
    bool isComplete = false; ///< every true vertex is known
};

/// When a replay ends.
enum class ReplayEnd { AtTheStop, WhenComplete, WithAllLookedUp };

/// Plays a search on structures whose energies are known: what it would have looked up, round by round.
class HullReplay {
public:
    /// points: energies one a point, per atom, NaN for structures that cannot be asked for; features: n_points x n_features.
    /// Throws as HullSearch, and SettingsError for an element without an energy.
    HullReplay(const PhasePoints& points, const RowMatrix& features, const ElementEnergies& references,
               const HullSearchSettings& settings);

    /// Plays one round; one that was cancelled is played to its end by the next call. False where nothing is left to look up, or
    /// where the rule itself ends the search.
    bool step(Progress& progress);
    /// Plays on to the end that is wanted; onRound may be empty.
    void run(ReplayEnd end, const std::function<void(const ReplayRound&)>& onRound, Progress& progress);

    const std::vector<ReplayRound>& rounds() const { return m_rounds; }
    /// What the next round will look up; empty where nothing is left, or where the rule itself ends the search.
    std::vector<int> next(Progress& progress) { return m_search.next(progress); }
    /// What is known and believed after the last round.
    const HullState& state(Progress& progress) { return m_search.state(progress); }
    /// Look-ups at which the search would end by itself; nothing as long as it would not.
    std::optional<int> stoppedAt() const { return m_stoppedAt; }
    /// Look-ups after which every true vertex was known.
    std::optional<int> completeAt() const;
    /// Look-ups from which on the hull was never more than this away from the true one.
    std::optional<int> withinAt(double hullError) const;
    /// The hull error at the stop, or that of the last round.
    double errorAtStop() const;

private:
    /// What the search is measured by.
    struct Truth {
        Eigen::VectorXd formation;
        Eigen::VectorXd hull; ///< at all points
        std::vector<int> vertices; ///< without the elements
    };
    static Truth truthOf(const PhasePoints& points, const ElementEnergies& references);
    ReplayRound roundOf(std::vector<int> picked, const HullState& state) const;
    bool hasEnded(ReplayEnd end) const;

    PhasePoints m_points;
    Truth m_truth;
    HullSearch m_search;
    std::vector<ReplayRound> m_rounds;
    std::vector<int> m_open; ///< looked up in a round that is not closed
    std::optional<int> m_stoppedAt;
};

} // namespace mbtr
