#include "core/mbtr/batch_math.h"

#include "core/base/simd.h"
#include "core/chemistry/neighbour_finder.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

using W = WeightingFunction;

template <typename Function>
inline __attribute__((always_inline)) void fill(const TupleBatch& batch, double* out, Function function)
{
    const int count = batch.count;
    for (int i = 0; i < count; ++i)
        out[i] = function(i);
}

inline __attribute__((always_inline)) double squared(double value)
{
    return value * value;
}

inline __attribute__((always_inline)) void addRow(double* __restrict values, const double* __restrict row, int width,
                                                  double c0, double c1, double c2, double c3)
{
    const double *row1 = row + width, *row2 = row1 + width, *row3 = row2 + width;
    for (int m = 0; m < width; m += 8)
        for (int l = m; l < m + 8; ++l)
            values[l] += c0 * row[l] + c1 * row1[l] + c2 * row2[l] + c3 * row3[l];
}

/// Places of the Gaussians of a batch; bin < 0: it reaches no bin of the grid.
struct Places {
    alignas(64) TupleBatch::Indices bin;  ///< counted from reachBins left of the grid
    alignas(64) TupleBatch::Indices cell; ///< in the bin
    alignas(64) TupleBatch::Column offset; ///< from the middle of the cell
};

inline __attribute__((always_inline)) void place(const BroadeningTable& table, const TupleBatch& batch, Places& places)
{
    const double last = table.binCount + 2.0 * table.reachBins;
    for (int i = 0; i < batch.count; ++i) {
        const double position = (batch.g[i] - table.left) * table.perStep + table.reachBins;
        const bool inside = position >= 0 && position < last && batch.w[i] != 0;
        const double safe = inside ? position : 0;
        const int bin = static_cast<int>(safe);
        const double cells = (safe - bin) * table.cellsPerBin;
        const int cell = std::min(static_cast<int>(cells), table.cellsPerBin - 1);
        places.bin[i] = inside ? bin : -1;
        places.cell[i] = cell;
        places.offset[i] = (cells - cell - 0.5) * table.cellWidth;
    }
}

} // namespace

MBTR_FOR_EACH_PROCESSOR void fillPairs(TupleBatch& batch, const int* blockOfKind)
{
    const double* distance = batch.around->distance.data();
    const int* kind = batch.around->kind.data();
    for (int i = 0; i < batch.count; ++i) {
        batch.p[i] = distance[batch.a[i]];
        batch.block[i] = blockOfKind[kind[batch.a[i]]];
    }
}

MBTR_FOR_EACH_PROCESSOR void fillTriples(TupleBatch& batch, const int* blockOfKinds, int kindCount, bool withSine)
{
    const double *x = batch.around->x.data(), *y = batch.around->y.data(), *z = batch.around->z.data();
    const double* distance = batch.around->distance.data();
    const int* kind = batch.around->kind.data();
    for (int i = 0; i < batch.count; ++i) {
        const int a = batch.a[i], b = batch.b[i];
        const double pq = distance[a] * distance[b];
        batch.p[i] = distance[a];
        batch.q[i] = distance[b];
        batch.r[i] = std::sqrt(squared(x[a] - x[b]) + squared(y[a] - y[b]) + squared(z[a] - z[b]));
        batch.dot[i] = (x[a] * x[b] + y[a] * y[b] + z[a] * z[b]) / pq;
        batch.block[i] = blockOfKinds[kind[a] * kindCount + kind[b]];
    }
    if (withSine) // from the cross product: from the cosine it would lose half the digits near 0 and pi
        for (int i = 0; i < batch.count; ++i) {
            const int a = batch.a[i], b = batch.b[i];
            batch.cross[i] = std::sqrt(squared(y[a] * z[b] - z[a] * y[b]) + squared(z[a] * x[b] - x[a] * z[b])
                                       + squared(x[a] * y[b] - y[a] * x[b]))
                / (batch.p[i] * batch.q[i]);
        }
}

MBTR_FOR_EACH_PROCESSOR void fillChains(TupleBatch& batch, const int* blockOfKinds, int kindCount)
{
    const Neighbours &near = *batch.around, &far = *batch.aroundThird;
    const double *x = near.x.data(), *y = near.y.data(), *z = near.z.data(), *distance = near.distance.data();
    const double *dx = far.x.data(), *dy = far.y.data(), *dz = far.z.data(), *dDistance = far.distance.data();
    const int *kind = near.kind.data(), *dKind = far.kind.data();
    for (int i = 0; i < batch.count; ++i) {
        const int a = batch.a[i], c = batch.b[i], d = batch.d[i];
        batch.p[i] = distance[a];
        batch.q[i] = distance[c];
        batch.r[i] = dDistance[d];
        batch.block[i] = blockOfKinds[kind[a] * kindCount + dKind[d]];
        // u = (b - a) x (c - b), v = (c - b) x (d - c)
        const double ux = y[c] * z[a] - z[c] * y[a], uy = z[c] * x[a] - x[c] * z[a], uz = x[c] * y[a] - y[c] * x[a];
        const double vx = y[c] * dz[d] - z[c] * dy[d], vy = z[c] * dx[d] - x[c] * dz[d], vz = x[c] * dy[d] - y[c] * dx[d];
        const double cosine = ux * vx + uy * vy + uz * vz;
        const double sine = -distance[c] * (x[a] * vx + y[a] * vy + z[a] * vz);
        const double norm = std::sqrt(cosine * cosine + sine * sine);
        const bool defined = norm > 1e-12 * squared(distance[c]) * distance[a] * dDistance[d];
        batch.dot[i] = defined ? cosine / norm : 1;
        batch.cross[i] = defined ? sine / norm : 0;
    }
}

MBTR_FOR_EACH_PROCESSOR void evaluateGeometry(Geometry geometry, TupleBatch& batch)
{
    const double *p = batch.p.data(), *q = batch.q.data(), *dot = batch.dot.data(), *cross = batch.cross.data();
    double* g = batch.g.data();
    switch (geometry) {
    case Geometry::Distance: return fill(batch, g, [&](int i) { return p[i]; });
    case Geometry::InverseDistance: return fill(batch, g, [&](int i) { return 1 / p[i]; });
    case Geometry::InverseSquare: return fill(batch, g, [&](int i) { return 1 / squared(p[i]); });
    case Geometry::Angle: return fill(batch, g, [&](int i) { return std::atan2(cross[i], dot[i]); });
    case Geometry::Cosine: return fill(batch, g, [&](int i) { return dot[i]; });
    case Geometry::DotOverDotdot: return fill(batch, g, [&](int i) { return dot[i] / (p[i] * q[i]); });
    case Geometry::Dihedral: return fill(batch, g, [&](int i) { return std::abs(std::atan2(cross[i], dot[i])); });
    case Geometry::SignedDihedral: return fill(batch, g, [&](int i) { return std::atan2(cross[i], dot[i]); });
    case Geometry::CosDihedral: return fill(batch, g, [&](int i) { return dot[i]; });
    case Geometry::Unity: return fill(batch, g, [&](int) { return 1.0; });
    case Geometry::AtomicNumber:
    case Geometry::Count: return; // k = 1: the caller knows the value
    }
}

MBTR_FOR_EACH_PROCESSOR void evaluateWeighting(const ReadyWeighting& weighting, int k, TupleBatch& batch)
{
    const double *p = batch.p.data(), *q = batch.q.data(), *r = batch.r.data(), *x = batch.g.data();
    double* w = batch.w.data();
    const double s = weighting.scale, cutoff = weighting.cutoff, rCut = weighting.rCut, y = weighting.sharpness;
    const double limit = weighting.perimeter;
    switch (weighting.function) {
    case W::Unity: fill(batch, w, [&](int) { return 1.0; }); break;
    case W::X: fill(batch, w, [&](int i) { return x[i]; }); break;
    case W::XSquared: fill(batch, w, [&](int i) { return squared(x[i]); }); break;
    case W::SqrtX: fill(batch, w, [&](int i) { return std::sqrt(x[i]); }); break;
    case W::InverseX: fill(batch, w, [&](int i) { return 1 / x[i]; }); break;
    case W::ExpInverseX: fill(batch, w, [&](int i) { return std::exp(-1 / (x[i] * s)); }); break;
    case W::ExpInverseXSquared: fill(batch, w, [&](int i) { return std::exp(-1 / (squared(x[i]) * s)); }); break;
    case W::CutoffInverseX: fill(batch, w, [&](int i) { return 1 / x[i] <= cutoff ? 1.0 : 0.0; }); break;
    case W::InverseCount: fill(batch, w, [&](int) { return 1.0; }); break; // k = 1: the caller divides by the count
    case W::InverseSquare: fill(batch, w, [&](int i) { return 1 / squared(p[i]); }); break;
    case W::Exp:
        if (k == 2)
            fill(batch, w, [&](int i) { return std::exp(-s * p[i]); });
        else
            fill(batch, w, [&](int i) {
                const double perimeter = p[i] + q[i] + r[i];
                return perimeter <= limit ? std::exp(-s * perimeter) : 0.0;
            });
        break;
    case W::ExpSquare: fill(batch, w, [&](int i) { return std::exp(-s * squared(p[i])); }); break;
    case W::InversePq: fill(batch, w, [&](int i) { return 1 / (p[i] * q[i]); }); break;
    case W::InversePqSquared: fill(batch, w, [&](int i) { return 1 / squared(p[i] * q[i]); }); break;
    case W::InversePqr: fill(batch, w, [&](int i) { return 1 / (p[i] * q[i] * r[i]); }); break;
    case W::InversePqrSquared: fill(batch, w, [&](int i) { return 1 / squared(p[i] * q[i] * r[i]); }); break;
    case W::ExpPqr: fill(batch, w, [&](int i) { return std::exp(-p[i] * q[i] * r[i] / s); }); break;
    case W::SmoothCutoff:
        fill(batch, w, [&](int i) {
            const double u = p[i] / rCut, v = q[i] / rCut;
            if (y == 2)
                return (1 + u * u * (2 * u - 3)) * (1 + v * v * (2 * v - 3));
            return (1 + y * std::pow(u, y + 1) - (y + 1) * std::pow(u, y)) * (1 + y * std::pow(v, y + 1) - (y + 1) * std::pow(v, y));
        });
        break;
    }
    const double least = weighting.leastWeight;
    if (least > 0)
        fill(batch, w, [&](int i) { return w[i] < least ? 0.0 : w[i]; });
    fill(batch, w, [&](int i) { return w[i] * batch.share[i]; });
}

MBTR_FOR_EACH_PROCESSOR void broaden(const BroadeningTable& table, const TupleBatch& batch, BlockTarget* targets)
{
    Places places;
    place(table, batch, places);
    for (int i = 0; i < batch.count; ++i) {
        if (places.bin[i] < 0)
            continue;
        BlockTarget& target = targets[batch.block[i]];
        ++target.count;
        const double w = batch.w[i], offset = places.offset[i];
        const double first = w * offset, second = first * offset / 2, third = second * offset / 3;
        if (target.moments) {
            double* cell = target.moments + 4 * (static_cast<long>(places.bin[i]) * table.cellsPerBin + places.cell[i]);
            cell[0] += w;
            cell[1] += first;
            cell[2] += second;
            cell[3] += third;
        } else {
            addRow(target.values + places.bin[i], table.rows + 4L * places.cell[i] * table.width, table.width, w, first, second, third);
        }
    }
}

MBTR_FOR_EACH_PROCESSOR void broadenCell(const BroadeningTable& table, long cell, const double* moments, double* values)
{
    addRow(values + cell / table.cellsPerBin, table.rows + 4 * (cell % table.cellsPerBin) * table.width, table.width, moments[0],
           moments[1], moments[2], moments[3]);
}

} // namespace mbtr
