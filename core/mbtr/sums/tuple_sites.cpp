#include "core/mbtr/sums/tuple_sites.h"

#include "core/chemistry/neighbour_finder.h"

namespace mbtr {

namespace {

TupleSite siteOf(const Neighbours& neighbours, int index)
{
    return {neighbours.atom[index], neighbours.image[index]};
}

} // namespace

std::array<TupleSite, 4> sitesOf(const TupleBatch& batch, int t, int k)
{
    const TupleSite home {batch.centre, {}};
    if (k == 1)
        return {home};
    const TupleSite a = siteOf(*batch.around, batch.a[t]);
    if (k == 2)
        return {home, a};
    const TupleSite b = siteOf(*batch.around, batch.b[t]);
    if (k == 3)
        return {a, home, b};
    TupleSite d = siteOf(*batch.aroundThird, batch.d[t]);
    for (std::size_t axis = 0; axis < 3; ++axis)
        d.image[axis] += b.image[axis];
    return {a, home, b, d};
}

bool isListedOnce(const TupleBatch& batch, int t, int k)
{
    if (k != 2 && k != 4)
        return true;
    const int other = k == 2 ? batch.a[t] : batch.b[t];
    return batch.around->atom[other] != batch.centre || batch.around->image[other] > std::array {0, 0, 0};
}

} // namespace mbtr
