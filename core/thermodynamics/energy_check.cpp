#include "core/thermodynamics/energy_check.h"

#include "core/thermodynamics/candidate_model.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

constexpr std::size_t kMostForResiduals = 3000;
constexpr double kSameFeatures = 1e-6; ///< of the features' norms: rounding of sums over many neighbours

std::vector<int> knownPoints(const Eigen::VectorXd& energies)
{
    std::vector<int> known;
    for (int i = 0; i < energies.size(); ++i)
        if (!std::isnan(energies[i]))
            known.push_back(i);
    return known;
}

} // namespace

std::vector<DoubtfulEnergy> doubtfulEnergies(const RowMatrix& features, const Eigen::VectorXd& energies, Progress& progress)
{
    const std::vector<int> known = knownPoints(energies);
    if (known.size() < 2 || known.size() > kMostForResiduals)
        return {};
    const FeatureDistances distances(features);
    const auto process = fitGaussianProcess(distances.squared(known, known), energies(known), distances.median(), progress);
    if (!process)
        return {};
    const Eigen::VectorXd residuals = process->standardisedResiduals();
    std::vector<DoubtfulEnergy> doubtful;
    for (std::size_t i = 0; i < known.size(); ++i)
        if (const double residual = residuals[static_cast<Eigen::Index>(i)]; std::abs(residual) > kDoubtful)
            doubtful.push_back({known[i], residual});
    std::stable_sort(doubtful.begin(), doubtful.end(), [](const DoubtfulEnergy& a, const DoubtfulEnergy& b) {
        return std::abs(a.residual) > std::abs(b.residual);
    });
    return doubtful;
}

std::vector<BlindPair> blindPairs(const RowMatrix& features, const Eigen::VectorXd& energies, double tolerance,
                                  Progress& progress)
{
    // Equal rows have equal norms: sorted by them only neighbours are compared.
    std::vector<int> order = knownPoints(energies);
    const Eigen::VectorXd norms = features.rowwise().norm();
    std::sort(order.begin(), order.end(), [&](int a, int b) { return norms[a] < norms[b]; });
    std::vector<BlindPair> pairs;
    for (std::size_t i = 0; i < order.size(); ++i) {
        progress.throwIfCancelled();
        const double limit = kSameFeatures * norms[order[i]];
        for (std::size_t j = i + 1; j < order.size() && norms[order[j]] <= norms[order[i]] + limit; ++j) {
            const auto [a, b] = std::minmax(order[i], order[j]);
            if (std::abs(energies[b] - energies[a]) > tolerance && (features.row(a) - features.row(b)).norm() <= limit)
                pairs.push_back({a, b, energies[b] - energies[a]});
        }
    }
    std::sort(pairs.begin(), pairs.end(),
              [](const BlindPair& a, const BlindPair& b) { return a.a != b.a ? a.a < b.a : a.b < b.b; });
    return pairs;
}

} // namespace mbtr
