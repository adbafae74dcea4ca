#include "widgets/panels/compare/cell_tuples.h"

#include "core/chemistry/structure.h"
#include "core/mbtr/contributions/contributions.h"

#include <cmath>

namespace mbtr::gui {

bool takeIntoCell(TupleContribution& tuple, int k, const Structure& structure)
{
    if (!structure.isPeriodic() || !isUsable(*structure.cell))
        return true;
    constexpr double kOnTheFace = 1e-3; // atoms on a face are drawn on the other one too
    Eigen::Matrix3Xd at(3, k);
    for (int i = 0; i < k; ++i) {
        const TupleSite& site = tuple.sites[static_cast<std::size_t>(i)];
        const Eigen::Vector3d inCell = structure.cell->toFractional(structure.positions.col(site.atom)).value;
        at.col(i) = inCell + Eigen::Vector3d(site.image[0], site.image[1], site.image[2]);
    }
    for (int axis = 0; axis < 3; ++axis) {
        if (!structure.cell->periodic[static_cast<std::size_t>(axis)])
            continue;
        const double by = std::floor(at.row(axis).minCoeff() + kOnTheFace);
        if (at.row(axis).maxCoeff() - by > 1 + kOnTheFace)
            return false;
        for (int i = 0; i < k; ++i)
            tuple.sites[static_cast<std::size_t>(i)].image[static_cast<std::size_t>(axis)] -= static_cast<int>(by);
    }
    return true;
}

} // namespace mbtr::gui
