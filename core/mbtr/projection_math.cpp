#include "core/mbtr/projection_math.h"

#include "core/base/eight.h"
#include "core/base/simd.h"

namespace mbtr {

MBTR_FOR_EACH_PROCESSOR void projectTable(const ResponseTable& table, const double* weights, double* projection)
{
    const int bins = table.cellCount() / table.perBin;
    for (int bin = 0; bin < bins; ++bin)
        for (int cell = 0; cell < table.perBin; ++cell) {
            const double* row = table.rows.data() + static_cast<long>(cell) * table.cellSize();
            for (int order = 0; order < kProjectionSize; ++order, row += table.width) {
                Eight sum {};
                for (int m = 0; m < table.width; m += 8)
                    sum += eightAt(row + m) * eightAt(weights + bin + m);
                // Rows alternate between masses and slopes.
                projection[order / 2 + order % 2 * ResponseTable::kOrders] = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
            }
            projection += kProjectionSize;
        }
}

MBTR_FOR_EACH_PROCESSOR void projectTuples(const ResponseTable& table, const TupleBatch& batch, const double* const* projections, Projected& out)
{
    constexpr int kOrders = ResponseTable::kOrders;
    const double last = table.binCount + 2.0 * table.reachBins;
    int count = 0;
    for (int n = 0; n < out.count; ++n) {
        const int t = out.tuples[n];
        const double position = (batch.g[t] - table.left) * table.perStep + table.reachBins;
        const double* projection = projections[batch.block[t]];
        if (!projection || !(position >= 0 && position < last))
            continue;
        const int bin = static_cast<int>(position);
        const double cells = (position - bin) * table.perBin;
        const int cell = static_cast<int>(cells) < table.perBin ? static_cast<int>(cells) : table.perBin - 1;
        const double x = 2 * (cells - cell) - 1;
        const double* at = projection + (static_cast<long>(bin) * table.perBin + cell) * kProjectionSize;
        double mass = at[kOrders - 1], slope = at[2 * kOrders - 1];
        for (int order = kOrders - 2; order >= 0; --order) {
            mass = mass * x + at[order];
            slope = slope * x + at[kOrders + order];
        }
        out.mass[t] = mass;
        out.slope[t] = slope;
        out.tuples[count] = t;
        count += mass != 0 || slope != 0; // none of the bins around has a weight
    }
    out.count = count;
}

MBTR_FOR_EACH_PROCESSOR void addProjected(const GradientBatch& gradients, int k, Projected& projected, double* positions, double* strain)
{
    for (int n = 0; n < projected.count; ++n) {
        const int t = projected.tuples[n];
        const double mass = projected.mass[t], slope = projected.slope[t];
        for (int site = 0; site < k; ++site) {
            double* out = positions + 3 * gradients.atom[site][t];
            for (int axis = 0; axis < 3; ++axis)
                out[axis] += mass * gradients.w[site][axis][t] + slope * gradients.g[site][axis][t];
        }
        for (int i = 0; i < 6; ++i)
            strain[i] += mass * gradients.strainW[i][t] + slope * gradients.strainG[i][t];
    }
}

} // namespace mbtr
