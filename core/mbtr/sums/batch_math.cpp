#include "core/mbtr/sums/batch_math.h"

#include "core/base/eight.h"
#include "core/base/simd.h"
#include "core/chemistry/neighbour_finder.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace mbtr {

namespace {

using W = WeightingFunction;

template <typename Function> MBTR_INLINE void fill(const TupleBatch& batch, double* out, Function function)
{
    const int count = batch.count;
    for (int i = 0; i < count; ++i)
        out[i] = function(i);
}

MBTR_INLINE double squared(double value)
{
    return value * value;
}

/// Adds w, w x, w x^2 .. w x^7: the powers are products of 1 or x, 1 or x^2, 1 or x^4, the same few operations for all eight.
MBTR_INLINE void addMoments(double x, double w, double* moments)
{
    constexpr Eight kHas1 {0, 1, 0, 1, 0, 1, 0, 1}, kLacks1 {1, 0, 1, 0, 1, 0, 1, 0};
    constexpr Eight kHas2 {0, 0, 1, 1, 0, 0, 1, 1}, kLacks2 {1, 1, 0, 0, 1, 1, 0, 0};
    constexpr Eight kHas4 {0, 0, 0, 0, 1, 1, 1, 1}, kLacks4 {1, 1, 1, 1, 0, 0, 0, 0};
    const double x2 = x * x, x4 = x2 * x2;
    eightAt(moments) += (w * (kHas1 * x + kLacks1)) * ((kHas2 * x2 + kLacks2) * (kHas4 * x4 + kLacks4));
}

/// Adds vectors first..first + kVectors - 1 of the response to a cell.
template <int kVectors> MBTR_INLINE void addResponses(const double* rows, int stride, const double* moments, double* values)
{
    Eight sums[kVectors];
    for (int v = 0; v < kVectors; ++v)
        sums[v] = moments[0] * eightAt(rows + 8 * v);
    for (int order = 1; order < BroadeningTable::kMoments; ++order) {
        rows += stride;
        for (int v = 0; v < kVectors; ++v)
            sums[v] += moments[order] * eightAt(rows + 8 * v);
    }
    for (int v = 0; v < kVectors; ++v)
        eightAt(values + 8 * v) += sums[v]; // last: the cell before has just written there
}

MBTR_INLINE void addResponsesOfCell(const double* rows, int width, const double* moments, double* values)
{
    constexpr int kFive = 40; // five vectors at a time stay in registers
    const int stride = width;
    for (; width >= kFive; rows += kFive, values += kFive, width -= kFive)
        addResponses<5>(rows, stride, moments, values);
    switch (width / 8) {
    case 1:
        return addResponses<1>(rows, stride, moments, values);
    case 2:
        return addResponses<2>(rows, stride, moments, values);
    case 3:
        return addResponses<3>(rows, stride, moments, values);
    case 4:
        return addResponses<4>(rows, stride, moments, values);
    default:
        return;
    }
}

/// One bit for each of 64 flags, which are 0 or 1; and clears them.
MBTR_INLINE std::uint64_t takeFlags(unsigned char* flags)
{
    std::uint64_t bits = 0;
    for (int word = 0; word < 8; ++word) {
        std::uint64_t eight;
        std::memcpy(&eight, flags + 8 * word, 8);
        bits |= (eight * 0x0102040810204080u >> 56) << (8 * word);
    }
    std::memset(flags, 0, 64);
    return bits;
}

/// Fills batch.w by the weightings that are functions of x, the value of g, for any k. False for all others.
MBTR_INLINE bool weighByValue(const ReadyWeighting& weighting, TupleBatch& batch)
{
    const double* x = batch.g.data();
    double* w = batch.w.data();
    const double s = weighting.scale, cutoff = weighting.cutoff;
    const double* cosine = batch.dot.data();
    switch (weighting.function) {
    case W::Unity:
        fill(batch, w, [&](int) { return 1.0; });
        break;
    case W::X:
        fill(batch, w, [&](int i) { return x[i]; });
        break;
    case W::XSquared:
        fill(batch, w, [&](int i) { return squared(x[i]); });
        break;
    case W::SqrtX:
        fill(batch, w, [&](int i) { return std::sqrt(x[i]); });
        break;
    case W::InverseX:
        fill(batch, w, [&](int i) { return 1 / x[i]; });
        break;
    case W::ExpInverseX:
        fill(batch, w, [&](int i) { return std::exp(-1 / (x[i] * s)); });
        break;
    case W::ExpInverseXSquared:
        fill(batch, w, [&](int i) { return std::exp(-1 / (squared(x[i]) * s)); });
        break;
    case W::CutoffInverseX: // 0 but for rounding, of either sign, is 0; only cosines and what is made of them are negative
        fill(batch, w,
             [&](int i) { return (x[i] > 0 && 1 / x[i] <= cutoff) || (x[i] < 0 && cosine[i] < -kLimitTolerance) ? 1.0 : 0.0; });
        break;
    case W::InverseCount:
        fill(batch, w, [&](int) { return 1.0; });
        break; // k = 1: the caller divides by the count
    default:
        return false;
    }
    return true;
}

/// Fills batch.w by the weightings that are functions of distances: p of a pair; p, q and r of a triple; the bonds p, q and r of
/// a chain.
MBTR_INLINE void weighByDistances(const ReadyWeighting& weighting, int k, TupleBatch& batch)
{
    const double *p = batch.p.data(), *q = batch.q.data(), *r = batch.r.data();
    double* w = batch.w.data();
    const double s = weighting.scale, rCut = weighting.rCut, y = weighting.sharpness, limit = weighting.perimeter;
    switch (weighting.function) {
    case W::InverseSquare:
        fill(batch, w, [&](int i) { return 1 / squared(p[i]); });
        break;
    case W::Exp:
        if (k == 2)
            fill(batch, w, [&](int i) { return std::exp(-s * p[i]); });
        else
            fill(batch, w, [&](int i) {
                const double perimeter = p[i] + q[i] + r[i];
                return perimeter <= limit ? std::exp(-s * perimeter) : 0.0;
            });
        break;
    case W::ExpSquare:
        fill(batch, w, [&](int i) { return std::exp(-s * squared(p[i])); });
        break;
    case W::InversePq:
        fill(batch, w, [&](int i) { return 1 / (p[i] * q[i]); });
        break;
    case W::InversePqSquared:
        fill(batch, w, [&](int i) { return 1 / squared(p[i] * q[i]); });
        break;
    case W::InversePqr:
        fill(batch, w, [&](int i) { return 1 / (p[i] * q[i] * r[i]); });
        break;
    case W::InversePqrSquared:
        fill(batch, w, [&](int i) { return 1 / squared(p[i] * q[i] * r[i]); });
        break;
    case W::ExpPqr:
        fill(batch, w, [&](int i) { return std::exp(-p[i] * q[i] * r[i] / s); });
        break;
    case W::SmoothCutoff:
        fill(batch, w, [&](int i) {
            const double u = p[i] / rCut, v = q[i] / rCut;
            if (y == 2)
                return (1 + u * u * (2 * u - 3)) * (1 + v * v * (2 * v - 3));
            return (1 + y * std::pow(u, y + 1) - (y + 1) * std::pow(u, y))
                * (1 + y * std::pow(v, y + 1) - (y + 1) * std::pow(v, y));
        });
        break;
    default:
        break; // a function of x
    }
}

} // namespace

MBTR_FOR_EACH_PROCESSOR void fillPairs(TupleBatch& batch, int first, const int* blockOfKind)
{
    const double* distance = batch.around->distance.data() + first;
    const int *kind = batch.around->kind.data() + first, *atom = batch.around->atom.data() + first;
    const int centre = batch.centre, count = batch.count;
    double* __restrict p = batch.p.data(), * __restrict share = batch.share.data();
    int* __restrict a = batch.a.data(), * __restrict block = batch.block.data();
    for (int i = 0; i < count; ++i) {
        a[i] = first + i;
        p[i] = distance[i];
        block[i] = blockOfKind[kind[i]];
        // A pair of two atoms at home is met once here and twice in the definition; an atom and its own images twice in both.
        share[i] = atom[i] == centre ? 0.5 : 1.0;
    }
}

MBTR_FOR_EACH_PROCESSOR void fillListedPairs(TupleBatch& batch, const int* blockOfKind)
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
        double* __restrict p = &batch.p[t0], * __restrict q = &batch.q[t0], * __restrict r = &batch.r[t0];
        double* __restrict dot = &batch.dot[t0], * __restrict cross = &batch.cross[t0], * __restrict share = &batch.share[t0];
        int* __restrict first = &batch.a[t0], * __restrict second = &batch.b[t0], * __restrict block = &batch.block[t0];
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
                cross[l]
                    = std::sqrt(squared(ya * z[l] - za * y[l]) + squared(za * x[l] - xa * z[l]) + squared(xa * y[l] - ya * x[l]))
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
    case Geometry::Distance:
        return fill(batch, g, [&](int i) { return p[i]; });
    case Geometry::InverseDistance:
        return fill(batch, g, [&](int i) { return 1 / p[i]; });
    case Geometry::InverseSquare:
        return fill(batch, g, [&](int i) { return 1 / squared(p[i]); });
    case Geometry::Angle:
        return fill(batch, g, [&](int i) { return std::atan2(cross[i], dot[i]); });
    case Geometry::Cosine:
        return fill(batch, g, [&](int i) { return dot[i]; });
    case Geometry::DotOverDotdot:
        return fill(batch, g, [&](int i) { return dot[i] / (p[i] * q[i]); });
    case Geometry::Dihedral:
        return fill(batch, g, [&](int i) { return std::abs(std::atan2(cross[i], dot[i])); });
    case Geometry::SignedDihedral:
        return fill(batch, g, [&](int i) { return std::atan2(cross[i], dot[i]); });
    case Geometry::CosDihedral:
        return fill(batch, g, [&](int i) { return dot[i]; });
    case Geometry::Unity:
        return fill(batch, g, [&](int) { return 1.0; });
    case Geometry::AtomicNumber:
    case Geometry::Count:
        return; // k = 1: the caller knows the value
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
    if (!weighByValue(weighting, batch))
        weighByDistances(weighting, k, batch);
    double* w = batch.w.data();
    const double least = weighting.leastWeight;
    if (least > 0)
        fill(batch, w, [&](int i) { return w[i] < least ? 0.0 : w[i]; });
    fill(batch, w, [&](int i) { return w[i] * batch.share[i]; });
}

MBTR_FOR_EACH_PROCESSOR void placeInCells(const BroadeningTable& table, const TupleBatch& batch, Places& places)
{
    const double last = table.cellCount, perUnit = table.perStep * table.cellsPerBin, left = table.left;
    const double before = static_cast<double>(table.reachBins) * table.cellsPerBin;
    const double* __restrict g = batch.g.data(), * __restrict w = batch.w.data();
    int* __restrict cells = places.cell.data();
    double* __restrict x = places.x.data();
    alignas(64) TupleBatch::Indices isInside;
    int* __restrict inside = isInside.data();
    const int padded = (batch.count + 7) / 8 * 8; // whole vectors; what lies behind the end is not listed
    for (int i = 0; i < padded; ++i) {
        const double position = (g[i] - left) * perUnit + before;
        const bool in = static_cast<bool>(static_cast<int>(position >= 0) & static_cast<int>(position < last)
                                          & static_cast<int>(w[i] != 0));
        const double safe = in ? position : 0.0;
        const int cell = static_cast<int>(safe);
        inside[i] = in;
        cells[i] = cell;
        x[i] = 2 * (safe - cell) - 1;
    }
    int count = 0; // no branch: which tuples are inside is not to be foreseen
    for (int i = 0; i < batch.count; ++i) {
        places.tuple[count] = i;
        count += inside[i];
    }
    places.count = count;
}

MBTR_FOR_EACH_PROCESSOR int deposit(const BroadeningTable& table, const TupleBatch& batch, const Places& places, int begin,
                                    double* const* deposits)
{
    const std::size_t flagSpace = table.flagSpace();
    const int count = places.count;
    for (int n = begin; n < count; ++n) {
        const int i = places.tuple[n];
        double* const of = deposits[batch.block[i]];
        if (!of)
            return n;
        const int cell = places.cell[i];
        reinterpret_cast<unsigned char*>(of)[cell] = 1;
        addMoments(places.x[i], batch.w[i], of + flagSpace + BroadeningTable::kMoments * cell);
    }
    return count;
}

MBTR_FOR_EACH_PROCESSOR void broadenDeposit(const BroadeningTable& table, double* deposit, double* padded)
{
    auto* const flags = reinterpret_cast<unsigned char*>(deposit);
    double* const allMoments = deposit + table.flagSpace();
    const int width = table.width;
    const unsigned size = static_cast<unsigned>(BroadeningTable::kGroup * table.cellsPerBin);
    for (int first = 0; first < table.cellCount; first += 64)
        for (std::uint64_t occupied = takeFlags(flags + first); occupied; occupied &= occupied - 1) {
            const auto cell = static_cast<unsigned>(first + std::countr_zero(occupied));
            const unsigned group = cell / size, inGroup = cell - group * size;
            double* moments = allMoments + static_cast<std::size_t>(BroadeningTable::kMoments) * cell;
            addResponsesOfCell(table.rows + static_cast<std::size_t>(BroadeningTable::kMoments) * inGroup * width, width, moments,
                               padded + static_cast<std::size_t>(BroadeningTable::kGroup) * group);
            eightAt(moments) = Eight {};
        }
}

MBTR_FOR_EACH_PROCESSOR double sumOf(const double* values, std::size_t count)
{
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += values[i];
    return sum;
}

MBTR_FOR_EACH_PROCESSOR void scale(double factor, std::size_t count, double* values)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] *= factor;
}

MBTR_FOR_EACH_PROCESSOR void addScaled(double factor, const double* from, std::size_t count, double* to)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] += factor * from[i];
}

} // namespace mbtr
