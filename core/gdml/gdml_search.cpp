#include "core/gdml/gdml_search.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace mbtr {

namespace {

constexpr double kLambdaOfDistances = 1e-10;
constexpr double kLogLengthOfMbtr = 1.75, kLogLambdaOfMbtr = -20;
constexpr std::array<double, 3> kSteps {0.25, 0.5, 2}; // log2 of length, sigma, lambda
constexpr int kMostModels = 60;
constexpr double kWorthAStep = 0.998; // a smaller gain is no reason for another model

GdmlDescriptorSettings withSigma(GdmlDescriptorSettings descriptor, double factor)
{
    for (TermSettings& term : descriptor.representation.terms)
        term.sigma *= factor;
    return descriptor;
}

class Search {
public:
    Search(const GdmlSearch& search, std::vector<GdmlSearchPoint>& tried, Progress& progress)
        : m_search(search)
        , m_tried(tried)
        , m_progress(progress)
    {
    }
    std::size_t most() const { return m_search.training.geometries.size(); }
    /// Mean absolute error of the forces held out; infinite where lambda is too small.
    double errorOf(const GdmlChoice& choice, std::size_t geometries, double expectedModels)
    {
        const std::optional<GdmlSearchPoint> before = findKnown(choice, geometries);
        const GdmlSearchPoint point = before ? *before : tryOut(choice, geometries, expectedModels);
        m_tried.push_back(point);
        if (m_search.watch.onPoint)
            m_search.watch.onPoint(point);
        m_progress.throwIfCancelled();
        return point.forceMae;
    }

private:
    static GdmlSearchPoint pointOf(const GdmlChoice& choice, std::size_t geometries, double error)
    {
        const bool mbtr = choice.descriptor.kind == GdmlDescriptor::Mbtr;
        return {choice.length, choice.lambda, mbtr ? choice.descriptor.representation.terms.front().sigma : 0,
                static_cast<int>(geometries), error};
    }
    std::optional<GdmlSearchPoint> findKnown(const GdmlChoice& choice, std::size_t geometries) const
    {
        const GdmlSearchPoint asked = pointOf(choice, geometries, 0);
        for (const GdmlSearchPoint& point : m_search.watch.known)
            if (point.isAt(asked))
                return point;
        return std::nullopt;
    }
    GdmlSearchPoint tryOut(const GdmlChoice& choice, std::size_t geometries, double expectedModels)
    {
        const double share = std::min(0.95, static_cast<double>(m_tried.size()) / expectedModels);
        SubProgress part(m_progress, share, std::min(1.0, share + 1 / expectedModels));
        double error = std::numeric_limits<double>::infinity();
        try {
            const ForceData& training = m_search.training;
            const auto model
                = std::make_shared<const GdmlModel>(fitGdml({.geometries = std::span(training.geometries).first(geometries),
                                                             .forces = std::span(training.forces).first(geometries),
                                                             .energies = {},
                                                             .descriptor = choice.descriptor,
                                                             .permutations = m_search.permutations,
                                                             .length = choice.length,
                                                             .lambda = choice.lambda},
                                                            part));
            Progress none;
            error = errorsOf(GdmlPredictor(model).predict(m_search.heldOut.geometries, none), m_search.heldOut).forceMae;
        } catch (const NumericalError&) {
            // not positive definite: this lambda is too small
        }
        m_progress.throwIfCancelled();
        return pointOf(choice, geometries, error);
    }

    const GdmlSearch& m_search;
    std::vector<GdmlSearchPoint>& m_tried;
    Progress& m_progress;
};

GdmlChoice searchDistances(Search& search, GdmlChoice choice)
{
    double best = std::numeric_limits<double>::infinity();
    GdmlChoice found = choice;
    for (int length = 10; length <= 90; length += 10) {
        choice.length = length;
        const double error = search.errorOf(choice, search.most(), 5);
        if (error < best) {
            best = error;
            found = choice;
        } else if (std::isfinite(best))
            break; // the error rises on
    }
    if (!std::isfinite(best))
        throw NumericalError(
            "no length from 10 to 90 gives a model: the kernel matrix is not positive definite; a larger lambda helps");
    return found;
}

/// Steps from the start along length, sigma and lambda.
using Place = std::array<int, 3>;

GdmlChoice choiceAt(const Place& place, const GdmlChoice& start)
{
    const auto factor = [&](std::size_t axis) { return std::exp2(kSteps[axis] * place[axis]); };
    return {withSigma(start.descriptor, factor(1)), start.length * factor(0), start.lambda * factor(2)};
}

/// Goes along one axis after the other as long as it gets better.
GdmlChoice searchMbtr(Search& search, const GdmlChoice& start, const GdmlTrainingSettings& settings)
{
    std::map<std::pair<std::size_t, Place>, double> known;
    std::size_t geometries = std::min<std::size_t>(kFewGdmlSearched, search.most());
    const auto errorAt = [&](const Place& place) {
        const auto [entry, isNew] = known.try_emplace({geometries, place}, 0);
        if (isNew)
            entry->second = search.errorOf(choiceAt(place, start), geometries, 35);
        return entry->second;
    };
    const std::array<bool, 3> isFree {!settings.length, true, !settings.lambda};
    Place best {};
    // First in large strides, on few: each model costs a fit.
    for (const Place& stride : {Place {6, 2, 5}, Place {3, 1, 2}, Place {1, 1, 1}}) {
        for (bool improved = true; improved && known.size() < kMostModels;) {
            improved = false;
            for (std::size_t axis = 0; axis < 3; ++axis)
                for (const int direction : {1, -1})
                    while (isFree[axis] && known.size() < kMostModels) {
                        Place next = best;
                        next[axis] += direction * stride[axis];
                        if (!(errorAt(next) < errorAt(best) * kWorthAStep))
                            break;
                        best = next;
                        improved = true;
                    }
        }
        geometries = search.most();
    }
    if (!std::isfinite(errorAt(best)))
        throw NumericalError("no model could be fitted: the kernel matrix is not positive definite; a larger lambda helps");
    return choiceAt(best, start);
}

} // namespace

GdmlChoice gdmlDefaults(const GdmlTrainingSettings& settings)
{
    if (settings.descriptor.kind == GdmlDescriptor::Distances)
        return {settings.descriptor, settings.length.value_or(10), settings.lambda.value_or(kLambdaOfDistances)};
    return {settings.descriptor, settings.length.value_or(std::exp2(kLogLengthOfMbtr)),
            settings.lambda.value_or(std::exp2(kLogLambdaOfMbtr))};
}

bool needsSearch(const GdmlTrainingSettings& settings)
{
    return !settings.length || (settings.descriptor.kind == GdmlDescriptor::Mbtr && !settings.lambda);
}

GdmlChoice searchGdml(const GdmlSearch& request, std::vector<GdmlSearchPoint>& tried, Progress& progress)
{
    Search search(request, tried, progress);
    const GdmlChoice start = gdmlDefaults(request.settings);
    return request.settings.descriptor.kind == GdmlDescriptor::Distances ? searchDistances(search, start)
                                                                         : searchMbtr(search, start, request.settings);
}

} // namespace mbtr
