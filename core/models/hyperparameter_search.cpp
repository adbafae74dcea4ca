#include "core/models/hyperparameter_search.h"

#include "core/models/hold_out.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace mbtr {

namespace {

constexpr int kMostSteps = 40; // in each direction: 20 octaves of the length, 40 of lambda
// Of the kernel's mean diagonal, log2. Kernels are known to some 2^-40: a smaller lambda fits rounding, and the matrix of all
// structures, which is larger than the one of the search, may not be positive definite with it.
constexpr int kLeastLambdaPower = -36;

/// A point of the grid: length = base * 2^(step / 2), lambda = base * 2^step.
struct GridPoint {
    int length = 0;
    int lambda = 0;
    auto operator<=>(const GridPoint&) const = default;
};

/// Passes on that somebody cancelled, but not how far one factorisation is.
class CancelOnly : public Progress {
public:
    explicit CancelOnly(const Progress& parent)
        : m_parent(parent)
    {
    }
    bool cancelled() const override { return m_parent.cancelled(); }

private:
    const Progress& m_parent;
};

class Search {
public:
    Search(const HoldOut& data, const SearchSettings& settings, Progress& progress)
        : m_data(data)
        , m_settings(settings)
        , m_progress(progress)
        , m_hasLength(settings.kernel != "linear")
    {
        if (m_hasLength)
            m_length = settings.length ? *settings.length
                : settings.startLength ? *settings.startLength
                                       : onGrid(medianDistance(data, settings.kernel), 2);
        const double diagonal = m_hasLength ? 1 : data.distances.diagonal().mean();
        m_leastLambda = std::ldexp(diagonal > 0 ? diagonal : 1, kLeastLambdaPower);
        m_lambda = settings.lambda ? *settings.lambda
            : settings.startLambda ? *settings.startLambda
                                   : std::ldexp(onGrid(diagonal > 0 ? diagonal : 1, 1), -20);
    }

    SearchResult run()
    {
        const bool near = m_settings.startLength || m_settings.startLambda;
        for (const int stride : near ? std::vector {1} : std::vector {4, 2, 1})
            while (stepDownhill(stride)) { }
        return {kernelAt(m_best), lambdaAt(m_best), std::move(m_points)};
    }

private:
    /// The nearest power of two, with so many steps an octave.
    static double onGrid(double value, int steps) { return std::exp2(std::round(std::log2(value) * steps) / steps); }
    Kernel kernelAt(GridPoint point) const { return makeKernel(m_settings.kernel, m_length * std::exp2(0.5 * point.length)); }
    double lambdaAt(GridPoint point) const { return std::ldexp(m_lambda, point.lambda); }

    std::vector<GridPoint> neighbours(int stride) const
    {
        std::vector<GridPoint> points;
        for (const int step : {-stride, stride}) {
            if (m_hasLength && !m_settings.length && std::abs(m_best.length + step) <= kMostSteps)
                points.push_back({m_best.length + step, m_best.lambda});
            const GridPoint other {m_best.length, m_best.lambda + step};
            if (!m_settings.lambda && std::abs(other.lambda) <= kMostSteps && (step > 0 || lambdaAt(other) >= m_leastLambda))
                points.push_back(other);
        }
        return points;
    }
    bool stepDownhill(int stride)
    {
        const GridPoint start = m_best;
        double least = rmseAt(start);
        for (const GridPoint point : neighbours(stride))
            if (const double rmse = rmseAt(point); rmse < least) {
                least = rmse;
                m_best = point;
            }
        return m_best != start;
    }
    double rmseAt(GridPoint point)
    {
        if (const auto known = m_known.find(point); known != m_known.end())
            return known->second;
        m_progress.throwIfCancelled();
        CancelOnly quiet(m_progress);
        const double rmse = rmseOf(m_data, kernelAt(point), lambdaAt(point), quiet);
        m_points.push_back({m_hasLength ? std::log2(lengthOf(kernelAt(point))) : 0, std::log2(lambdaAt(point)), rmse});
        if (m_settings.onPoint)
            m_settings.onPoint(m_points.back());
        const auto count = static_cast<double>(m_points.size());
        m_progress.report(count / (count + 10), "search"); // how many there will be is not known
        return m_known[point] = rmse;
    }

    const HoldOut& m_data;
    const SearchSettings& m_settings;
    Progress& m_progress;
    bool m_hasLength;
    double m_length = 1, m_lambda = 1, m_leastLambda = 0;
    GridPoint m_best;
    std::map<GridPoint, double> m_known;
    std::vector<SearchPoint> m_points;
};

} // namespace

SearchResult searchHyperparameters(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y,
                                   const SearchSettings& settings, Progress& progress)
{
    SubProgress ofDistances(progress, 0, 0.4), ofSearch(progress, 0.4, 1);
    const HoldOut data = makeHoldOut(features, rows, y, settings.kernel, settings.seed, ofDistances);
    return Search(data, settings, ofSearch).run();
}

std::vector<SearchPoint> mapHyperparameters(const HoldOut& data, const std::string& kernel, std::span<const double> lengths,
                                            std::span<const double> lambdas,
                                            const std::function<void(const SearchPoint&)>& onPoint, Progress& progress)
{
    std::vector<SearchPoint> points;
    const double total = static_cast<double>(lengths.size() * lambdas.size());
    CancelOnly quiet(progress);
    for (const double length : lengths)
        for (const double lambda : lambdas) {
            progress.throwIfCancelled();
            points.push_back({std::log2(length), std::log2(lambda), rmseOf(data, makeKernel(kernel, length), lambda, quiet)});
            if (onPoint)
                onPoint(points.back());
            progress.report(static_cast<double>(points.size()) / total, "map of length and lambda");
        }
    return points;
}

} // namespace mbtr
