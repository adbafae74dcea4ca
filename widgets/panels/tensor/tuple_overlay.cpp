#include "widgets/panels/tensor/tuple_overlay.h"

#include "core/mbtr/contributions/contributions.h"

namespace mbtr::gui {

namespace {

constexpr double kFaint = 0.12, kStrong = 0.8;

} // namespace

void addTuple(Overlay& overlay, const TupleContribution& tuple, int k, double relative, const Rgb& color, int firstAtom)
{
    if (k == 1) {
        overlay.halos.push_back({.atom = tuple.sites[0].atom + firstAtom, .color = color, .width = 0.05 + 0.12 * relative});
        return;
    }
    HighlightedTuple drawn {.sites = {}, .color = color, .opacity = kFaint + (kStrong - kFaint) * relative};
    for (std::size_t i = 0; i < static_cast<std::size_t>(k); ++i)
        drawn.sites.push_back({tuple.sites[i].atom + firstAtom, tuple.sites[i].image});
    overlay.tuples.push_back(std::move(drawn));
}

} // namespace mbtr::gui
