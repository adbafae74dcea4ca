#pragma once

#include <Eigen/Core>
#include <vector>

namespace mbtr {

/// The column of each row in the cheapest one-to-one assignment: sum_i cost(i, result[i]) is smallest. cost: square, finite.
/// The "Hungarian method" with shortest augmenting paths: rows are assigned one after the other, each time along the cheapest
/// chain of exchanges with the rows assigned before, found as Dijkstra finds shortest paths. Time grows with n^3. Kuhn, Nav. Res.
/// Logist. Q. 2, 83 (1955), doi:10.1002/nav.3800020109; Jonker & Volgenant, Computing 38, 325 (1987), doi:10.1007/BF02278710.
std::vector<int> cheapestAssignment(const Eigen::MatrixXd& cost);

} // namespace mbtr
