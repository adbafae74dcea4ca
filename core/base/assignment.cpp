#include "core/base/assignment.h"

#include <cassert>
#include <limits>

namespace mbtr {

namespace {

constexpr int kFree = -1;

/// Rows are assigned one after the other; the potentials keep cost - potential(row) - potential(column) from falling below zero.
struct Matching {
    const Eigen::MatrixXd& cost;
    Eigen::VectorXd ofRow, ofColumn; ///< potentials
    std::vector<int> rowOf; ///< of each column; kFree = none

    int size() const { return static_cast<int>(cost.rows()); }
};

/// A tree of shortest paths from one free row to columns.
struct Paths {
    Eigen::VectorXd distance; ///< to each column
    std::vector<int> previous; ///< column before it; kFree = the row the tree began with
    std::vector<char> settled;
};

/// Lets the paths go on from `row`, which was reached by way of `column` at `length`.
void relax(const Matching& matching, Paths& paths, int row, int column, double length)
{
    for (int j = 0; j < matching.size(); ++j) {
        const auto index = static_cast<std::size_t>(j);
        const double reduced = matching.cost(row, j) - matching.ofRow[row] - matching.ofColumn[j];
        if (!paths.settled[index] && length + reduced < paths.distance[j]) {
            paths.distance[j] = length + reduced;
            paths.previous[index] = column;
        }
    }
}

int nearestColumn(const Paths& paths)
{
    int nearest = kFree;
    for (int j = 0; j < paths.distance.size(); ++j)
        if (!paths.settled[j] && (nearest == kFree || paths.distance[j] < paths.distance[nearest]))
            nearest = j;
    return nearest;
}

void assign(Matching& matching, int row)
{
    const auto n = static_cast<std::size_t>(matching.size());
    Paths paths {Eigen::VectorXd::Constant(matching.size(), std::numeric_limits<double>::infinity()), std::vector<int>(n, kFree),
                 std::vector<char>(n, 0)};
    relax(matching, paths, row, kFree, 0);
    int end = nearestColumn(paths);
    for (; matching.rowOf[end] != kFree; end = nearestColumn(paths)) {
        paths.settled[end] = 1;
        relax(matching, paths, matching.rowOf[end], end, paths.distance[end]);
    }

    const double length = paths.distance[end];
    matching.ofRow[row] += length;
    for (int j = 0; j < matching.size(); ++j)
        if (paths.settled[j]) {
            matching.ofRow[matching.rowOf[j]] += length - paths.distance[j];
            matching.ofColumn[j] -= length - paths.distance[j];
        }
    for (int j = end; j != kFree;) {
        const int before = paths.previous[j];
        matching.rowOf[j] = before == kFree ? row : matching.rowOf[before];
        j = before;
    }
}

} // namespace

std::vector<int> cheapestAssignment(const Eigen::MatrixXd& cost)
{
    assert(cost.rows() == cost.cols() && cost.allFinite());
    const Eigen::Index n = cost.rows();
    Matching matching {cost, Eigen::VectorXd::Zero(n), Eigen::VectorXd::Zero(n),
                       std::vector<int>(static_cast<std::size_t>(n), kFree)};
    for (int row = 0; row < n; ++row)
        assign(matching, row);
    std::vector<int> columnOf(static_cast<std::size_t>(n));
    for (int j = 0; j < n; ++j)
        columnOf[static_cast<std::size_t>(matching.rowOf[j])] = j;
    return columnOf;
}

} // namespace mbtr
