#include "core/models/hyperparameter_search.h"

#include "core/models/hold_out.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace mbtr {

namespace {

constexpr int kMostSteps = 40; // in each direction, of a length or lambda that a person gave
// Of the median distance, log2: shorter, structures tell nothing of one another; longer, the kernel is a polynomial.
constexpr double kLeastLengthPower = -4, kLargestLengthPower = 6;
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

/// What is known of a point: nothing was held back where lambda is too small.
struct Known {
    double rmse = std::numeric_limits<double>::infinity();
    Eigen::ArrayXd squaredErrors = {};
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
        m_largestLambda = diagonal > 0 ? diagonal : 1;
        m_leastLambda = std::ldexp(m_largestLambda, kLeastLambdaPower);
        const double median = m_hasLength ? medianDistance(data, settings.kernel) : 1;
        m_leastLength = std::exp2(kLeastLengthPower) * median;
        m_largestLength = std::exp2(kLargestLengthPower) * median;
        m_lambda = settings.lambda ? *settings.lambda
            : settings.startLambda ? *settings.startLambda
                                   : std::ldexp(onGrid(diagonal > 0 ? diagonal : 1, 1), -20);
    }

    SearchResult run()
    {
        const bool near = m_settings.startLength || m_settings.startLambda;
        for (const int stride : near ? std::vector {1} : std::vector {4, 2, 1})
            while (stepDownhill(stride)) { }
        const GridPoint simple = simplest();
        return {.kernel = kernelAt(simple),
                .lambda = lambdaAt(simple),
                .points = std::move(m_points),
                .best = pointAt(m_best),
                .simplest = pointAt(simple),
                .edges = edges()};
    }

private:
    /// The nearest power of two, with so many steps an octave.
    static double onGrid(double value, int steps) { return std::exp2(std::round(std::log2(value) * steps) / steps); }
    Kernel kernelAt(GridPoint point) const { return makeKernel(m_settings.kernel, m_length * std::exp2(0.5 * point.length)); }
    double lambdaAt(GridPoint point) const { return std::ldexp(m_lambda, point.lambda); }

    bool searchesLength() const { return m_hasLength && !m_settings.length; }
    /// Away from the start only within what makes a difference; a start beyond it may come back.
    bool mayHaveLength(GridPoint point, int step) const
    {
        const double length = lengthOf(kernelAt(point));
        return std::abs(point.length) <= kMostSteps && (step > 0 ? length <= m_largestLength : length >= m_leastLength);
    }
    bool mayHaveLambda(GridPoint point, int step) const
    {
        const double lambda = lambdaAt(point);
        return std::abs(point.lambda) <= kMostSteps && (step > 0 ? lambda <= m_largestLambda : lambda >= m_leastLambda);
    }
    std::vector<GridPoint> neighbours(int stride) const
    {
        std::vector<GridPoint> points;
        for (const int step : {-stride, stride}) {
            if (const GridPoint other {m_best.length + step, m_best.lambda}; searchesLength() && mayHaveLength(other, step))
                points.push_back(other);
            if (const GridPoint other {m_best.length, m_best.lambda + step}; !m_settings.lambda && mayHaveLambda(other, step))
                points.push_back(other);
        }
        return points;
    }
    SearchEdges edges() const
    {
        SearchEdges edges;
        for (const int step : {-1, 1}) {
            edges.length |= searchesLength() && !mayHaveLength({m_best.length + step, m_best.lambda}, step);
            edges.lambda |= !m_settings.lambda && !mayHaveLambda({m_best.length, m_best.lambda + step}, step);
        }
        return edges;
    }
    /// Of the points that the best does not beat by more than noise, the one of largest lambda.
    GridPoint simplest() const
    {
        GridPoint chosen = m_best;
        for (const auto& [point, known] : m_known)
            if (!isBeaten(known) && std::pair(point.lambda, -known.rmse) > std::pair(chosen.lambda, -m_known.at(chosen).rmse))
                chosen = point;
        return chosen;
    }
    /// Is the mean of the differences of squared errors above its standard error?
    bool isBeaten(const Known& known) const
    {
        const Eigen::ArrayXd &best = m_known.at(m_best).squaredErrors, &other = known.squaredErrors;
        if (other.size() < 2 || other.size() != best.size())
            return true;
        const Eigen::ArrayXd differences = other - best;
        const auto n = static_cast<double>(differences.size());
        const double mean = differences.mean();
        return mean > std::sqrt((differences - mean).square().sum() / (n - 1) / n);
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
    SearchPoint pointAt(GridPoint point) const
    {
        return {m_hasLength ? std::log2(lengthOf(kernelAt(point))) : 0, std::log2(lambdaAt(point)), m_known.at(point).rmse};
    }
    double rmseAt(GridPoint point)
    {
        if (const auto known = m_known.find(point); known != m_known.end())
            return known->second.rmse;
        m_progress.throwIfCancelled();
        CancelOnly quiet(m_progress);
        Known& made = m_known[point];
        if (const auto errors = errorsOf(m_data, kernelAt(point), lambdaAt(point), quiet)) {
            made.squaredErrors = errors->array().square();
            made.rmse = std::sqrt(made.squaredErrors.mean());
        }
        m_points.push_back(pointAt(point));
        if (m_settings.onPoint)
            m_settings.onPoint(m_points.back());
        const auto count = static_cast<double>(m_points.size());
        m_progress.report(count / (count + 10), "search"); // how many there will be is not known
        return made.rmse;
    }

    const HoldOut& m_data;
    const SearchSettings& m_settings;
    Progress& m_progress;
    bool m_hasLength;
    double m_length = 1, m_lambda = 1;
    double m_leastLength = 0, m_largestLength = 0, m_leastLambda = 0, m_largestLambda = 0;
    GridPoint m_best;
    std::map<GridPoint, Known> m_known;
    std::vector<SearchPoint> m_points;
};

} // namespace

Messages doubtsOf(const SearchResult& result)
{
    if (!result.edges.length && !result.edges.lambda)
        return {};
    const std::string what = !result.edges.lambda ? "length" : !result.edges.length ? "lambda" : "length and lambda";
    return {{.severity = Severity::Warning,
             .text = "the best " + what + " of the search " + (what.find(" and ") == std::string::npos ? "lies" : "lie")
                 + " at the edge of what is searched: the data may want another representation or kernel"}};
}

SearchResult searchHyperparameters(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y,
                                   const SearchSettings& settings, Progress& progress)
{
    SubProgress ofDistances(progress, 0, 0.4), ofSearch(progress, 0.4, 1);
    const InnerSplit inner = settings.inner.heldOut.empty() ? randomHoldOut(rows.size(), 0) : settings.inner;
    const HoldOut data = makeHoldOut(features, rows, y, settings.kernel, inner, ofDistances);
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
