#pragma once

#include "core/chemistry/cell.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace mbtr {

/// Finds the lattice points within a sphere, for any shape of cell and any choice of periodic directions.
///
/// The periodic vectors are made orthogonal one after the other, so that each nested loop knows its exact range from what
/// is left of the squared radius (Fincke & Pohst, Math. Comput. 44, 463 (1985),
/// doi:10.1090/S0025-5718-1985-0777278-8). Without a lattice there is just the point itself.
class LatticeWalk {
public:
    explicit LatticeWalk(const std::optional<Cell>& cell);

    /// A run of lattice points along the innermost vector: offset + image * cell, then `count` - 1 steps of `step`.
    struct Row {
        Eigen::Vector3d first; ///< the first vector, angstrom
        Eigen::Vector3d step; ///< to the next one
        Eigen::Vector3i image; ///< of the first one, in units of a, b, c
        int direction; ///< the cell vector that steps: 0, 1 or 2
        int count;
    };

    /// Calls take(row) for rows that together hold all images offset + n.cell with |image| <= radius and few others
    /// (compare the distance again: rounding).
    template <typename Take> void forEachRow(const Eigen::Vector3d& offset, double radius, Take take) const;

    /// How many points a walk visits at most, about: 1 without a lattice.
    double pointsWithin(double radius) const;
    bool isPeriodic() const { return m_dimension > 0; }

private:
    /// std::floor is a call where the compiler may not use SSE 4.1.
    static int floorOf(double value)
    {
        const int truncated = static_cast<int>(value);
        return truncated - (value < truncated);
    }

    template <typename Take>
    void descend(int level, const Eigen::Vector3d& offset, Eigen::Vector3i image, double left, Take& take) const;

    int m_dimension = 0;
    std::array<int, 3> m_directions {}; ///< which of a, b, c each level is
    std::array<Eigen::Vector3d, 3> m_vectors; ///< lattice vector of each level
    std::array<Eigen::Vector3d, 3> m_axes; ///< unit vector orthogonal to the vectors of the levels below
    std::array<double, 3> m_heights {}; ///< component of the vector along its axis
};

template <typename Take> void LatticeWalk::forEachRow(const Eigen::Vector3d& offset, double radius, Take take) const
{
    Eigen::Vector3d outside = offset;
    for (int level = 0; level < m_dimension; ++level)
        outside -= outside.dot(m_axes[level]) * m_axes[level];
    const double left = radius * radius * (1 + 1e-12) - outside.squaredNorm();
    if (left < 0)
        return;
    if (m_dimension == 0)
        take(Row {offset, Eigen::Vector3d::Zero(), Eigen::Vector3i::Zero(), 0, 1});
    else
        descend(0, offset, Eigen::Vector3i::Zero(), left, take);
}

template <typename Take>
void LatticeWalk::descend(int level, const Eigen::Vector3d& offset, Eigen::Vector3i image, double left, Take& take) const
{
    const double along = offset.dot(m_axes[level]);
    const double half = std::sqrt(std::max(left, 0.0));
    const int first = -floorOf((half + along) / m_heights[level]);
    const int last = floorOf((half - along) / m_heights[level]);
    if (level == m_dimension - 1) {
        if (last >= first) {
            image[m_directions[level]] = first;
            take(Row {offset + first * m_vectors[level], m_vectors[level], image, m_directions[level], last - first + 1});
        }
        return;
    }
    for (int n = first; n <= last; ++n) {
        const double component = along + n * m_heights[level];
        image[m_directions[level]] = n;
        descend(level + 1, offset + n * m_vectors[level], image, left - component * component, take);
    }
}

} // namespace mbtr
