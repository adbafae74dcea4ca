#include "core/models/path_gradient.h"

#include <array>
#include <cmath>
#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>
#include <vector>

namespace mbtr {

namespace {

struct Node {
    double place, weight; ///< on 0..1
};

/// Gauss-Legendre with five points on each of `panels` equal parts; Abramowitz & Stegun, table 25.4.
std::vector<Node> nodes(int panels)
{
    constexpr std::array<Node, 5> kRule {{{-0.906179845938664, 0.236926885056189},
                                          {-0.538469310105683, 0.478628670499366},
                                          {0, 0.568888888888889},
                                          {0.538469310105683, 0.478628670499366},
                                          {0.906179845938664, 0.236926885056189}}};
    std::vector<Node> all;
    for (int panel = 0; panel < panels; ++panel)
        for (const Node& node : kRule)
            all.push_back({(panel + (1 + node.place) / 2) / panels, node.weight / 2 / panels});
    return all;
}

/// The line from reference to x, and squared distances of its points to the training structures.
struct Line {
    Eigen::VectorXd start, direction;
    Eigen::ArrayXd squared, along; ///< |start - x_i|^2, direction . (start - x_i)

    Eigen::ArrayXd squaredDistances(double t) const { return (squared + 2 * t * along + t * t * direction.squaredNorm()).max(0); }
};

/// h of d k / d x = h (x_i - x), from squared distances.
Eigen::ArrayXd slopes(const GaussianKernel& kernel, const Eigen::ArrayXd& squared)
{
    const double variance = kernel.length * kernel.length;
    return (squared * (-0.5 / variance)).exp() / variance;
}
Eigen::ArrayXd slopes(const Matern52Kernel& kernel, const Eigen::ArrayXd& squared)
{
    const Eigen::ArrayXd s = (squared * (5 / (kernel.length * kernel.length))).sqrt();
    return 5 / (3 * kernel.length * kernel.length) * (1 + s) * (-s).exp();
}

template <typename RadialKernel>
Eigen::VectorXd meanGradient(const RadialKernel& kernel, const KrrModel& model, const Line& line, Progress& progress)
{
    Eigen::VectorXd pulls = Eigen::VectorXd::Zero(model.alpha.size()); // towards each x_i
    Eigen::VectorXd back = Eigen::VectorXd::Zero(line.start.size());
    for (const Node& node : nodes(8)) {
        progress.throwIfCancelled();
        const Eigen::VectorXd pull
            = node.weight * (model.alpha.array() * slopes(kernel, line.squaredDistances(node.place))).matrix();
        pulls += pull;
        back += pull.sum() * (line.start + node.place * line.direction);
    }
    return model.trainingFeatures.transpose() * pulls - back;
}

Eigen::VectorXd meanGradient(const LinearKernel&, const KrrModel& model, const Line&, Progress&)
{
    return model.trainingFeatures.transpose() * model.alpha;
}

/// The gradient jumps wherever the line passes a training structure in some feature: more points, one structure after the other.
Eigen::VectorXd meanGradient(const LaplacianKernel& kernel, const KrrModel& model, const Line& line, Progress& progress)
{
    const std::vector<Node> points = nodes(16);
    using Range = tbb::blocked_range<Eigen::Index>;
    const Eigen::ArrayXd zero = Eigen::ArrayXd::Zero(line.start.size());
    const Eigen::ArrayXd sum = tbb::parallel_deterministic_reduce(
        Range(0, model.alpha.size(), 16), zero,
        [&](const Range& range, Eigen::ArrayXd part) {
            for (Eigen::Index i = range.begin(); i < range.end(); ++i) {
                progress.throwIfCancelled();
                const Eigen::ArrayXd away = line.start.array() - model.trainingFeatures.row(i).transpose().array();
                for (const Node& node : points) {
                    const Eigen::ArrayXd difference = away + node.place * line.direction.array();
                    const double value = std::exp(-difference.abs().sum() / kernel.length);
                    part -= node.weight * model.alpha[i] * value / kernel.length * difference.sign();
                }
            }
            return part;
        },
        [](Eigen::ArrayXd a, const Eigen::ArrayXd& b) { return a += b; });
    return sum.matrix();
}

double valueAt(const KrrModel& model, const Eigen::VectorXd& x)
{
    double value = model.mean;
    const std::span<const double> point(x.data(), static_cast<std::size_t>(x.size()));
    for (Eigen::Index i = 0; i < model.alpha.size(); ++i)
        value += model.alpha[i] * evaluate(model.kernel, {model.trainingFeatures.row(i).data(), point.size()}, point);
    return value;
}

} // namespace

PathGradient pathGradient(const KrrModel& model, const Eigen::VectorXd& x, Progress& progress)
{
    PathGradient path;
    path.reference = model.trainingFeatures.colwise().mean().transpose();
    Line line {path.reference, x - path.reference, {}, {}};
    line.squared.resize(model.alpha.size());
    line.along.resize(model.alpha.size());
    for (Eigen::Index i = 0; i < model.alpha.size(); ++i) {
        const Eigen::VectorXd away = line.start - model.trainingFeatures.row(i).transpose();
        line.squared[i] = away.squaredNorm();
        line.along[i] = away.dot(line.direction);
    }
    path.gradient = std::visit([&](const auto& kernel) { return meanGradient(kernel, model, line, progress); }, model.kernel);
    path.value = valueAt(model, x);
    path.referenceValue = valueAt(model, path.reference);
    path.missing = path.value - path.referenceValue - path.gradient.dot(line.direction);
    return path;
}

} // namespace mbtr
