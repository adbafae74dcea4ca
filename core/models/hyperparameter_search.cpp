#include "core/models/hyperparameter_search.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace mbtr {

namespace {

constexpr int kFewestRows = 10;
constexpr int kMostSteps = 40; // in each direction: 20 octaves of the length, 40 of lambda

/// A point of the grid: length = base * 2^(step / 2), lambda = base * 2^step.
struct GridPoint {
    int length = 0;
    int lambda = 0;
    auto operator<=>(const GridPoint&) const = default;
};

/// Distances of the structures that train (first) and those held out, and their targets.
struct HoldOut {
    Eigen::MatrixXd distances;
    Eigen::VectorXd y;
    Eigen::Index train = 0;

    Eigen::Index heldOut() const { return y.size() - train; }
};

HoldOut makeHoldOut(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y, const SearchSettings& settings,
                    Progress& progress)
{
    std::vector<int> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    Draws(settings.seed).shuffle(order);
    HoldOut data;
    data.y.resize(y.size());
    std::vector<int> shuffled;
    for (std::size_t i = 0; i < order.size(); ++i) {
        shuffled.push_back(rows[static_cast<std::size_t>(order[i])]);
        data.y[static_cast<Eigen::Index>(i)] = y[order[i]];
    }
    data.train = y.size() - y.size() / 5;
    data.distances = distanceMatrix(makeKernel(settings.kernel, 1), features, shuffled, progress);
    return data;
}

/// Of some columns, which is enough to start from.
double medianDistance(const HoldOut& data, bool squared)
{
    std::vector<double> distances;
    for (Eigen::Index j = 0; j < std::min<Eigen::Index>(data.distances.cols(), 200); ++j)
        for (Eigen::Index i = j + 1; i < data.distances.rows(); ++i)
            distances.push_back(data.distances(i, j));
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double median = squared ? std::sqrt(*middle) : *middle;
    return median > 0 ? median : 1;
}

double rmseOf(const HoldOut& data, const Kernel& kernel, double lambda, Progress& progress)
{
    Eigen::MatrixXd matrix = data.distances.topLeftCorner(data.train, data.train);
    Eigen::MatrixXd across = data.distances.bottomLeftCorner(data.heldOut(), data.train);
    applyKernel(kernel, matrix, progress);
    applyKernel(kernel, across, progress);
    matrix.diagonal().array() += lambda;
    const double mean = data.y.head(data.train).mean();
    Eigen::MatrixXd alpha = data.y.head(data.train).array() - mean;
    try {
        factorizeCholesky(matrix, progress);
    } catch (const NumericalError&) { // lambda is too small: a point that loses
        return std::numeric_limits<double>::infinity();
    }
    solveCholesky(matrix, alpha);
    const Eigen::VectorXd errors = (across * alpha.col(0)).array() + mean - data.y.tail(data.heldOut()).array();
    const double rmse = std::sqrt(errors.squaredNorm() / static_cast<double>(data.heldOut()));
    return std::isfinite(rmse) ? rmse : std::numeric_limits<double>::infinity();
}

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
            m_length = settings.length ? *settings.length : onGrid(medianDistance(data, settings.kernel != "laplacian"), 2);
        const double diagonal = m_hasLength ? 1 : data.distances.diagonal().mean();
        m_lambda = settings.lambda ? *settings.lambda : std::ldexp(onGrid(diagonal > 0 ? diagonal : 1, 1), -20);
    }

    SearchResult run()
    {
        for (const int stride : {4, 2, 1})
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
            if (!m_settings.lambda && std::abs(m_best.lambda + step) <= kMostSteps)
                points.push_back({m_best.length, m_best.lambda + step});
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
        const auto count = static_cast<double>(m_points.size());
        m_progress.report(count / (count + 10), "search"); // how many there will be is not known
        return m_known[point] = rmse;
    }

    const HoldOut& m_data;
    const SearchSettings& m_settings;
    Progress& m_progress;
    bool m_hasLength;
    double m_length = 1, m_lambda = 1;
    GridPoint m_best;
    std::map<GridPoint, double> m_known;
    std::vector<SearchPoint> m_points;
};

} // namespace

SearchResult searchHyperparameters(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y,
                                   const SearchSettings& settings, Progress& progress)
{
    if (rows.size() < kFewestRows)
        throw SettingsError("train", "must be at least " + std::to_string(kFewestRows)
                                + " to search for length and lambda, is " + std::to_string(rows.size()));
    SubProgress ofDistances(progress, 0, 0.4), ofSearch(progress, 0.4, 1);
    const HoldOut data = makeHoldOut(features, rows, y, settings, ofDistances);
    return Search(data, settings, ofSearch).run();
}

} // namespace mbtr
