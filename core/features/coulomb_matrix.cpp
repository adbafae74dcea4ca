#include "core/features/coulomb_matrix.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace mbtr {

namespace {

constexpr double kBohr = 0.529177210903; // angstrom, CODATA 2018

} // namespace

Eigen::MatrixXd coulombMatrix(const Structure& structure)
{
    const int n = structure.atomCount();
    Eigen::MatrixXd matrix(n, n);
    for (int i = 0; i < n; ++i) {
        const double z = structure.species[i];
        matrix(i, i) = 0.5 * std::pow(z, 2.4);
        for (int j = 0; j < i; ++j) {
            const double distance = (structure.positions.col(i) - structure.positions.col(j)).norm() / kBohr;
            matrix(i, j) = matrix(j, i) = z * structure.species[j] / distance;
        }
    }
    return matrix;
}

void fillSortedCoulombMatrix(const Structure& structure, int mostAtoms, std::span<double> row)
{
    assert(structure.atomCount() <= mostAtoms
           && row.size() == static_cast<std::size_t>(mostAtoms) * (static_cast<std::size_t>(mostAtoms) + 1) / 2);
    const Eigen::MatrixXd matrix = coulombMatrix(structure);
    const Eigen::VectorXd norms = matrix.colwise().norm();
    std::vector<int> order(static_cast<std::size_t>(structure.atomCount()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return norms[a] > norms[b]; });
    std::ranges::fill(row, 0.0);
    auto target = row.begin();
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            *target++ = matrix(order[i], order[j]);
}

} // namespace mbtr
