#include "core/thermodynamics/hull_rules.h"

#include "core/thermodynamics/lower_hull.h"

#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

double normalDensity(double z)
{
    return std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
}

double normalDistribution(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// The energies with one sample in place of what is not known.
Eigen::VectorXd withSample(const HullView& view, const std::vector<int>& places, const Eigen::MatrixXd& energies,
                           Eigen::Index sample)
{
    Eigen::VectorXd formation = view.formation;
    for (std::size_t i = 0; i < places.size(); ++i)
        formation[view.candidates[static_cast<std::size_t>(places[i])]] = energies(static_cast<Eigen::Index>(i), sample);
    return formation;
}

} // namespace

std::span<const std::string_view> hullRuleNames()
{
    static constexpr std::array<std::string_view, 7> kNames {"ei", "lcb", "vertex", "variance", "paper", "mean", "random"};
    return kNames;
}

Eigen::VectorXd expectedImprovement(const HullView& view)
{
    Eigen::VectorXd scores(view.mean.size());
    for (Eigen::Index i = 0; i < scores.size(); ++i) {
        const double below = view.hull[i] - view.mean[i], spread = view.spread[i];
        const double z = below / spread;
        scores[i] = spread > 0 ? spread * (z * normalDistribution(z) + normalDensity(z)) : std::max(below, 0.0);
    }
    return scores;
}

Eigen::VectorXd lowerConfidenceBound(const HullView& view)
{
    return view.hull - view.mean + kKappa * view.spread;
}

Eigen::VectorXd meanBelowHull(const HullView& view)
{
    return view.hull - view.mean;
}

Eigen::VectorXd vertexShares(const HullView& view, const std::vector<int>& places, const Eigen::MatrixXd& energies)
{
    Eigen::VectorXd count = Eigen::VectorXd::Zero(view.fractions.cols());
    for (Eigen::Index sample = 0; sample < energies.cols(); ++sample)
        for (const int vertex : lowerHull(view.fractions, withSample(view, places, energies, sample)).vertices)
            count[vertex] += 1;
    return count(view.candidates) / static_cast<double>(energies.cols());
}

Eigen::VectorXd hullVarianceExplained(const HullView& view, const std::vector<int>& places, const Eigen::MatrixXd& energies)
{
    Eigen::MatrixXd hulls(view.fractions.cols(), energies.cols()); // at the compositions of all points
    for (Eigen::Index sample = 0; sample < energies.cols(); ++sample)
        hulls.col(sample) = lowerHull(view.fractions, withSample(view, places, energies, sample)).at(view.fractions);
    const double n = static_cast<double>(energies.cols());
    const Eigen::MatrixXd e = energies.colwise() - energies.rowwise().mean(), h = hulls.colwise() - hulls.rowwise().mean();
    const Eigen::ArrayXXd covariance = (e * h.transpose() / n).array();
    const Eigen::ArrayXd variance = (e.rowwise().squaredNorm() / n).array().max(1e-300);
    Eigen::VectorXd scores = Eigen::VectorXd::Zero(view.mean.size());
    scores(places) = (covariance.square().rowwise().sum() / variance).matrix();
    return scores;
}

} // namespace mbtr
