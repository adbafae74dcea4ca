#include "core/dynamics/vibrations.h"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr double kLight = 2.99792458e-5; // cm/fs

/// Second derivatives of the energy, eV/angstrom^2, symmetrised.
MatrixXd hessian(const ForceField& field, const Eigen::Matrix3Xd& positions, double step, Progress& progress)
{
    const Index size = positions.size();
    MatrixXd matrix(size, size);
    for (Index i = 0; i < size; ++i) {
        progress.throwIfCancelled();
        progress.report(static_cast<double>(i) / static_cast<double>(size), "vibrations");
        Eigen::Matrix3Xd moved = positions;
        moved(i % 3, i / 3) += step;
        const Eigen::Matrix3Xd ahead = field(moved).forces;
        moved(i % 3, i / 3) -= 2 * step;
        matrix.col(i) = (field(moved).forces - ahead).reshaped() / (2 * step);
    }
    return 0.5 * (matrix + matrix.transpose());
}

} // namespace

Vibrations vibrationsAt(const ForceField& field, const Eigen::Matrix3Xd& positions, const Masses& masses, Progress& progress,
                        double step)
{
    Eigen::VectorXd weights(positions.size()); // 1/sqrt(mass) of each coordinate
    for (Index i = 0; i < weights.size(); ++i)
        weights[i] = 1 / std::sqrt(masses[i / 3]);
    const MatrixXd weighted = weights.asDiagonal() * hessian(field, positions, step, progress) * weights.asDiagonal();
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(weighted * kAccelerationUnit); // squared angular frequencies, 1/fs^2

    Vibrations vibrations {solver.eigenvalues(), {}};
    for (double& value : vibrations.wavenumbers)
        value = std::copysign(std::sqrt(std::abs(value)) / (2 * std::numbers::pi * kLight), value);
    for (Index mode = 0; mode < weights.size(); ++mode) {
        const Eigen::VectorXd displacement = weights.asDiagonal() * solver.eigenvectors().col(mode);
        vibrations.displacements.push_back(displacement.normalized().reshaped(3, positions.cols()));
    }
    progress.report(1, "vibrations");
    return vibrations;
}

} // namespace mbtr
