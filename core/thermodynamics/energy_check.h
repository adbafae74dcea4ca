#pragma once

#include "core/features/feature_matrix.h"

#include <Eigen/Core>
#include <vector>

namespace mbtr {

/// An energy that the others do not agree with: worth a second look.
struct DoubtfulEnergy {
    int point = 0;
    double residual = 0; ///< energy minus what all others say, in standard deviations of that prediction
};

/// Two structures with the same features and different energies: no model of these features can tell them apart.
struct BlindPair {
    int a = 0, b = 0; ///< points, a < b
    double difference = 0; ///< energy of b minus that of a, per atom
};

/// More standard deviations than this make an energy doubtful.
inline constexpr double kDoubtful = 4;
/// eV/atom: two structures of the same features whose energies differ by less may be one structure, calculated twice.
inline constexpr double kSameEnergy = 1e-5;

/// Energies, one a point (NaN = not known), that a Gaussian process of the others misses by more than kDoubtful standard
/// deviations, the worst first; each is left out in turn. Of more than 3000 known energies none is looked at: the solution
/// would take minutes. Throws Cancelled.
std::vector<DoubtfulEnergy> doubtfulEnergies(const RowMatrix& features, const Eigen::VectorXd& energies, Progress& progress);

/// Pairs of known points whose features agree to rounding and whose energies differ by more than `tolerance`, in the order of
/// their points. Throws Cancelled.
std::vector<BlindPair> blindPairs(const RowMatrix& features, const Eigen::VectorXd& energies, double tolerance,
                                  Progress& progress);

} // namespace mbtr
