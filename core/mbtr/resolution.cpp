#include "core/mbtr/resolution.h"

#include "core/base/error.h"
#include "core/mbtr/weighting.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace mbtr {

namespace {

constexpr double kSigmasOfAPeak = 6;
constexpr double kFinestBins = 25; // a sigma

/// The two elements that are closest to each other.
std::pair<int, int> closestElements(std::span<const int> species)
{
    std::pair<int, int> closest {0, std::numeric_limits<int>::max()};
    for (std::size_t i = 0; i + 1 < species.size(); ++i)
        if (species[i + 1] - species[i] < closest.second - closest.first)
            closest = {species[i], species[i + 1]};
    return closest;
}

void addMerging(std::vector<ResolutionWarning>& warnings, const TermSettings& term, std::span<const int> species)
{
    ResolutionWarning warning {.problem = ResolutionProblem::ValuesMerge, .sigma = term.sigma, .against = 1};
    if (term.geometry == Geometry::AtomicNumber && species.size() > 1) {
        std::tie(warning.first, warning.second) = closestElements(species);
        warning.against = warning.second - warning.first;
    } else if (term.geometry != Geometry::Count) {
        return;
    }
    if (warning.against < 2 * term.sigma)
        warnings.push_back(warning);
}

/// The distance, in angstrom, beyond which no pair counts.
double reachOf(const TermSettings& term, bool crystal)
{
    try {
        return makeReady(term, crystal, 1, "term").reach / (1 + kLimitTolerance); // as it was given
    } catch (const SettingsError&) { // no sum, no limit
        return ReadyWeighting::kNoLimit;
    }
}

UnseenRange beyond(Geometry geometry, double reach)
{
    UnseenRange range {.why = UnseenRange::Why::BeyondLimit};
    if (geometry == Geometry::Distance)
        range.from = reach;
    else
        range.to = geometry == Geometry::InverseDistance ? 1 / reach : 1 / (reach * reach);
    return range;
}

} // namespace

std::vector<ResolutionWarning> resolutionWarnings(const TermSettings& term, Discretization discretization,
                                                  std::span<const int> species)
{
    std::vector<ResolutionWarning> warnings;
    const Bins bins = binsOf(term.grid, discretization);
    const double width = bins.right() - bins.left;
    if (!std::isfinite(bins.step) || !(bins.step > 0) || !(term.sigma > 0))
        return warnings;
    if (term.sigma < bins.step * (1 - 1e-9))
        warnings.push_back({ResolutionProblem::SigmaUnderBinWidth, term.sigma, bins.step});
    else if (term.sigma > kFinestBins * bins.step)
        warnings.push_back({ResolutionProblem::NeedlesslyFine, term.sigma, bins.step});
    if (width < kSigmasOfAPeak * term.sigma)
        warnings.push_back({ResolutionProblem::OnePeakOnly, term.sigma, width});
    else
        addMerging(warnings, term, species);
    return warnings;
}

std::vector<UnseenRange> unseenRanges(const TermSettings& term, const Bins& bins, bool crystal)
{
    std::vector<UnseenRange> ranges;
    if (const double period = info(term.geometry).period; period == 0 || bins.right() - bins.left < period * (1 - 1e-6))
        ranges = {{.to = bins.left}, {.from = bins.right()}};
    if (term.weighting.function == WeightingFunction::CutoffInverseX && term.weighting.cutoff && *term.weighting.cutoff > 0)
        ranges.push_back({.to = 1 / *term.weighting.cutoff, .why = UnseenRange::Why::BeyondLimit});
    if (term.k == 2)
        if (const double reach = reachOf(term, crystal); std::isfinite(reach) && reach > 0)
            ranges.push_back(beyond(term.geometry, reach));
    return ranges;
}

} // namespace mbtr
