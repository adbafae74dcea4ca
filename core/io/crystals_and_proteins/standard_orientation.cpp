#include "core/io/crystals_and_proteins/standard_orientation.h"

#include <Eigen/LU>

namespace mbtr {

namespace {

Cell standardCell(const Cell& cell)
{
    Cell standard = cellFromParameters(cell.lengths(), cell.anglesInDegrees());
    standard.periodic = cell.periodic;
    return standard;
}

} // namespace

bool isTurned(const Structure& structure)
{
    return structure.cell && !structure.cell->vectors.isApprox(standardCell(*structure.cell).vectors, 1e-9);
}

Structure inStandardOrientation(Structure structure)
{
    if (!isTurned(structure))
        return structure;
    if (structure.cell->vectors.determinant() < 0) {
        structure.cell->vectors *= -1;
        for (GivenBond& bond : structure.bonds)
            for (int& shift : bond.image)
                shift = -shift;
    }
    const Cell standard = standardCell(*structure.cell);
    for (int i = 0; i < structure.atomCount(); ++i)
        structure.positions.col(i) = standard.toCartesian(structure.cell->toFractional(structure.positions.col(i)));
    structure.cell = standard;
    return structure;
}

} // namespace mbtr
