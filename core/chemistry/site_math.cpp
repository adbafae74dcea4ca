#include "core/chemistry/site_math.h"

#include "core/base/simd.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr {

MBTR_FOR_EACH_PROCESSOR double fillRow(const double* first, const double* step, int count, const SiteColumns& out)
{
    double* __restrict x = out.x, * __restrict y = out.y, * __restrict z = out.z, * __restrict distance = out.distance;
    const double x0 = first[0], y0 = first[1], z0 = first[2], dx = step[0], dy = step[1], dz = step[2];
    double least = std::numeric_limits<double>::max();
    for (int n = 0; n < count; ++n) {
        x[n] = x0 + n * dx;
        y[n] = y0 + n * dy;
        z[n] = z0 + n * dz;
        const double squared = x[n] * x[n] + y[n] * y[n] + z[n] * z[n];
        distance[n] = std::sqrt(squared);
        least = std::min(least, squared);
    }
    return least;
}

MBTR_FOR_EACH_PROCESSOR double fillPoints(const double* points, const double* centre, int count, const SiteColumns& out)
{
    double* __restrict x = out.x, * __restrict y = out.y, * __restrict z = out.z, * __restrict distance = out.distance;
    const double x0 = centre[0], y0 = centre[1], z0 = centre[2];
    double least = std::numeric_limits<double>::max();
    for (int n = 0; n < count; ++n) {
        x[n] = points[3 * n] - x0;
        y[n] = points[3 * n + 1] - y0;
        z[n] = points[3 * n + 2] - z0;
        const double squared = x[n] * x[n] + y[n] * y[n] + z[n] * z[n];
        distance[n] = std::sqrt(squared);
        least = std::min(least, squared);
    }
    return least;
}

} // namespace mbtr
