#include "core/mbtr/gradients/projection_math.h"

#include "core/base/eight.h"
#include "core/base/simd.h"

namespace mbtr {

namespace {

constexpr int kOrders = ResponseTable::kOrders;

/// weights: from the first bin that the cell reaches.
MBTR_INLINE void projectCell(const ResponseTable& table, int cell, const double* weights, double* line)
{
    const double* row = table.rows.data() + static_cast<long>(cell) * table.cellSize();
    for (int order = 0; order < kProjectionSize; ++order, row += table.width) {
        Eight sum {};
        for (int m = 0; m < table.width; m += 8)
            sum += eightAt(row + m) * eightAt(weights + m);
        // Rows alternate between masses and slopes.
        line[order / 2 + order % 2 * kOrders] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
    }
}

template <typename Column> MBTR_INLINE void pick(const Column& from, const int* tuples, int count, Column& to)
{
    for (int n = 0; n < count; ++n)
        to[n] = from[tuples[n]];
}

} // namespace

MBTR_FOR_EACH_PROCESSOR void projectTuples(const ResponseTable& table, const TupleBatch& batch, const Projection* projections,
                                           double* lines, int& lineCount, Projected& out)
{
    const double last = table.binCount + 2.0 * table.reachBins;
    int count = 0;
    for (int n = 0; n < out.count; ++n) {
        const int t = out.tuples[n];
        const double position = (batch.g[t] - table.left) * table.perStep + table.reachBins;
        const Projection& projection = projections[batch.block[t]];
        if (!projection.weights || !(position >= 0 && position < last))
            continue;
        const int bin = static_cast<int>(position);
        const double cells = (position - bin) * table.perBin;
        const int cell = static_cast<int>(cells) < table.perBin ? static_cast<int>(cells) : table.perBin - 1;
        const double x = 2 * (cells - cell) - 1;
        int& line = projection.lineOfCell[static_cast<long>(bin) * table.perBin + cell];
        if (line == 0) {
            line = lineCount++;
            projectCell(table, cell, projection.weights + bin, lines + static_cast<long>(line) * kProjectionSize);
        }
        const double* at = lines + static_cast<long>(line) * kProjectionSize;
        double mass = at[kOrders - 1], slope = at[2 * kOrders - 1];
        for (int order = kOrders - 2; order >= 0; --order) {
            mass = mass * x + at[order];
            slope = slope * x + at[kOrders + order];
        }
        out.mass[count] = mass;
        out.slope[count] = slope;
        out.tuples[count] = t;
        count += mass != 0 || slope != 0; // none of the bins around has a weight
    }
    out.count = count;
}

MBTR_FOR_EACH_PROCESSOR void pickTuples(const TupleBatch& batch, const int* tuples, int count, TupleBatch& picked)
{
    picked.count = count;
    picked.centre = batch.centre;
    picked.around = batch.around;
    picked.aroundThird = batch.aroundThird;
    pick(batch.a, tuples, count, picked.a);
    pick(batch.b, tuples, count, picked.b);
    if (batch.aroundThird)
        pick(batch.d, tuples, count, picked.d);
    pick(batch.p, tuples, count, picked.p);
    pick(batch.q, tuples, count, picked.q);
    pick(batch.r, tuples, count, picked.r);
    pick(batch.dot, tuples, count, picked.dot);
    pick(batch.cross, tuples, count, picked.cross);
    pick(batch.share, tuples, count, picked.share);
    pick(batch.block, tuples, count, picked.block);
    pick(batch.g, tuples, count, picked.g);
    pick(batch.w, tuples, count, picked.w);
}

MBTR_FOR_EACH_PROCESSOR void addProjected(const GradientBatch& gradients, int k, int count, double* positions, double* strain)
{
    for (int site = 0; site < k; ++site)
        for (int t = 0; t < count; ++t) {
            double* out = positions + 3 * gradients.atom[site][t];
            for (int axis = 0; axis < 3; ++axis)
                out[axis] += gradients.w[site][axis][t];
        }
    for (int i = 0; i < 6; ++i)
        for (int t = 0; t < count; ++t)
            strain[i] += gradients.strainW[i][t];
}

} // namespace mbtr
