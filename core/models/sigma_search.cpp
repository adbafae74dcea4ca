#include "core/models/sigma_search.h"

#include "core/dataset/subset.h"
#include "core/mbtr/layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace mbtr {

namespace {

constexpr int kMostHalfOctaves = 16; // half octaves to either side

/// Half octaves from the sigmas of the start, one for each term.
using Steps = std::vector<int>;

double leastOf(const SearchResult& result)
{
    return std::ranges::min_element(result.points, {}, &SearchPoint::rmse)->rmse;
}

class SigmaSearch {
public:
    SigmaSearch(const Dataset& data, const Eigen::VectorXd& y, const MbtrSettings& start, const SearchSettings& settings,
                TermScaling scaling, const std::function<void(const SigmaSearchPoint&)>& onPoint, Progress& progress)
        : m_data(data)
        , m_y(y)
        , m_start(start)
        , m_settings(settings)
        , m_scaling(scaling)
        , m_onPoint(onPoint)
        , m_progress(progress)
        , m_best(start.terms.size(), 0)
        , m_rows(data.structures.size())
    {
        std::iota(m_rows.begin(), m_rows.end(), 0);
    }

    SigmaSearchResult run()
    {
        errorAt(m_best);
        for (const int stride : {2, 1})
            while (stepDownhill(stride)) { }
        return {settingsAt(m_best), m_known.at(m_best), std::move(m_points)};
    }

private:
    MbtrSettings settingsAt(const Steps& steps) const
    {
        MbtrSettings settings = m_start;
        for (std::size_t i = 0; i < steps.size(); ++i)
            settings.terms[i].sigma *= std::exp2(0.5 * steps[i]);
        return settings;
    }
    /// A peak that is narrower than a bin is not seen: no such sigma is tried.
    bool isResolved(const Steps& steps, std::size_t term) const
    {
        const MbtrSettings settings = settingsAt(steps);
        return settings.terms[term].sigma >= binsOf(settings.terms[term].grid, settings.discretization).step;
    }
    bool stepDownhill(int stride)
    {
        const Steps start = m_best;
        for (std::size_t term = 0; term < start.size(); ++term)
            for (const int step : {-stride, stride}) {
                Steps steps = m_best;
                steps[term] += step;
                if (std::abs(steps[term]) <= kMostHalfOctaves && (step > 0 || isResolved(steps, term))
                    && errorAt(steps) < errorAt(m_best)) {
                    m_best = steps;
                    break;
                }
            }
        return m_best != start;
    }
    double errorAt(const Steps& steps)
    {
        if (const auto known = m_known.find(steps); known != m_known.end())
            return leastOf(known->second);
        const MbtrSettings settings = settingsAt(steps);
        // How many there will be is not known.
        const double begin = m_count / (m_count + 8.0);
        ++m_count;
        SubProgress part(m_progress, begin, m_count / (m_count + 8.0));
        SubProgress ofFeatures(part, 0, 0.5), ofSearch(part, 0.5, 1);
        FeatureMatrix features = buildFeatures(m_data, layoutFor(m_data, settings), ofFeatures);
        if (m_scaling == TermScaling::Even)
            scaleTermsEvenly(features, allRows(m_data));
        return leastOf(m_known[steps] = searchHyperparameters(features.values, m_rows, m_y, searchFor(settings), ofSearch));
    }
    SearchSettings searchFor(const MbtrSettings& settings)
    {
        SearchSettings search = m_settings;
        if (const auto best = m_known.find(m_best); best != m_known.end()) {
            if (!search.length && search.kernel != "linear")
                search.startLength = lengthOf(best->second.kernel);
            if (!search.lambda)
                search.startLambda = best->second.lambda;
        }
        std::vector<double> sigmas;
        for (const TermSettings& term : settings.terms)
            sigmas.push_back(term.sigma);
        search.onPoint = [this, sigmas](const SearchPoint& point) {
            m_points.push_back({sigmas, point});
            if (m_onPoint)
                m_onPoint(m_points.back());
        };
        return search;
    }

    const Dataset& m_data;
    const Eigen::VectorXd& m_y;
    const MbtrSettings& m_start;
    const SearchSettings& m_settings;
    TermScaling m_scaling;
    const std::function<void(const SigmaSearchPoint&)>& m_onPoint;
    Progress& m_progress;
    Steps m_best;
    std::vector<int> m_rows;
    std::map<Steps, SearchResult> m_known;
    std::vector<SigmaSearchPoint> m_points;
    int m_count = 0;
};

} // namespace

SigmaSearchResult searchSigmas(const Dataset& data, const Eigen::VectorXd& y, const MbtrSettings& start,
                               const SearchSettings& settings, TermScaling scaling,
                               const std::function<void(const SigmaSearchPoint&)>& onPoint, Progress& progress)
{
    return SigmaSearch(data, y, start, settings, scaling, onPoint, progress).run();
}

} // namespace mbtr
