#include "widgets/render/scene/overlay.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

template <typename T> void append(std::vector<T>& all, const std::vector<T>& more)
{
    all.insert(all.end(), more.begin(), more.end());
}

ValueRange widened(ValueRange range)
{
    if (!(range.low < range.high)) {
        const double half = std::max(std::abs(range.low) * 1e-6, 1e-12);
        range = {range.low - half, range.low + half};
    }
    return range;
}

} // namespace

Overlay merged(const Overlay& below, const Overlay& top)
{
    Overlay all = below;
    if (top.scalars)
        all.scalars = top.scalars;
    append(all.vectors, top.vectors);
    append(all.tuples, top.tuples);
    append(all.halos, top.halos);
    append(all.labels, top.labels);
    append(all.measures, top.measures);
    return all;
}

ValueRange limitsOf(const AtomScalars& scalars)
{
    if (scalars.limits && std::isfinite(scalars.limits->low) && std::isfinite(scalars.limits->high))
        return widened(*scalars.limits);
    ValueRange range {0, 0};
    bool isFirst = true;
    for (const double value : scalars.values) {
        if (!std::isfinite(value))
            continue;
        range.low = isFirst ? value : std::min(range.low, value);
        range.high = isFirst ? value : std::max(range.high, value);
        isFirst = false;
    }
    if (scalars.map == ColorMap::BlueRed) {
        const double largest = std::max(std::abs(range.low), std::abs(range.high));
        range = {-largest, largest};
    }
    return widened(range);
}

} // namespace mbtr::gui
