#include "core/mbtr/gradients/gradient_rows.h"

#include "core/base/eight.h"
#include "core/base/simd.h"
#include "core/mbtr/sums/response_table.h"

namespace mbtr {

namespace {

/// Adds masses times ofMass plus slopes times ofSlope to each row, all from `x` in a cell of the table.
template <int kRows>
MBTR_INLINE void addTuple(const double* cell, int width, double x, const double* ofMass, const double* ofSlope,
                          double* const* rows)
{
    constexpr int kOrders = ResponseTable::kOrders;
    for (int m = 0; m < width; m += 8) {
        const double* order = cell + m + 2 * (kOrders - 1) * width;
        Eight mass = eightAt(order), slope = eightAt(order + width);
        for (int n = 1; n < kOrders; ++n) {
            order -= 2 * width;
            mass = mass * x + eightAt(order);
            slope = slope * x + eightAt(order + width);
        }
#pragma GCC unroll 18
        for (int row = 0; row < kRows; ++row)
            eightAt(rows[row] + m) += ofMass[row] * mass + ofSlope[row] * slope;
    }
}

template <int kSites, bool kStrain>
MBTR_INLINE void addBatch(const ResponseTable& table, const TupleBatch& batch, const GradientBatch& gradients, const int* tuples,
                          int tupleCount, int strainRow, const GradientTarget* targets)
{
    constexpr int kRows = 3 * kSites + (kStrain ? 6 : 0);
    const double last = table.binCount + 2.0 * table.reachBins;
    const long stride = table.paddedSize();
    for (int n = 0; n < tupleCount; ++n) {
        const int t = tuples[n];
        const double position = (batch.g[t] - table.left) * table.perStep + table.reachBins;
        if (!(position >= 0 && position < last))
            continue;
        const int bin = static_cast<int>(position);
        const double cells = (position - bin) * table.perBin;
        const int cell = static_cast<int>(cells) < table.perBin ? static_cast<int>(cells) : table.perBin - 1;
        double ofMass[kRows], ofSlope[kRows];
        double* rows[kRows];
        double* begin = targets[batch.block[t]].rows + bin;
        for (std::size_t site = 0; site < kSites; ++site)
            for (std::size_t axis = 0; axis < 3; ++axis) {
                ofMass[3 * site + axis] = gradients.w[site][axis][t];
                ofSlope[3 * site + axis] = gradients.g[site][axis][t];
                rows[3 * site + axis] = begin + (3 * gradients.atom[site][t] + static_cast<long>(axis)) * stride;
            }
        for (std::size_t i = 0; i < kRows - 3 * kSites; ++i) {
            ofMass[3 * kSites + i] = gradients.strainW[i][t];
            ofSlope[3 * kSites + i] = gradients.strainG[i][t];
            rows[3 * kSites + i] = begin + (strainRow + static_cast<long>(i)) * stride;
        }
        addTuple<kRows>(table.rows.data() + static_cast<long>(cell) * table.cellSize(), table.width, 2 * (cells - cell) - 1,
                        ofMass, ofSlope, rows);
    }
}

struct OneColumn {
    using Number = double;
};

struct EightColumns {
    using Number = Eight;
};

template <typename Columns>
MBTR_INLINE void strainOfColumns(const double* rows, const double* positions, int atomCount, long columns, double* strain)
{
    using Number = typename Columns::Number;
    Number out[6] {};
    for (int atom = 0; atom < atomCount; ++atom, rows += 3 * columns, positions += 3) {
        const Number &x = *reinterpret_cast<const Number*>(rows), &y = *reinterpret_cast<const Number*>(rows + columns);
        const Number& z = *reinterpret_cast<const Number*>(rows + 2 * columns);
        out[0] += x * positions[0];
        out[1] += y * positions[1];
        out[2] += z * positions[2];
        out[3] += x * positions[1];
        out[4] += x * positions[2];
        out[5] += y * positions[2];
    }
    for (int i = 0; i < 6; ++i)
        *reinterpret_cast<Number*>(strain + i * columns) = out[i];
}

} // namespace

MBTR_FOR_EACH_PROCESSOR void addToRows(const ResponseTable& table, const TupleBatch& batch, const GradientBatch& gradients, int k,
                                       const int* tuples, int tupleCount, int strainRow, const GradientTarget* targets)
{
    const bool strain = strainRow >= 0;
    if (k == 2)
        strain ? addBatch<2, true>(table, batch, gradients, tuples, tupleCount, strainRow, targets)
               : addBatch<2, false>(table, batch, gradients, tuples, tupleCount, strainRow, targets);
    else if (k == 3)
        strain ? addBatch<3, true>(table, batch, gradients, tuples, tupleCount, strainRow, targets)
               : addBatch<3, false>(table, batch, gradients, tuples, tupleCount, strainRow, targets);
    else
        strain ? addBatch<4, true>(table, batch, gradients, tuples, tupleCount, strainRow, targets)
               : addBatch<4, false>(table, batch, gradients, tuples, tupleCount, strainRow, targets);
}

MBTR_FOR_EACH_PROCESSOR void strainOfAtoms(const double* rows, const double* positions, int atomCount, long columns,
                                           double* strain)
{
    long column = 0;
    for (; column + 8 <= columns; column += 8)
        strainOfColumns<EightColumns>(rows + column, positions, atomCount, columns, strain + column);
    for (; column < columns; ++column)
        strainOfColumns<OneColumn>(rows + column, positions, atomCount, columns, strain + column);
}

} // namespace mbtr
