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

struct Replay {
    std::vector<ReplayRound> rounds;
    std::optional<int> stoppedAt; ///< look-ups at which the search would end by itself
    std::optional<int> completeAt; ///< look-ups after which every true vertex was known
    std::vector<int> doubtful; ///< structures whose energy the others do not agree with, at the stop or the end
};

/// When a replay ends.
enum class ReplayEnd { AtTheStop, WhenComplete, WithAllLookedUp };

/// Plays a search on structures whose energies are known: what it would have looked up. energies: one a point, per atom, NaN for
/// structures that cannot be asked for. Throws as HullSearch.
Replay replayHullSearch(const PhasePoints& points, const RowMatrix& features, const ElementEnergies& references,
                        const HullSearchSettings& settings, ReplayEnd end, const std::function<void(const ReplayRound&)>& onRound,
                        Progress& progress);

} // namespace mbtr
