#include "core/dynamics/relaxation.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

// The paper's values; time is counted so that all atoms have the same mass.
constexpr int kStepsBeforeSpeed = 5;
constexpr double kFaster = 1.1, kSlower = 0.5, kMixing = 0.1, kLessMixing = 0.99;
constexpr double kFirstStep = 0.05, kLongestStep = 0.5;
constexpr double kMostMoved = 0.1; // angstrom, of an atom in a step

double largestForce(const ForcesAt& at)
{
    return std::sqrt(at.forces.colwise().squaredNorm().maxCoeff());
}

} // namespace

Relaxed relax(const ForceField& field, const Eigen::Matrix3Xd& positions, const RelaxationSettings& settings, Progress& progress)
{
    Relaxed result {positions, field(positions)};
    result.energies.push_back(result.at.energy);
    Eigen::Matrix3Xd velocities = Eigen::Matrix3Xd::Zero(3, positions.cols());
    double step = kFirstStep, mixing = kMixing;
    int downhill = 0;
    for (; result.steps < settings.mostSteps && largestForce(result.at) > settings.largestForce; ++result.steps) {
        progress.throwIfCancelled();
        progress.report(static_cast<double>(result.steps) / settings.mostSteps, "relaxation");
        const Eigen::Matrix3Xd& forces = result.at.forces;
        if (velocities.cwiseProduct(forces).sum() > 0) {
            velocities = (1 - mixing) * velocities + mixing * velocities.norm() / forces.norm() * forces;
            if (++downhill > kStepsBeforeSpeed) {
                step = std::min(kLongestStep, step * kFaster);
                mixing *= kLessMixing;
            }
        } else {
            velocities.setZero();
            step *= kSlower;
            mixing = kMixing;
            downhill = 0;
        }
        velocities += step * forces;
        Eigen::Matrix3Xd move = step * velocities;
        move *= std::min(1.0, kMostMoved / std::max(1e-300, std::sqrt(move.colwise().squaredNorm().maxCoeff())));
        result.positions += move;
        if (!result.positions.allFinite())
            throw NumericalError("the relaxation has left all bounds after " + std::to_string(result.steps) + " steps");
        result.at = field(result.positions);
        result.energies.push_back(result.at.energy);
    }
    result.converged = largestForce(result.at) <= settings.largestForce;
    return result;
}

} // namespace mbtr
