#include "core/mbtr/batch_math.h"

#include "core/base/eight.h"
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

/// Places of the Gaussians of a batch in the cells of a table.
struct CellPlaces {
    alignas(64) TupleBatch::Indices cell; ///< in the bin
    alignas(64) TupleBatch::Column x;     ///< in the cell, -1..1
};

/// Places of the Gaussians of a batch. Of every tuple, but only those listed reach a bin of the grid.
struct Places {
    int count = 0;
    alignas(64) TupleBatch::Indices tuple;
    alignas(64) TupleBatch::Indices bin; ///< counted from reachBins left of the grid
    CellPlaces single, deposit;
};

inline __attribute__((always_inline)) void placeInCell(int perBin, int i, double inBin, CellPlaces& places)
{
    const double cells = inBin * perBin;
    const int cell = std::min(static_cast<int>(cells), perBin - 1);
    places.cell[i] = cell;
    places.x[i] = 2 * (cells - cell) - 1;
}

inline __attribute__((always_inline)) void place(const BroadeningTable& table, const TupleBatch& batch, Places& places)
{
    const double last = table.binCount + 2.0 * table.reachBins;
    const int singles = table.single.perBin, deposits = table.deposits.perBin;
    alignas(64) TupleBatch::Indices inside;
    for (int i = 0; i < batch.count; ++i) {
        const double position = (batch.g[i] - table.left) * table.perStep + table.reachBins;
        inside[i] = position >= 0 && position < last && batch.w[i] != 0;
        const double safe = inside[i] ? position : 0;
        const int bin = static_cast<int>(safe);
        places.bin[i] = bin;
        placeInCell(singles, i, safe - bin, places.single);
        placeInCell(deposits, i, safe - bin, places.deposit);
    }
    int count = 0; // no branch: which tuples are inside is not to be foreseen
    for (int i = 0; i < batch.count; ++i) {
        places.tuple[count] = i;
        count += inside[i];
    }
    places.count = count;
}

inline __attribute__((always_inline)) void addSingle(const double* row, int width, double x, double w, double* values)
{
    const double c1 = w * x, c2 = c1 * x, c3 = c2 * x, c4 = c3 * x;
    const double *row1 = row + width, *row2 = row1 + width, *row3 = row2 + width, *row4 = row3 + width;
    for (int m = 0; m < width; m += 8)
        eightAt(values + m) += (w * eightAt(row + m) + c1 * eightAt(row1 + m)) + (c2 * eightAt(row2 + m) + c3 * eightAt(row3 + m))
            + c4 * eightAt(row4 + m);
}

/// Adds w, w x, w x^2 .. w x^7: the powers are products of 1 or x, 1 or x^2, 1 or x^4, the same few operations for all eight.
inline __attribute__((always_inline)) void deposit(double x, double w, double* moments)
{
    constexpr Eight kHas1 {0, 1, 0, 1, 0, 1, 0, 1}, kLacks1 {1, 0, 1, 0, 1, 0, 1, 0};
    constexpr Eight kHas2 {0, 0, 1, 1, 0, 0, 1, 1}, kLacks2 {1, 1, 0, 0, 1, 1, 0, 0};
    constexpr Eight kHas4 {0, 0, 0, 0, 1, 1, 1, 1}, kLacks4 {1, 1, 1, 1, 0, 0, 0, 0};
    const double x2 = x * x, x4 = x2 * x2;
    eightAt(moments) += (w * (kHas1 * x + kLacks1)) * ((kHas2 * x2 + kLacks2) * (kHas4 * x4 + kLacks4));
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

MBTR_FOR_EACH_PROCESSOR void appendTriples(TupleBatch& batch, int a, int begin, int end, const int* blockOfKind, bool withSine)
{
    const Neighbours& around = *batch.around;
    const double xa = around.x[a], ya = around.y[a], za = around.z[a], pa = around.distance[a];
    // Whole groups of eight: both sides have room behind their ends.
    for (int b0 = begin, t0 = batch.count; b0 < end; b0 += TupleBatch::kLanes, t0 += TupleBatch::kLanes) {
        const double *x = around.x.data() + b0, *y = around.y.data() + b0, *z = around.z.data() + b0;
        const double* distance = around.distance.data() + b0;
        const int* kind = around.kind.data() + b0;
        double *__restrict p = &batch.p[t0], *__restrict q = &batch.q[t0], *__restrict r = &batch.r[t0];
        double *__restrict dot = &batch.dot[t0], *__restrict cross = &batch.cross[t0], *__restrict share = &batch.share[t0];
        int *__restrict first = &batch.a[t0], *__restrict second = &batch.b[t0], *__restrict block = &batch.block[t0];
        for (int l = 0; l < TupleBatch::kLanes; ++l) {
            p[l] = pa;
            q[l] = distance[l];
            r[l] = std::sqrt(squared(xa - x[l]) + squared(ya - y[l]) + squared(za - z[l]));
            dot[l] = (xa * x[l] + ya * y[l] + za * z[l]) / (pa * distance[l]);
            share[l] = 1;
        }
        for (int l = 0; l < TupleBatch::kLanes; ++l) {
            first[l] = a;
            second[l] = b0 + l;
            block[l] = blockOfKind[kind[l]];
        }
        if (withSine) // from the cross product: from the cosine it would lose half the digits near 0 and pi
            for (int l = 0; l < TupleBatch::kLanes; ++l)
                cross[l] = std::sqrt(squared(ya * z[l] - za * y[l]) + squared(za * x[l] - xa * z[l]) + squared(xa * y[l] - ya * x[l]))
                    / (pa * distance[l]);
    }
    batch.count += end - begin;
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

MBTR_FOR_EACH_PROCESSOR double totalWeight(const TupleBatch& batch)
{
    double total = 0;
    for (int i = 0; i < batch.count; ++i)
        total += batch.w[i];
    return total;
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
    const long cellSize = static_cast<long>(BroadeningTable::kOrders) * table.width;
    for (int n = 0; n < places.count; ++n) {
        const int i = places.tuple[n];
        BlockTarget& target = targets[batch.block[i]];
        --target.left;
        const long bin = places.bin[i];
        if (target.moments)
            deposit(places.deposit.x[i], batch.w[i],
                    target.moments + BroadeningTable::kMoments * (bin * table.deposits.perBin + places.deposit.cell[i]));
        else
            addSingle(table.single.rows + cellSize * places.single.cell[i], table.width, places.single.x[i], batch.w[i],
                      target.values + bin);
    }
}

MBTR_FOR_EACH_PROCESSOR void broadenCell(const BroadeningTable& table, long cell, const double* moments, double* padded)
{
    const int width = table.width;
    const double* rows = table.deposits.rows + BroadeningTable::kMoments * (cell % table.deposits.perBin) * width;
    double* values = padded + cell / table.deposits.perBin;
    for (int m = 0; m < width; m += 8) {
        Eight sum = eightAt(values + m);
        for (int order = 0; order < BroadeningTable::kMoments; ++order)
            sum += moments[order] * eightAt(rows + order * width + m);
        eightAt(values + m) = sum;
    }
}

} // namespace mbtr
