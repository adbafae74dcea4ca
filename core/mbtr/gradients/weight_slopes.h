#pragma once

#include "core/base/simd.h"
#include "core/mbtr/sums/tuple_batch.h"
#include "core/mbtr/weighting.h"

#include <cmath>

namespace mbtr {

/// Derivatives of w, share included, with respect to the value of g and the sides p, q, r; as columns.
struct WeightSlopes {
    alignas(64) TupleBatch::Column x, p, q, r;
};

/// The same of one tuple.
struct Slopes {
    double x = 0, p = 0, q = 0, r = 0;
};

template <typename Function> MBTR_INLINE void fillSlopes(const TupleBatch& batch, WeightSlopes& out, Function function)
{
    for (int i = 0; i < batch.count; ++i) {
        const Slopes slopes = function(i);
        out.x[i] = slopes.x;
        out.p[i] = slopes.p;
        out.q[i] = slopes.q;
        out.r[i] = slopes.r;
    }
}

MBTR_INLINE void fillSlopesOfSmoothCutoff(const TupleBatch& batch, const ReadyWeighting& weighting, WeightSlopes& out)
{
    const double y = weighting.sharpness, perCut = 1 / weighting.rCut;
    fillSlopes(batch, out, [&](int i) {
        const double u = batch.p[i] * perCut, v = batch.q[i] * perCut;
        const double uPower = std::pow(u, y - 1), vPower = std::pow(v, y - 1);
        const double ofU = 1 + uPower * u * (y * u - y - 1), ofV = 1 + vPower * v * (y * v - y - 1);
        const double factor = batch.share[i] * y * (y + 1) * perCut;
        return Slopes {.p = factor * uPower * (u - 1) * ofV, .q = factor * vPower * (v - 1) * ofU};
    });
}

/// Fills `out` with the slopes of the weights of all tuples of an evaluated batch; core/mbtr/README.md, section 8.
MBTR_INLINE void weightSlopes(const TupleBatch& batch, int k, const ReadyWeighting& weighting, WeightSlopes& out)
{
    const double s = weighting.scale;
    const double *w = batch.w.data(), *x = batch.g.data(), *p = batch.p.data(), *q = batch.q.data(), *r = batch.r.data();
    const double* share = batch.share.data();
    switch (weighting.function) {
    case WeightingFunction::Unity:
    case WeightingFunction::CutoffInverseX:
    case WeightingFunction::InverseCount:
        return fillSlopes(batch, out, [&](int) { return Slopes {}; });
    case WeightingFunction::X:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.x = share[i]}; });
    case WeightingFunction::XSquared:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.x = 2 * share[i] * x[i]}; });
    case WeightingFunction::SqrtX:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.x = 0.5 * w[i] / x[i]}; });
    case WeightingFunction::InverseX:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.x = -w[i] / x[i]}; });
    case WeightingFunction::ExpInverseX:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.x = w[i] / (x[i] * x[i] * s)}; });
    case WeightingFunction::ExpInverseXSquared:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.x = 2 * w[i] / (x[i] * x[i] * x[i] * s)}; });
    case WeightingFunction::InverseSquare:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -2 * w[i] / p[i]}; });
    case WeightingFunction::Exp:
        if (k == 2)
            return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -s * w[i]}; });
        return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -s * w[i], .q = -s * w[i], .r = -s * w[i]}; });
    case WeightingFunction::ExpSquare:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -2 * s * p[i] * w[i]}; });
    case WeightingFunction::InversePq:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -w[i] / p[i], .q = -w[i] / q[i]}; });
    case WeightingFunction::InversePqSquared:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -2 * w[i] / p[i], .q = -2 * w[i] / q[i]}; });
    case WeightingFunction::InversePqr:
        return fillSlopes(batch, out, [&](int i) { return Slopes {.p = -w[i] / p[i], .q = -w[i] / q[i], .r = -w[i] / r[i]}; });
    case WeightingFunction::InversePqrSquared:
        return fillSlopes(batch, out,
                          [&](int i) { return Slopes {.p = -2 * w[i] / p[i], .q = -2 * w[i] / q[i], .r = -2 * w[i] / r[i]}; });
    case WeightingFunction::ExpPqr:
        return fillSlopes(batch, out, [&](int i) {
            return Slopes {.p = -w[i] * q[i] * r[i] / s, .q = -w[i] * p[i] * r[i] / s, .r = -w[i] * p[i] * q[i] / s};
        });
    case WeightingFunction::SmoothCutoff:
        return fillSlopesOfSmoothCutoff(batch, weighting, out);
    }
}

} // namespace mbtr
