#include "core/thermodynamics/hull_search.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/thermodynamics/energy_check.h"
#include "core/thermodynamics/lower_hull.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mbtr {

namespace {

constexpr int kFitEachRoundUpTo = 30; ///< known energies; then every fifth
constexpr int kFitEvery = 5;
constexpr Eigen::Index kAllInSamplesUpTo = 5000; ///< candidates; of more only the most likely ones below the hull are drawn
constexpr int kMostInSamples = 500;

/// Places in a list of candidates whose energies are drawn: those of the best scores where there are many.
std::vector<int> placesToDraw(const Eigen::VectorXd& scores)
{
    const int most = scores.size() > kAllInSamplesUpTo ? kMostInSamples : static_cast<int>(scores.size());
    std::vector<int> places(static_cast<std::size_t>(scores.size()));
    std::iota(places.begin(), places.end(), 0);
    if (most < static_cast<int>(places.size())) {
        std::nth_element(places.begin(), places.begin() + most, places.end(),
                         [&](int a, int b) { return scores[a] > scores[b]; });
        places.resize(static_cast<std::size_t>(most));
        std::sort(places.begin(), places.end());
    }
    return places;
}

double rootMeanSquare(const Eigen::VectorXd& values)
{
    return values.size() > 0 ? std::sqrt(values.squaredNorm() / static_cast<double>(values.size())) : 1;
}

void requireRange(const char* field, double value, double low, double high)
{
    if (!(value >= low && value <= high))
        throw SettingsError(field, "must lie between " + toText(low) + " and " + toText(high) + ", is " + toText(value));
}

} // namespace

void validate(const HullSearchSettings& settings)
{
    requireRange("batch", settings.batch, 1, 10'000);
    requireRange("start", settings.start, 0, 1'000'000);
    requireRange("stop_chance", settings.stopChance, 0, 1);
    requireRange("stop_delta", settings.stopDelta, 0, 1e6);
    requireRange("stop_rounds", settings.stopRounds, 1, 1000);
    requireRange("samples", settings.samples, 10, 100'000);
}

HullSearch::HullSearch(PhasePoints points, const RowMatrix& features, ElementEnergies references, std::vector<int> available,
                       const HullSearchSettings& settings)
    : m_points(std::move(points))
    , m_distances(features)
    , m_typicalDistance(m_distances.median())
    , m_references(std::move(references))
    , m_available(std::move(available))
    , m_settings(settings)
{
    validate(settings);
    m_fractions = withElements(m_points.fractions);
    std::sort(m_available.begin(), m_available.end());
    m_points.energies = Eigen::VectorXd::Constant(m_points.fractions.cols(), std::numeric_limits<double>::quiet_NaN());
    std::string missing;
    for (const int element : m_points.elements) {
        const auto isPure = [&](int point) { return pureElement(m_points, point) == element; };
        if (!m_references.contains(element) && std::none_of(m_available.begin(), m_available.end(), isPure))
            missing += (missing.empty() ? "" : ", ") + std::string(elementSymbol(element));
    }
    if (!missing.empty())
        throw SettingsError("structures",
                            "there is no structure of pure " + missing
                                + ": the search needs one of each element, or its energy per atom from a file of references");
}

void HullSearch::resume(int round, int quietRounds)
{
    m_round = round;
    m_quietRounds = quietRounds;
}

void HullSearch::tell(int point, double energy)
{
    if (!std::isfinite(energy))
        throw SettingsError("energy", "of structure " + std::to_string(point) + " is not a finite number");
    if (std::isnan(m_points.energies[point]))
        m_known.push_back(point);
    m_points.energies[point] = energy;
    m_distances.keep({point});
    m_state.reset();
}

/// The smallest structure of each pure element without a reference.
std::vector<int> HullSearch::elementsToStartWith() const
{
    std::vector<int> chosen;
    for (const int element : m_points.elements) {
        const auto isPure = [&](int point) { return pureElement(m_points, point) == element; };
        const auto found = std::find_if(m_available.begin(), m_available.end(), isPure);
        if (found != m_available.end())
            chosen.push_back(*found);
    }
    return chosen;
}

std::vector<int> HullSearch::firstStructures() const
{
    std::vector<int> chosen = elementsToStartWith();
    std::vector<int> others;
    for (const int point : m_available)
        if (std::find(chosen.begin(), chosen.end(), point) == chosen.end())
            others.push_back(point);
    Draws draws(m_settings.seed);
    draws.shuffle(others);
    if (m_settings.rule != HullRule::Paper) {
        others.resize(std::min(others.size(), static_cast<std::size_t>(m_settings.start)));
        chosen.insert(chosen.end(), others.begin(), others.end());
        return chosen;
    }
    for (const int point : others) { // one of each composition
        const auto isSame = [&](int other) {
            return (m_points.fractions.col(point) - m_points.fractions.col(other)).lpNorm<Eigen::Infinity>() < kSameComposition;
        };
        if (std::none_of(chosen.begin(), chosen.end(), isSame))
            chosen.push_back(point);
    }
    return chosen;
}

std::vector<int> HullSearch::unknownOfTheFirst() const
{
    std::vector<int> first = firstStructures();
    std::erase_if(first, [this](int point) { return !std::isnan(m_points.energies[point]); });
    return first;
}

void HullSearch::believe(HullState& state, Progress& progress)
{
    state.known = m_known;
    const ElementEnergies references = elementEnergies(m_points, m_references);
    state.formation = withElements(formationEnergies(m_points, references), m_points.fractions.rows());
    Belief& belief = state.belief;
    for (const int point : m_available)
        if (std::isnan(m_points.energies[point]))
            belief.candidates.push_back(point);
    const Eigen::MatrixXd among = m_distances.squared(m_known, m_known);
    const Eigen::VectorXd y = state.formation(m_known);
    const int known = static_cast<int>(m_known.size());
    if (known <= kFitEachRoundUpTo || known - m_knownAtLastFit >= kFitEvery || m_length == 0) {
        belief.process = fitGaussianProcess(among, y, m_typicalDistance, progress);
        m_knownAtLastFit = known;
    } else {
        belief.process = GaussianProcess(among, y, m_length, m_lambda);
    }
    const auto n = static_cast<Eigen::Index>(belief.candidates.size());
    belief.mean = Eigen::VectorXd::Zero(n);
    belief.spread = Eigen::VectorXd::Ones(n);
    if (!belief.process)
        return;
    m_length = belief.process->length();
    m_lambda = belief.process->lambda();
    state.residuals = belief.process->standardisedResiduals();
    const Eigen::MatrixXd toCandidates = m_distances.squared(m_known, belief.candidates);
    belief.mean = belief.process->predict(toCandidates);
    belief.spread = (belief.process->variance(toCandidates).array() + belief.process->nugget()).sqrt();
}

void HullSearch::judge(HullState& state, Progress& progress) const
{
    const LowerHull hull = lowerHull(m_fractions, state.formation);
    state.vertices = hull.vertices;
    state.hullAtPoints = hull.at(m_points.fractions);
    state.hullAtCandidates = state.hullAtPoints(state.belief.candidates);
    const Belief& belief = state.belief;
    const Eigen::ArrayXd below = state.hullAtCandidates.array() - m_settings.stopDelta;
    const double widen = std::max(1.0, rootMeanSquare(state.residuals));
    state.chanceBelow.resize(belief.mean.size());
    for (Eigen::Index i = 0; i < belief.mean.size(); ++i)
        state.chanceBelow[i]
            = 0.5 * std::erfc((belief.mean[i] - below[i]) / (std::max(belief.spread[i] * widen, 1e-300) * std::numbers::sqrt2));
    for (Eigen::Index i = 0; i < state.residuals.size(); ++i)
        if (std::abs(state.residuals[i]) > kDoubtful)
            state.doubtful.push_back(m_known[static_cast<std::size_t>(i)]);
    progress.throwIfCancelled();
    state.chanceMissing = belief.candidates.empty() ? 0 : 1;
    if (belief.candidates.empty() || !belief.process)
        return;
    const std::vector<int> places = placesToDraw(state.chanceBelow);
    const Eigen::MatrixXd energies
        = drawEnergies(belief, m_distances, m_known, places, widen, m_settings.samples, m_settings.seed + 1, progress);
    const Eigen::ArrayXd limits = below(places);
    const auto missing = ((energies.array().colwise() - limits) < 0).colwise().any().count();
    state.chanceMissing = static_cast<double>(missing) / m_settings.samples;
}

const HullState& HullSearch::state(Progress& progress)
{
    if (!m_state) {
        HullState state;
        believe(state, progress);
        judge(state, progress);
        m_state = std::move(state);
    }
    return *m_state;
}

HullView HullSearch::view(const HullState& state) const
{
    return {m_fractions,       state.formation,     state.belief.candidates,
            state.belief.mean, state.belief.spread, state.hullAtCandidates};
}

Eigen::VectorXd HullSearch::scores(const HullView& view, const HullState& state, const PretendedEnergies& pretended, Draws& draws,
                                   Progress& progress) const
{
    HullView now {view.fractions, view.formation, view.candidates, view.mean, pretended.spread(), view.hull};
    const auto sampled = [&](auto rule) {
        const std::vector<int> places = placesToDraw(lowerConfidenceBound(now));
        std::vector<int> open;
        for (const int place : places)
            if (std::isnan(view.formation[view.candidates[static_cast<std::size_t>(place)]]))
                open.push_back(place);
        return rule(now, open,
                    drawEnergies(state.belief, m_distances, m_known, open, 1, m_settings.samples,
                                 m_settings.seed + 2 + m_known.size(), progress));
    };
    switch (m_settings.rule) {
    case HullRule::LowerConfidenceBound:
        return lowerConfidenceBound(now);
    case HullRule::Vertex:
        return sampled(vertexShares);
    case HullRule::Variance:
        return sampled(hullVarianceExplained);
    case HullRule::Mean:
        return meanBelowHull(now);
    case HullRule::Random: {
        Eigen::VectorXd random(view.mean.size());
        for (double& value : random)
            value = draws.uniform();
        return random;
    }
    case HullRule::Paper:
    case HullRule::ExpectedImprovement:
        break;
    }
    return expectedImprovement(now);
}

/// One after another: the energy of each is then taken to be its mean, so that the next one is chosen for what it adds.
std::vector<int> HullSearch::chooseBatch(const HullState& state, Progress& progress)
{
    Draws draws(m_settings.seed + 1000003 * static_cast<std::uint64_t>(m_round));
    PretendedEnergies pretended(state.belief, m_distances, m_known);
    Eigen::VectorXd formation = state.formation, hull = state.hullAtCandidates;
    std::vector<int> chosen;
    const auto wanted = std::min(static_cast<std::size_t>(m_settings.batch), state.belief.candidates.size());
    while (chosen.size() < wanted) {
        progress.throwIfCancelled();
        const HullView now {m_fractions, formation, state.belief.candidates, state.belief.mean, state.belief.spread, hull};
        Eigen::VectorXd score = scores(now, state, pretended, draws, progress);
        for (Eigen::Index i = 0; i < score.size(); ++i)
            if (!std::isnan(formation[state.belief.candidates[static_cast<std::size_t>(i)]]))
                score[i] = -std::numeric_limits<double>::infinity(); // chosen already
        Eigen::Index best = 0;
        score.maxCoeff(&best);
        chosen.push_back(state.belief.candidates[static_cast<std::size_t>(best)]);
        if (chosen.size() == wanted)
            break;
        formation[chosen.back()] = state.belief.mean[best];
        pretended.pretend(best);
        hull = lowerHull(m_fractions, formation).at(m_fractions(Eigen::all, state.belief.candidates));
    }
    return chosen;
}

const HullState& HullSearch::closeRound(Progress& progress)
{
    const HullState& now = state(progress);
    if (m_round == 0 && !unknownOfTheFirst().empty())
        return now;
    m_quietRounds = now.chanceMissing < m_settings.stopChance ? m_quietRounds + 1 : 0;
    ++m_round;
    return now;
}

std::vector<int> HullSearch::next(Progress& progress)
{
    if (m_round == 0)
        if (std::vector<int> first = unknownOfTheFirst(); !first.empty())
            return first;
    const HullState& now = state(progress);
    if (now.belief.candidates.empty())
        return {};
    if (m_settings.rule != HullRule::Paper)
        return chooseBatch(now, progress);
    Draws draws(m_settings.seed + 1000003 * static_cast<std::uint64_t>(m_round));
    return m_paper.choose(m_distances, m_points.fractions, m_known, now.formation(m_known), now.belief.candidates,
                          m_typicalDistance, draws);
}

} // namespace mbtr
