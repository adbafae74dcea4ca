#include "core/kernels/closest_pairs.h"

#include "core/features/feature_matrix.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <tbb/parallel_for.h>
#include <tuple>

namespace mbtr {

namespace {

constexpr std::int64_t kTileNumbers = 4'000'000;
constexpr std::int64_t kMostTileRows = 256;
constexpr double kRounding = 1e-10; // of the squared norms: more than a matrix product loses

struct Ranked {
    double score = 0; ///< smallest first
    ClosePair pair;
    bool operator<(const Ranked& other) const
    {
        return std::tie(score, pair.a, pair.b) < std::tie(other.score, other.pair.a, other.pair.b);
    }
};

/// The best pairs so far, worst on top.
class Best {
public:
    explicit Best(int count)
        : m_count(static_cast<std::size_t>(std::max(count, 0)))
    {
    }
    double limit() const
    {
        return m_count == 0           ? -std::numeric_limits<double>::infinity()
            : m_heap.size() < m_count ? std::numeric_limits<double>::infinity()
                                      : m_heap.front().score;
    }
    void take(const Ranked& pair)
    {
        if (m_heap.size() == m_count) {
            if (m_heap.empty() || !(pair < m_heap.front()))
                return;
            std::pop_heap(m_heap.begin(), m_heap.end());
            m_heap.pop_back();
        }
        m_heap.push_back(pair);
        std::push_heap(m_heap.begin(), m_heap.end());
    }
    std::vector<Ranked> m_heap;

private:
    std::size_t m_count;
};

double squaredDistance(const SparseFeatures& features, int a, int b)
{
    auto i = static_cast<std::size_t>(features.rowBegin[std::size_t(a)]),
         j = static_cast<std::size_t>(features.rowBegin[std::size_t(b)]);
    const auto endI = static_cast<std::size_t>(features.rowBegin[std::size_t(a) + 1]),
               endJ = static_cast<std::size_t>(features.rowBegin[std::size_t(b) + 1]);
    double sum = 0;
    while (i < endI || j < endJ) {
        const std::int64_t columnI = i < endI ? features.column[i] : features.columns,
                           columnJ = j < endJ ? features.column[j] : features.columns;
        const double x = columnI <= columnJ ? features.values[i++] : 0;
        const double y = columnJ <= columnI ? features.values[j++] : 0;
        sum += (x - y) * (x - y);
    }
    return sum;
}

class Search {
public:
    Search(const SparseFeatures& features, const ClosestPairsSettings& settings, Progress& progress)
        : m_features(features)
        , m_settings(settings)
        , m_progress(progress)
        , m_best(settings.count)
        , m_height(std::clamp(kTileNumbers / std::max<std::int64_t>(features.columns, 1), std::int64_t(1), kMostTileRows))
        , m_tiles((features.rows + m_height - 1) / m_height)
    {
    }

    std::vector<ClosePair> run()
    {
        const std::int64_t all = m_tiles * (m_tiles + 1) / 2;
        tbb::parallel_for(std::int64_t(0), m_tiles, [&](std::int64_t i) {
            const RowMatrix a = tile(i);
            for (std::int64_t j = i; j < m_tiles; ++j) {
                if (m_progress.cancelled())
                    return;
                compareTiles(i, a, j, i == j ? a : tile(j));
                m_progress.report(double(++m_done) / double(all), "comparing all pairs");
            }
        });
        m_progress.throwIfCancelled();
        std::sort(m_best.m_heap.begin(), m_best.m_heap.end());
        std::vector<ClosePair> pairs;
        for (const Ranked& ranked : m_best.m_heap)
            pairs.push_back(ranked.pair);
        return pairs;
    }

private:
    RowMatrix tile(std::int64_t number) const
    {
        const std::int64_t begin = number * m_height, end = std::min(begin + m_height, m_features.rows);
        RowMatrix dense = RowMatrix::Zero(end - begin, m_features.columns);
        for (std::int64_t row = begin; row < end; ++row)
            for (auto i = m_features.rowBegin[std::size_t(row)]; i < m_features.rowBegin[std::size_t(row) + 1]; ++i)
                dense(row - begin, m_features.column[std::size_t(i)]) = m_features.values[std::size_t(i)];
        return dense;
    }

    void compareTiles(std::int64_t i, const RowMatrix& a, std::int64_t j, const RowMatrix& b)
    {
        const Eigen::MatrixXd products = a * b.transpose();
        const Eigen::VectorXd normsA = a.rowwise().squaredNorm(), normsB = b.rowwise().squaredNorm();
        for (Eigen::Index x = 0; x < a.rows(); ++x)
            for (Eigen::Index y = i == j ? x + 1 : 0; y < b.rows(); ++y) {
                const double rough = normsA(x) + normsB(y) - 2 * products(x, y) - kRounding * (normsA(x) + normsB(y));
                const int rowA = static_cast<int>(i * m_height + x), rowB = static_cast<int>(j * m_height + y);
                if (scoreOf(rowA, rowB, std::max(rough, 0.0)) <= m_limit.load(std::memory_order_relaxed))
                    consider(rowA, rowB);
            }
    }

    double differenceOf(int a, int b) const
    {
        return m_settings.property.empty() ? 0
                                           : std::abs(m_settings.property[std::size_t(a)] - m_settings.property[std::size_t(b)]);
    }

    /// NaN, which is never below a limit, where a property is missing.
    double scoreOf(int a, int b, double squared) const
    {
        if (m_settings.ranking == PairRanking::SmallestDistance)
            return squared;
        const double difference = differenceOf(a, b);
        return difference == 0 ? 0 : -difference * difference / squared;
    }

    void consider(int a, int b)
    {
        const double squared = squaredDistance(m_features, a, b);
        const Ranked found {scoreOf(a, b, squared), {a, b, std::sqrt(squared), differenceOf(a, b)}};
        if (!(found.score <= m_limit.load()) || (m_settings.accept && !m_settings.accept(a, b, found.pair.distance)))
            return;
        const std::lock_guard lock(m_mutex);
        m_best.take(found);
        m_limit.store(m_best.limit());
    }

    const SparseFeatures& m_features;
    const ClosestPairsSettings& m_settings;
    Progress& m_progress;
    Best m_best;
    std::mutex m_mutex;
    std::atomic<double> m_limit {m_best.limit()};
    std::atomic<std::int64_t> m_done {0};
    std::int64_t m_height;
    std::int64_t m_tiles;
};

} // namespace

std::vector<ClosePair> closestPairs(const SparseFeatures& features, const ClosestPairsSettings& settings, Progress& progress)
{
    const auto given = static_cast<std::int64_t>(settings.property.size());
    if (given != 0 && given != features.rows)
        throw SettingsError("property",
                            "must have one number for each of the " + std::to_string(features.rows) + " structures, has "
                                + std::to_string(given));
    if (given == 0 && settings.ranking == PairRanking::LargestSlope && features.rows > 0)
        throw SettingsError("property", "must be given to rank pairs by its difference");
    return Search(features, settings, progress).run();
}

} // namespace mbtr
