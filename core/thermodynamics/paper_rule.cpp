#include "core/thermodynamics/paper_rule.h"

#include "core/thermodynamics/phase_points.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace mbtr {

namespace {

constexpr double kThreshold = 1.3; ///< of the hold-out's error

/// An energy as a model learns it, and back.
struct Transform {
    double above = 1, below = 1; ///< what positive and negative values are multiplied with
    double shift = 0;

    double operator()(double energy) const { return energy > 0 ? (energy - shift) * above : (energy - shift) * below; }
    double back(double value) const { return value > 0 ? value / above + shift : value / below + shift; }
};

Transform transformOf(std::size_t model, const Eigen::VectorXd& y)
{
    const double low = y.minCoeff(), high = y.maxCoeff();
    const bool hasBoth = low < 0 && high > 0;
    if (model == 0 && hasBoth)
        return {.above = -low / high, .below = 1, .shift = 0};
    if (model == 1 && hasBoth)
        return {.above = 1, .below = -high / low, .shift = 0};
    const double mean = y.mean(), deviation = std::sqrt((y.array() - mean).square().mean());
    const double scale = deviation > 0 ? 1 / deviation : 1;
    return {.above = scale, .below = scale, .shift = mean};
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Ridge regression with a gaussian kernel: predictions for the columns of `toNew`. Nothing where it cannot be solved.
std::optional<Eigen::VectorXd> regress(const Eigen::MatrixXd& among, const Eigen::VectorXd& y, const Eigen::MatrixXd& toNew,
                                       double length, double lambda)
{
    const double factor = -0.5 / (length * length);
    Eigen::MatrixXd k = (among.array() * factor).exp();
    k.diagonal().array() += lambda;
    const Eigen::LLT<Eigen::MatrixXd> cholesky(k);
    if (cholesky.info() != Eigen::Success)
        return std::nullopt;
    const double mean = y.mean();
    const Eigen::VectorXd weights = cholesky.solve((y.array() - mean).matrix());
    return Eigen::VectorXd(((toNew.array() * factor).exp().matrix().transpose() * weights).array() + mean);
}

struct Halves {
    std::vector<int> train, test; ///< places among the known points
};

struct Choice {
    double lengthPower = 0, lambdaPower = 0, rmse = std::numeric_limits<double>::infinity();
};

double errorOf(const Eigen::VectorXd& predicted, const Eigen::VectorXd& reference, const Transform& transform)
{
    double sum = 0;
    for (Eigen::Index i = 0; i < predicted.size(); ++i)
        sum += std::pow(transform.back(predicted[i]) - transform.back(reference[i]), 2);
    return std::sqrt(sum / static_cast<double>(predicted.size()));
}

/// Length and lambda that do best on the hold-out.
Choice bestParameters(const Eigen::MatrixXd& squared, const Eigen::VectorXd& values, const Halves& halves, double typicalDistance,
                      const Transform& transform)
{
    const Eigen::MatrixXd among = squared(halves.train, halves.train), across = squared(halves.train, halves.test);
    const Eigen::VectorXd y = values(halves.train), reference = values(halves.test);
    Choice best;
    for (int length = -2; length <= 5; ++length)
        for (int lambda = -8; lambda <= -1; ++lambda)
            if (const auto predicted = regress(among, y, across, typicalDistance * std::exp2(length), std::pow(10, lambda)))
                if (const double rmse = errorOf(*predicted, reference, transform); rmse < best.rmse)
                    best = {static_cast<double>(length), static_cast<double>(lambda), rmse};
    return best;
}

/// The lowest known energy of each candidate's composition; infinite where there is none.
Eigen::VectorXd lowestKnown(const Eigen::MatrixXd& fractions, const std::vector<int>& known, const Eigen::VectorXd& energies,
                            const std::vector<int>& candidates)
{
    Eigen::VectorXd lowest
        = Eigen::VectorXd::Constant(static_cast<Eigen::Index>(candidates.size()), std::numeric_limits<double>::infinity());
    for (std::size_t c = 0; c < candidates.size(); ++c)
        for (std::size_t i = 0; i < known.size(); ++i)
            if ((fractions.col(candidates[c]) - fractions.col(known[i])).lpNorm<Eigen::Infinity>() < kSameComposition)
                lowest[static_cast<Eigen::Index>(c)]
                    = std::min(lowest[static_cast<Eigen::Index>(c)], energies[static_cast<Eigen::Index>(i)]);
    return lowest;
}

} // namespace

std::vector<int> PaperRule::choose(const FeatureDistances& distances, const Eigen::MatrixXd& fractions,
                                   const std::vector<int>& known, const Eigen::VectorXd& energies,
                                   const std::vector<int>& candidates, double typicalDistance, Draws& draws)
{
    const Eigen::MatrixXd among = distances.squared(known, known), toNew = distances.squared(known, candidates);
    const Eigen::VectorXd lowest = lowestKnown(fractions, known, energies, candidates);
    std::vector<int> order(known.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    draws.shuffle(order);
    const auto half = static_cast<std::ptrdiff_t>(order.size() / 2);
    const Halves halves {.train = {order.begin(), order.end() - half}, .test = {order.end() - half, order.end()}};
    std::vector<int> chosen;
    for (std::size_t model = 0; model < m_histories.size(); ++model) {
        const Transform transform = transformOf(model, energies);
        const Eigen::VectorXd values = energies.unaryExpr([&](double energy) { return transform(energy); });
        const Choice found = bestParameters(among, values, halves, typicalDistance, transform);
        if (!std::isfinite(found.rmse))
            continue;
        History& history = m_histories[model];
        history.lengthPowers.push_back(found.lengthPower);
        history.lambdaPowers.push_back(found.lambdaPower);
        const auto predicted = regress(among, values, toNew, typicalDistance * std::exp2(medianOf(history.lengthPowers)),
                                       std::pow(10, medianOf(history.lambdaPowers)));
        if (!predicted)
            continue;
        int best = -1;
        double lowestRelative = 0;
        for (Eigen::Index c = 0; c < predicted->size(); ++c) {
            const double relative = transform.back((*predicted)[c]) - kThreshold * found.rmse - lowest[c];
            if (relative < lowestRelative) {
                lowestRelative = relative;
                best = candidates[static_cast<std::size_t>(c)];
            }
        }
        if (best >= 0 && std::find(chosen.begin(), chosen.end(), best) == chosen.end())
            chosen.push_back(best);
    }
    return chosen;
}

} // namespace mbtr
