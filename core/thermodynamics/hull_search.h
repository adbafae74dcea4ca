#pragma once

#include "core/base/draws.h"
#include "core/base/progress.h"
#include "core/thermodynamics/candidate_model.h"
#include "core/thermodynamics/hull_rules.h"
#include "core/thermodynamics/paper_rule.h"
#include "core/thermodynamics/phase_points.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mbtr {

struct HullSearchSettings {
    HullRule rule = HullRule::ExpectedImprovement;
    int batch = 1; ///< structures a round
    int start = 5; ///< drawn at random in the first round, besides the elements
    std::uint64_t seed = 0;
    double stopChance = 0.05; ///< stop where something is missing with less than this chance ..
    double stopDelta = 5e-4; ///< .. that lies more than this below the hull; unit of the energies, 0.5 meV/atom
    int stopRounds = 3; ///< .. so many rounds in a row
    int samples = 200; ///< of the joint posterior
    bool operator==(const HullSearchSettings&) const = default;
};

/// Throws SettingsError (field, value, allowed).
void validate(const HullSearchSettings& settings);

/// What is known and believed after a round.
struct HullState {
    std::vector<int> known; ///< in the order in which the energies came
    Eigen::VectorXd formation; ///< n_points, then a zero for each element (withElements); per atom; NaN = not known
    Belief belief;
    Eigen::VectorXd hullAtCandidates; ///< the lower hull of what is known
    Eigen::VectorXd hullAtPoints; ///< n_points
    std::vector<int> vertices; ///< of the hull of what is known; elements follow the points
    Eigen::VectorXd chanceBelow; ///< one a candidate: chance to lie more than stopDelta below the hull, by itself
    double chanceMissing = 1; ///< that any candidate does
    std::vector<int> doubtful; ///< known points more than four standard deviations away from what the others say
    Eigen::VectorXd residuals; ///< standardised, in the order of `known`; empty where there is no model yet
};

/// Looks for the lower convex hull of formation energies with as few energies as possible. Energies come from outside: a round is
/// next(), tell() for each that was calculated, closeRound().
class HullSearch {
public:
    /// fractions and elements as in PhasePoints, whose energies are not looked at; features: n_points x n_features. references:
    /// of elements, where they are given; the others are those of the pure structures, which are asked for first.
    /// available: points that may be asked for. Throws SettingsError for an element that has neither.
    HullSearch(PhasePoints points, const RowMatrix& features, ElementEnergies references, std::vector<int> available,
               const HullSearchSettings& settings);

    /// energy: per atom.
    void tell(int point, double energy);
    /// The structures to calculate next, the same ones until a round is closed; empty where nothing is left, or where the rule
    /// itself ends the search.
    std::vector<int> next(Progress& progress);
    /// Counts a round, and whether it was one in which hardly anything seemed to be missing. The first is not over before all of
    /// its structures are known.
    const HullState& closeRound(Progress& progress);
    /// What is known and believed now.
    const HullState& state(Progress& progress);
    /// The stop rule has been fulfilled so many rounds in a row.
    bool mayStop() const { return m_quietRounds >= m_settings.stopRounds; }
    int round() const { return m_round; } ///< rounds that are closed
    int quietRounds() const { return m_quietRounds; }
    /// Goes on where another search with the same settings was, after the energies that it knew were told.
    void resume(int round, int quietRounds);

private:
    std::vector<int> firstStructures() const;
    std::vector<int> unknownOfTheFirst() const;
    std::vector<int> elementsToStartWith() const;
    HullView view(const HullState& state) const;
    std::vector<int> chooseBatch(const HullState& state, Progress& progress);
    Eigen::VectorXd scores(const HullView& view, const HullState& state, const PretendedEnergies& pretended, Draws& draws,
                           Progress& progress) const;
    void believe(HullState& state, Progress& progress);
    void judge(HullState& state, Progress& progress) const;

    PhasePoints m_points;
    FeatureDistances m_distances;
    double m_typicalDistance;
    ElementEnergies m_references;
    std::vector<int> m_available; ///< ascending
    HullSearchSettings m_settings;
    PaperRule m_paper;
    std::vector<int> m_known;
    int m_round = 0, m_quietRounds = 0, m_knownAtLastFit = 0;
    double m_length = 0, m_lambda = 0; ///< of the last fit
    Eigen::MatrixXd m_fractions; ///< of the points and the elements
    std::optional<HullState> m_state; ///< of what is known now
};

} // namespace mbtr
