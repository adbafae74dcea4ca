#include "core/chemistry/lattice_walk.h"

namespace mbtr {

LatticeWalk::LatticeWalk(const std::optional<Cell>& cell)
{
    if (!cell)
        return;
    for (int direction = 0; direction < 3; ++direction)
        if (cell->periodic[direction])
            m_directions[m_dimension++] = direction;
    // The shortest vector innermost: few long rows instead of many short ones.
    std::stable_sort(m_directions.begin(), m_directions.begin() + m_dimension,
                     [&](int a, int b) { return cell->vectors.row(a).norm() > cell->vectors.row(b).norm(); });
    for (std::size_t level = 0; level < static_cast<std::size_t>(m_dimension); ++level)
        m_vectors[level] = cell->vectors.row(m_directions[level]);
    for (int level = m_dimension - 1; level >= 0; --level) {
        const auto l = static_cast<std::size_t>(level);
        Eigen::Vector3d axis = m_vectors[l];
        for (int below = level + 1; below < m_dimension; ++below)
            axis -= axis.dot(m_axes[below]) * m_axes[below];
        m_heights[l] = axis.norm();
        m_axes[l] = axis / m_heights[l];
    }
}

double LatticeWalk::pointsWithin(double radius) const
{
    double points = 1;
    for (int level = 0; level < m_dimension; ++level)
        points *= 1 + 2 * radius / m_heights[level];
    return points;
}

} // namespace mbtr
