#include "core/mbtr/gradients/gradient_math.h"

#include "core/base/simd.h"
#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/gradients/weight_slopes.h"

#include <cmath>

namespace mbtr {

namespace {

constexpr double kStraight = 1e-7; // sine below which an angle counts as 0 or 180 degrees

/// Eigen's would be compiled for the plain processor, too, and the linker keeps one.
struct Vector {
    double x = 0, y = 0, z = 0;
};

MBTR_INLINE Vector operator+(Vector a, Vector b)
{
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
MBTR_INLINE Vector operator-(Vector a, Vector b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
MBTR_INLINE Vector operator-(Vector a)
{
    return {-a.x, -a.y, -a.z};
}
MBTR_INLINE Vector operator*(double s, Vector a)
{
    return {s * a.x, s * a.y, s * a.z};
}
MBTR_INLINE double dot(Vector a, Vector b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
MBTR_INLINE Vector cross(Vector a, Vector b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

MBTR_INLINE Vector vectorTo(const double* x, const double* y, const double* z, int site)
{
    return {x[site], y[site], z[site]};
}

MBTR_INLINE void store(GradientBatch::OfSites<TupleBatch::Column>& out, std::size_t site, int i, Vector v)
{
    out[site][0][i] = v.x;
    out[site][1][i] = v.y;
    out[site][2][i] = v.z;
}

/// The symmetric part of sums over a vector of derivatives times a position.
struct Moment {
    double xx = 0, yy = 0, zz = 0, xy = 0, xz = 0, yz = 0;
};

MBTR_INLINE Moment operator+(Moment a, Moment b)
{
    return {a.xx + b.xx, a.yy + b.yy, a.zz + b.zz, a.xy + b.xy, a.xz + b.xz, a.yz + b.yz};
}

/// Together with its mirror image (a, b exchanged) or where the sum is known to be symmetric.
MBTR_INLINE Moment momentOf(Vector derivative, Vector position)
{
    return {derivative.x * position.x, derivative.y * position.y, derivative.z * position.z,
            derivative.x * position.y, derivative.x * position.z, derivative.y * position.z};
}

MBTR_INLINE void store(GradientBatch::Strain& out, int i, const Moment& m)
{
    out[0][i] = m.xx;
    out[1][i] = m.yy;
    out[2][i] = m.zz;
    out[3][i] = m.xy;
    out[4][i] = m.xz;
    out[5][i] = m.yz;
}

/// What is filled in: dw and w dg apart; or only dw, where the slopes are those of a projected tuple.
enum class Parts { Both, Together };

/// ofDistance: dg/d(distance) of a pair.
template <Parts kParts, typename Function>
MBTR_INLINE void pairGradients(const TupleBatch& batch, const WeightSlopes& slopes, GradientBatch& out, Function ofDistance)
{
    const Neighbours& around = *batch.around;
    const double *x = around.x.data(), *y = around.y.data(), *z = around.z.data();
    for (int i = 0; i < batch.count; ++i) {
        const Vector along = vectorTo(x, y, z, batch.a[i]);
        const double d = batch.p[i], slope = ofDistance(d);
        const Vector w = (slopes.x[i] * slope + slopes.p[i]) / d * along;
        store(out.w, 1, i, w);
        store(out.w, 0, i, -w);
        store(out.strainW, i, momentOf(w, along));
        if constexpr (kParts == Parts::Both) {
            const Vector g = batch.w[i] * slope / d * along;
            store(out.g, 1, i, g);
            store(out.g, 0, i, -g);
            store(out.strainG, i, momentOf(g, along));
        }
    }
}

/// With u, v from the middle atom to the ends: dg/da = uu u + uv v, dg/dc = uv u + vv v.
struct TripleSlopes {
    double uu = 0, uv = 0, vv = 0;
};

MBTR_INLINE TripleSlopes slopesOfCosine(double p, double q, double cosine)
{
    return {-cosine / (p * p), 1 / (p * q), -cosine / (q * q)};
}

MBTR_INLINE void storeTriple(GradientBatch::OfSites<TupleBatch::Column>& out, GradientBatch::Strain& strain, int i,
                             TripleSlopes s, Vector u, Vector v)
{
    const Vector first = s.uu * u + s.uv * v, last = s.uv * u + s.vv * v;
    store(out, 0, i, first);
    store(out, 1, i, -(first + last));
    store(out, 2, i, last);
    store(strain, i, momentOf(first, u) + momentOf(last, v));
}

template <Parts kParts, typename Function>
MBTR_INLINE void tripleGradients(const TupleBatch& batch, const WeightSlopes& slopes, GradientBatch& out, Function ofTriple)
{
    const Neighbours& around = *batch.around;
    const double *x = around.x.data(), *y = around.y.data(), *z = around.z.data();
    for (int i = 0; i < batch.count; ++i) {
        const Vector u = vectorTo(x, y, z, batch.a[i]), v = vectorTo(x, y, z, batch.b[i]);
        const TripleSlopes g = ofTriple(i);
        const double w = batch.w[i], dx = slopes.x[i], third = slopes.r[i] / batch.r[i];
        if constexpr (kParts == Parts::Both)
            storeTriple(out.g, out.strainG, i, {w * g.uu, w * g.uv, w * g.vv}, u, v);
        storeTriple(
            out.w, out.strainW, i,
            {dx * g.uu + slopes.p[i] / batch.p[i] + third, dx * g.uv - third, dx * g.vv + slopes.q[i] / batch.q[i] + third}, u,
            v);
    }
}

template <Parts kParts>
MBTR_INLINE void gradientsOfTriples(const TupleBatch& batch, Geometry geometry, const WeightSlopes& slopes, GradientBatch& out)
{
    const double *p = batch.p.data(), *q = batch.q.data(), *cosine = batch.dot.data(), *sine = batch.cross.data();
    if (geometry == Geometry::Angle)
        return tripleGradients<kParts>(batch, slopes, out, [&](int i) {
            const TripleSlopes c = slopesOfCosine(p[i], q[i], cosine[i]);
            const double slope = sine[i] > kStraight ? -1 / sine[i] : 0;
            return TripleSlopes {slope * c.uu, slope * c.uv, slope * c.vv};
        });
    if (geometry == Geometry::Cosine)
        return tripleGradients<kParts>(batch, slopes, out, [&](int i) { return slopesOfCosine(p[i], q[i], cosine[i]); });
    tripleGradients<kParts>(batch, slopes, out, [&](int i) { // dot_over_dotdot
        const double perPq = 1 / (p[i] * q[i]);
        return TripleSlopes {-2 * cosine[i] * perPq / (p[i] * p[i]), perPq * perPq, -2 * cosine[i] * perPq / (q[i] * q[i])};
    });
}

/// Derivatives of a dihedral angle with respect to the four atoms, in tuple order.
struct ChainVectors {
    Vector first, second, third, fourth;
};

/// Blondel & Karplus, J. Comput. Chem. 17, 1132 (1996), Eq. (27), turned to this program's sign. f, g, h: from the second atom
/// to the first, from the third to the second and to the fourth.
MBTR_INLINE ChainVectors gradientOfDihedral(Vector f, Vector g, Vector h)
{
    const Vector a = cross(f, g), b = cross(h, g);
    const double gg = dot(g, g), aa = dot(a, a), bb = dot(b, b), length = std::sqrt(gg);
    const double least = kStraight * kStraight * gg;
    const bool onALine = aa < least * dot(f, f) || bb < least * dot(h, h);
    const double perA = onALine ? 0 : 1 / aa, perB = onALine ? 0 : 1 / bb;
    const Vector first = -length * perA * a, last = length * perB * b;
    const Vector inner = dot(f, g) / length * perA * a - dot(h, g) / length * perB * b;
    return {first, inner - first, -last - inner, last};
}

MBTR_INLINE void storeChain(GradientBatch::OfSites<TupleBatch::Column>& out, GradientBatch::Strain& strain, int i,
                            const ChainVectors& v, Vector a, Vector c, Vector d)
{
    store(out, 0, i, v.first);
    store(out, 1, i, v.second);
    store(out, 2, i, v.third);
    store(out, 3, i, v.fourth);
    store(strain, i, momentOf(v.first, a) + momentOf(v.third, c) + momentOf(v.fourth, d));
}

/// ofDihedral: dg/d(signed dihedral angle).
template <Parts kParts, typename Function>
MBTR_INLINE void chainGradients(const TupleBatch& batch, const WeightSlopes& slopes, GradientBatch& out, Function ofDihedral)
{
    const Neighbours &near = *batch.around, &far = *batch.aroundThird;
    const double *x = near.x.data(), *y = near.y.data(), *z = near.z.data();
    const double *fx = far.x.data(), *fy = far.y.data(), *fz = far.z.data();
    for (int i = 0; i < batch.count; ++i) {
        const Vector a = vectorTo(x, y, z, batch.a[i]), c = vectorTo(x, y, z, batch.b[i]), h = vectorTo(fx, fy, fz, batch.d[i]);
        const double slope = ofDihedral(i), wg = batch.w[i] * slope, wx = slopes.x[i] * slope;
        const ChainVectors v = gradientOfDihedral(a, -c, h);
        const Vector alongP = slopes.p[i] / batch.p[i] * a, alongQ = slopes.q[i] / batch.q[i] * c,
                     alongR = slopes.r[i] / batch.r[i] * h;
        if constexpr (kParts == Parts::Both)
            storeChain(out.g, out.strainG, i, {wg * v.first, wg * v.second, wg * v.third, wg * v.fourth}, a, c, c + h);
        storeChain(
            out.w, out.strainW, i,
            {wx * v.first + alongP, wx * v.second - alongP - alongQ, wx * v.third + alongQ - alongR, wx * v.fourth + alongR}, a,
            c, c + h);
    }
}

template <Parts kParts>
MBTR_INLINE void gradientsOfChains(const TupleBatch& batch, Geometry geometry, const WeightSlopes& slopes, GradientBatch& out)
{
    const double* sine = batch.cross.data();
    switch (geometry) {
    case Geometry::CosDihedral:
        return chainGradients<kParts>(batch, slopes, out, [&](int i) { return -sine[i]; });
    case Geometry::Dihedral:
        return chainGradients<kParts>(batch, slopes, out, [&](int i) {
            return sine[i] > kStraight ? 1.0 : sine[i] < -kStraight ? -1.0 : 0.0;
        });
    case Geometry::SignedDihedral:
        return chainGradients<kParts>(batch, slopes, out, [&](int) { return 1.0; });
    default:
        return chainGradients<kParts>(batch, slopes, out, [&](int) { return 0.0; }); // unity
    }
}

template <Parts kParts>
MBTR_INLINE void gradientsOfPairs(const TupleBatch& batch, Geometry geometry, const WeightSlopes& slopes, GradientBatch& out)
{
    switch (geometry) {
    case Geometry::InverseDistance:
        return pairGradients<kParts>(batch, slopes, out, [](double d) { return -1 / (d * d); });
    case Geometry::InverseSquare:
        return pairGradients<kParts>(batch, slopes, out, [](double d) { return -2 / (d * d * d); });
    default:
        return pairGradients<kParts>(batch, slopes, out, [](double) { return 1.0; });
    }
}

void listAtoms(const TupleBatch& batch, int k, GradientBatch& out)
{
    const int* near = batch.around->atom.data();
    for (int i = 0; i < batch.count; ++i) {
        out.atom[k == 2 ? 0 : 1][i] = batch.centre;
        out.atom[k == 2 ? 1 : 0][i] = near[batch.a[i]];
    }
    for (int i = 0; i < batch.count && k > 2; ++i)
        out.atom[2][i] = near[batch.b[i]];
    for (int i = 0; i < batch.count && k > 3; ++i)
        out.atom[3][i] = batch.aroundThird->atom[batch.d[i]];
}

template <Parts kParts>
MBTR_INLINE void gradientsOfTuples(const TupleBatch& batch, int k, Geometry geometry, const WeightSlopes& slopes,
                                   GradientBatch& out)
{
    if (k == 2)
        gradientsOfPairs<kParts>(batch, geometry, slopes, out);
    else if (k == 3)
        gradientsOfTriples<kParts>(batch, geometry, slopes, out);
    else
        gradientsOfChains<kParts>(batch, geometry, slopes, out);
}

} // namespace

MBTR_FOR_EACH_PROCESSOR void evaluateGradients(const TupleBatch& batch, int k, Geometry geometry, const ReadyWeighting& weighting,
                                               GradientBatch& gradients)
{
    WeightSlopes slopes;
    weightSlopes(batch, k, weighting, slopes);
    gradientsOfTuples<Parts::Both>(batch, k, geometry, slopes, gradients);
    listAtoms(batch, k, gradients);
}

MBTR_FOR_EACH_PROCESSOR void evaluateProjected(const TupleBatch& batch, int k, Geometry geometry, const ReadyWeighting& weighting,
                                               const double* mass, const double* slope, GradientBatch& gradients)
{
    WeightSlopes slopes;
    weightSlopes(batch, k, weighting, slopes);
    for (int i = 0; i < batch.count; ++i) {
        slopes.x[i] = slopes.x[i] * mass[i] + batch.w[i] * slope[i]; // the geometry changes weight and place
        slopes.p[i] *= mass[i];
    }
    for (int i = 0; i < batch.count && k > 2; ++i) {
        slopes.q[i] *= mass[i];
        slopes.r[i] *= mass[i];
    }
    gradientsOfTuples<Parts::Together>(batch, k, geometry, slopes, gradients);
    listAtoms(batch, k, gradients);
}

} // namespace mbtr
