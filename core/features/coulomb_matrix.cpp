#include "core/features/coulomb_matrix.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace mbtr {

namespace {

constexpr double kBohr = 0.529177210903; // angstrom, CODATA 2018
constexpr double kSamePlace = 1e-6; // bohr
constexpr double kTie = 1e-6; // relative: rows whose norms differ less are ties
constexpr std::size_t kMostOrders = 2000; // of tied atoms that are followed; the symmetry of a molecule allows far fewer

using AtomOrder = std::vector<int>;

/// -1, 0, 1; equal but for rounding is 0.
int compare(double a, double b)
{
    return std::abs(a - b) <= kTie * std::max(std::abs(a), std::abs(b)) ? 0 : a < b ? -1 : 1;
}

/// Compares what atoms add to the matrix below those that stand before them.
int compareRows(const Eigen::MatrixXd& matrix, const AtomOrder& before, int atom, const AtomOrder& otherBefore, int other)
{
    if (const int own = compare(matrix(atom, atom), matrix(other, other)); own != 0)
        return own;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (const int found = compare(matrix(atom, before[i]), matrix(other, otherBefore[i])); found != 0)
            return found;
    return 0;
}

/// All orders that begin with one of `orders` and go on with the atom of the tied ones whose row is the largest.
std::vector<AtomOrder> goOnWithLargest(const Eigen::MatrixXd& matrix, std::vector<AtomOrder> orders, std::span<const int> tied)
{
    if (orders.size() == 1 && tied.size() == 1) {
        orders.front().push_back(tied.front());
        return orders;
    }
    std::vector<AtomOrder> best;
    for (const AtomOrder& order : orders)
        for (const int atom : tied) {
            if (std::ranges::find(order, atom) != order.end())
                continue;
            const AtomOrder* leader = best.empty() ? nullptr : &best.front();
            const int found = leader ? compareRows(matrix, order, atom, *leader, leader->back()) : 1;
            if (found > 0)
                best.clear();
            if (found < 0 || best.size() >= kMostOrders)
                continue;
            best.push_back(order);
            best.back().push_back(atom);
        }
    return best;
}

/// By falling norm of the rows. Ties are broken by the matrix itself, never by the order in which atoms are listed: of all orders
/// of tied atoms the one whose sorted matrix is the largest, row after row.
AtomOrder sortedAtoms(const Eigen::MatrixXd& matrix)
{
    const Eigen::VectorXd norms = matrix.colwise().norm();
    AtomOrder byNorm(static_cast<std::size_t>(norms.size()));
    std::iota(byNorm.begin(), byNorm.end(), 0);
    std::stable_sort(byNorm.begin(), byNorm.end(), [&](int a, int b) { return norms[a] > norms[b]; });
    std::vector<AtomOrder> orders {{}};
    for (std::size_t begin = 0, end = 0; begin < byNorm.size(); begin = end) {
        while (end < byNorm.size() && compare(norms[byNorm[begin]], norms[byNorm[end]]) == 0)
            ++end;
        const auto tied = std::span(byNorm).subspan(begin, end - begin);
        for (std::size_t place = begin; place < end; ++place)
            orders = goOnWithLargest(matrix, std::move(orders), tied);
    }
    return orders.front();
}

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
            if (distance < kSamePlace)
                throw NumericalError("structure " + inQuotes(structure.name) + ": atoms " + std::to_string(j) + " and "
                                     + std::to_string(i) + " (counted from 0) are at the same place");
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
    const AtomOrder order = sortedAtoms(matrix);
    std::ranges::fill(row, 0.0);
    auto target = row.begin();
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            *target++ = matrix(order[i], order[j]);
}

} // namespace mbtr
