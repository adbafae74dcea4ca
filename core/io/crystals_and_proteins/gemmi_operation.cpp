#include "core/io/crystals_and_proteins/gemmi_operation.h"

#include <gemmi/symmetry.hpp>

namespace mbtr {

SymmetryOperation operationFrom(const gemmi::Op& op)
{
    SymmetryOperation operation;
    for (int i = 0; i < 3; ++i) {
        const auto row = static_cast<std::size_t>(i);
        operation.translation[i] = static_cast<double>(op.tran[row]) / gemmi::Op::DEN;
        for (int j = 0; j < 3; ++j)
            operation.rotation(i, j) = static_cast<double>(op.rot[row][static_cast<std::size_t>(j)]) / gemmi::Op::DEN;
    }
    return operation;
}

} // namespace mbtr
