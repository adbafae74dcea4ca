#include "core/thermodynamics/candidate_model.h"

#include "core/base/draws.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

constexpr int kMostForMedian = 500;
constexpr Eigen::Index kKeepAllUpTo = 3000; ///< points: 72 MB of distances

std::vector<int> pointsAt(const std::vector<int>& candidates, const std::vector<int>& places)
{
    std::vector<int> points;
    points.reserve(places.size());
    for (const int place : places)
        points.push_back(candidates[static_cast<std::size_t>(place)]);
    return points;
}

} // namespace

FeatureDistances::FeatureDistances(const RowMatrix& features)
{
    const Eigen::RowVectorXd centre = features.colwise().mean();
    std::vector<int> varying;
    for (Eigen::Index column = 0; column < features.cols(); ++column)
        if ((features.col(column).array() != features(0, column)).any())
            varying.push_back(static_cast<int>(column));
    m_columns = (features(Eigen::all, varying).rowwise() - centre(varying)).transpose();
    m_norms = m_columns.colwise().squaredNorm();
    m_kept.resize(static_cast<std::size_t>(count()));
    if (count() <= kKeepAllUpTo)
        keep(firstRows(count()));
}

void FeatureDistances::keep(const std::vector<int>& points)
{
    std::vector<int> missing;
    for (const int point : points)
        if (m_kept[static_cast<std::size_t>(point)].size() == 0)
            missing.push_back(point);
    if (missing.empty())
        return;
    Eigen::MatrixXd distances = -2 * m_columns.transpose() * m_columns(Eigen::all, missing);
    distances.colwise() += m_norms;
    distances.rowwise() += m_norms(missing).transpose();
    for (std::size_t i = 0; i < missing.size(); ++i)
        m_kept[static_cast<std::size_t>(missing[i])] = distances.col(static_cast<Eigen::Index>(i)).cwiseMax(0);
}

Eigen::MatrixXd FeatureDistances::squared(const std::vector<int>& rows, const std::vector<int>& columns) const
{
    Eigen::MatrixXd distances(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
    const auto isKept = [this](int point) { return m_kept[static_cast<std::size_t>(point)].size() > 0; };
    if (std::all_of(rows.begin(), rows.end(), isKept)) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            distances.row(static_cast<Eigen::Index>(i)) = m_kept[static_cast<std::size_t>(rows[i])](columns).transpose();
        return distances;
    }
    const Eigen::MatrixXd left = m_columns(Eigen::all, rows), right = m_columns(Eigen::all, columns);
    distances.noalias() = -2 * left.transpose() * right;
    distances.colwise() += m_norms(rows);
    distances.rowwise() += m_norms(columns).transpose();
    return distances.cwiseMax(0);
}

double FeatureDistances::median() const
{
    const int step = static_cast<int>((count() + kMostForMedian - 1) / kMostForMedian);
    std::vector<int> points;
    for (int i = 0; i < count(); i += std::max(1, step))
        points.push_back(i);
    const Eigen::MatrixXd all = squared(points, points);
    std::vector<double> pairs;
    for (Eigen::Index j = 0; j < all.cols(); ++j)
        for (Eigen::Index i = j + 1; i < all.rows(); ++i)
            pairs.push_back(all(i, j));
    if (pairs.empty())
        return 1;
    const auto middle = pairs.begin() + static_cast<std::ptrdiff_t>(pairs.size() / 2);
    std::nth_element(pairs.begin(), middle, pairs.end());
    return *middle > 0 ? std::sqrt(*middle) : 1;
}

PretendedEnergies::PretendedEnergies(const Belief& belief, const FeatureDistances& distances, const std::vector<int>& known)
    : m_belief(belief)
    , m_distances(distances)
    , m_known(known)
    , m_variance(belief.spread.array().square())
    , m_spread(belief.spread)
{
    if (belief.process)
        m_variance.array() -= belief.process->nugget();
}

void PretendedEnergies::pretend(Eigen::Index place)
{
    if (!m_belief.process)
        return;
    const GaussianProcess& process = *m_belief.process;
    const std::vector<int> taken {m_belief.candidates[static_cast<std::size_t>(place)]};
    Eigen::VectorXd covariance
        = process.covarianceWith(m_distances.squared(m_known, m_belief.candidates), m_distances.squared(m_known, taken),
                                 m_distances.squared(m_belief.candidates, taken));
    for (const Eigen::VectorXd& before : m_taken)
        covariance -= before * before[place];
    const double variance = std::max(covariance[place], 0.0) + process.nugget();
    m_taken.push_back(covariance / std::sqrt(variance));
    m_variance = (m_variance.array() - m_taken.back().array().square()).max(0);
    m_spread = (m_variance.array() + process.nugget()).sqrt();
}

Eigen::MatrixXd drawEnergies(const Belief& belief, const FeatureDistances& distances, const std::vector<int>& known,
                             const std::vector<int>& places, double widen, int samples, std::uint64_t seed, Progress& progress)
{
    const auto n = static_cast<Eigen::Index>(places.size());
    Draws draws(seed);
    Eigen::MatrixXd normal(n, samples);
    for (double& value : normal.reshaped())
        value = draws.normal();
    if (!belief.process)
        return normal;
    const std::vector<int> points = pointsAt(belief.candidates, places);
    Eigen::MatrixXd covariance = belief.process->covariance(distances.squared(known, points), distances.squared(points, points));
    covariance.diagonal().array() += belief.process->nugget();
    // Rounding can leave it barely indefinite where structures are alike and the nugget is small.
    covariance.diagonal().array() += 1e-12 * belief.process->amplitude();
    factorizeCholesky(covariance, progress);
    Eigen::MatrixXd energies = covariance.triangularView<Eigen::Lower>() * normal;
    energies *= widen;
    energies.colwise() += belief.mean(places);
    return energies;
}

} // namespace mbtr
