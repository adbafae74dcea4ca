#pragma once

#include <Eigen/Core>
#include <vector>

namespace mbtr {

/// The column of each row in the cheapest one-to-one assignment: sum_i cost(i, result[i]) is smallest. cost: square, finite.
/// Shortest augmenting paths (the "Hungarian method"), O(n^3): Kuhn, Nav. Res. Logist. Q. 2, 83 (1955); Jonker & Volgenant,
/// Computing 38, 325 (1987).
std::vector<int> cheapestAssignment(const Eigen::MatrixXd& cost);

} // namespace mbtr
