#include "core/mbtr/gradients/gradient_checks.h"

#include "core/mbtr/mbtr.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <numeric>

namespace mbtr {

namespace {

constexpr double kStep = 1e-4; // angstrom
constexpr double kStrainStep = 1e-5;
constexpr double kZero = 1e-9; // of the strain's derivative: atoms held by symmetry

Structure displaceAtoms(Structure structure, const Eigen::Matrix3Xd& by)
{
    structure.positions += by;
    return structure;
}

/// Every vector r becomes r + strain r.
Structure deformStructure(Structure structure, const Eigen::Matrix3d& strain)
{
    structure.positions += strain * structure.positions;
    if (structure.cell)
        structure.cell->vectors += structure.cell->vectors * strain.transpose();
    return structure;
}

double largestOf(const Eigen::Matrix3Xd& vectors)
{
    return vectors.cols() == 0 ? 0 : vectors.colwise().norm().maxCoeff();
}

} // namespace

GradientChecks checkGradient(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                             int endBin, const ProjectedGradient& gradient, Progress& progress)
{
    requireBins(*layout, block, beginBin, endBin);
    const auto value = [&](const Structure& at) {
        const auto values = computeMbtr(at, layout, progress).flat();
        const auto begin = values.begin() + layout->blocks[static_cast<std::size_t>(block)].begin;
        return std::accumulate(begin + beginBin, begin + endBin, 0.0);
    };
    GradientChecks checks {.sum = gradient.positions.rowwise().sum(),
                           .torque = Eigen::Vector3d::Zero(),
                           .asymmetry = (gradient.strain - gradient.strain.transpose()).cwiseAbs().maxCoeff(),
                           .largest = largestOf(gradient.positions)};
    const Eigen::Vector3d middle = structure.positions.rowwise().mean(); // smaller lever arms, less rounding
    for (Eigen::Index i = 0; i < gradient.positions.cols(); ++i)
        checks.torque += Eigen::Vector3d(structure.positions.col(i) - middle).cross(Eigen::Vector3d(gradient.positions.col(i)));

    const double slope = gradient.positions.norm(), strainSlope = gradient.strain.norm();
    checks.alongStrain = structure.isPeriodic() && slope < kZero * strainSlope;
    if (checks.alongStrain) {
        const Eigen::Matrix3d along = gradient.strain / strainSlope * kStrainStep;
        checks.slope = strainSlope;
        checks.difference
            = (value(deformStructure(structure, along)) - value(deformStructure(structure, -along))) / (2 * kStrainStep);
    } else if (slope > 0) {
        const Eigen::Matrix3Xd along = gradient.positions / slope * kStep;
        checks.slope = slope;
        checks.difference = (value(displaceAtoms(structure, along)) - value(displaceAtoms(structure, -along))) / (2 * kStep);
    }
    return checks;
}

Structure moveUphill(const Structure& structure, const ProjectedGradient& gradient, double step, bool withCell)
{
    const double largest = largestOf(gradient.positions);
    const Eigen::Matrix3d symmetric = (gradient.strain + gradient.strain.transpose()) / 2;
    const double strain = symmetric.cwiseAbs().maxCoeff();
    // Rounding must not become a move of atoms that symmetry holds.
    Structure moved = largest > kZero * strain ? displaceAtoms(structure, gradient.positions * (step / largest)) : structure;
    if (withCell && strain > 0)
        moved = deformStructure(std::move(moved), symmetric * (step / 10 / strain));
    return moved;
}

} // namespace mbtr
