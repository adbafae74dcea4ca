#include "core/gdml/force_errors.h"

#include "core/models/metrics.h"

#include <Eigen/Core>
#include <cassert>
#include <cmath>
#include <fmt/core.h>
#include <limits>
#include <map>

namespace mbtr {

namespace {

constexpr double kLeastCorrelation = 0.95;
constexpr double kLargestScaleError = 0.1;
constexpr std::size_t kFewest = 10; // fewer energies are too few for a correlation

EnergyCheck lineThrough(const Eigen::ArrayXd& predicted, const Eigen::ArrayXd& reference)
{
    const Eigen::ArrayXd x = predicted - predicted.mean(), y = reference - reference.mean();
    const double xx = x.square().sum(), yy = y.square().sum(), xy = (x * y).sum();
    if (reference.maxCoeff() - reference.minCoeff() <= 1e-14 * reference.abs().maxCoeff())
        return {0, std::numeric_limits<double>::quiet_NaN()};
    return {xy / xx, xy / std::sqrt(xx * yy)};
}

Message warning(const std::string& text)
{
    return {.severity = Severity::Warning, .text = text};
}

} // namespace

ForceErrors errorsOf(const std::vector<EnergyAndForces>& predicted, const ForceData& reference)
{
    std::vector<double> energies, forces, referenceForces;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        energies.push_back(predicted[i].energy);
        forces.insert(forces.end(), predicted[i].forces.data(), predicted[i].forces.data() + predicted[i].forces.size());
        referenceForces.insert(referenceForces.end(), reference.forces[i].data(),
                               reference.forces[i].data() + reference.forces[i].size());
    }
    if (reference.energies.empty())
        energies.clear();
    const Metrics ofForces = metricsOf(referenceForces, forces), ofEnergies = metricsOf(reference.energies, energies);
    return {ofForces.mae, ofForces.rmse, ofEnergies.mae, ofEnergies.rmse};
}

ForceErrors baselineErrors(const ForceData& training, const ForceData& reference)
{
    double mean = 0;
    for (const double energy : training.energies)
        mean += energy / static_cast<double>(training.energies.size());
    std::vector<EnergyAndForces> predicted;
    for (const Eigen::Matrix3Xd& forces : reference.forces)
        predicted.push_back({mean, Eigen::Matrix3Xd::Zero(3, forces.cols()), 0});
    return errorsOf(predicted, reference);
}

std::vector<ElementErrors> errorsByElement(const std::vector<EnergyAndForces>& predicted, const ForceData& reference)
{
    std::map<int, ElementErrors> byElement;
    if (predicted.empty())
        return {};
    const std::vector<int>& species = reference.geometries.front().species;
    for (std::size_t atom = 0; atom < species.size(); ++atom) {
        ElementErrors& errors = byElement[species[atom]];
        errors.atomicNumber = species[atom];
        ++errors.atoms;
        const auto column = static_cast<Eigen::Index>(atom);
        for (std::size_t i = 0; i < predicted.size(); ++i) {
            const Eigen::Vector3d residual = predicted[i].forces.col(column) - reference.forces[i].col(column);
            errors.forceMae += residual.cwiseAbs().sum() / 3;
            errors.forceRmse += residual.squaredNorm() / 3;
            errors.meanForce += reference.forces[i].col(column).norm();
        }
    }
    std::vector<ElementErrors> list;
    for (auto& [number, errors] : byElement) {
        const double count = static_cast<double>(predicted.size()) * errors.atoms;
        errors.forceMae /= count;
        errors.forceRmse = std::sqrt(errors.forceRmse / count);
        errors.meanForce /= count;
        list.push_back(errors);
    }
    return list;
}

EnergyCheck checkEnergies(std::span<const double> reference, std::span<const EnergyAndForces> predicted)
{
    assert(reference.size() == predicted.size());
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (reference.size() < kFewest)
        return {nan, nan};
    Eigen::ArrayXd x(static_cast<Eigen::Index>(predicted.size()));
    for (std::size_t i = 0; i < predicted.size(); ++i)
        x[static_cast<Eigen::Index>(i)] = predicted[i].energy;
    return lineThrough(x, Eigen::Map<const Eigen::ArrayXd>(reference.data(), x.size()));
}

Messages doubtsOf(const EnergyCheck& check)
{
    if (std::isnan(check.slope) && std::isnan(check.correlation))
        return {};
    if (std::isnan(check.correlation))
        return {warning("the energies are all the same, though the forces are not: do they belong together?")};
    const std::string correlation = fmt::format("{:.3f}", check.correlation);
    if (check.correlation < -kLeastCorrelation)
        return {warning("the energies fall where the integrated forces say they rise (correlation " + correlation
                        + "): is the property the gradient, not the force?")};
    if (!(check.correlation >= kLeastCorrelation))
        return {warning("the energies hardly follow the integrated forces (correlation " + correlation
                        + ", 0.95 or more expected): do they belong together?")};
    if (std::abs(check.slope - 1) > kLargestScaleError)
        return {warning("the energies change " + fmt::format("{:.4g}", check.slope)
                        + " times as much as the integrated forces say: are the units of energy and forces the same?")};
    return {};
}

} // namespace mbtr
