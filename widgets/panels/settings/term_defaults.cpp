#include "widgets/panels/settings/term_defaults.h"

#include "core/mbtr/layout.h"
#include "widgets/fields/units.h"

#include <cmath>
#include <numbers>

namespace mbtr::gui {

namespace {

struct Range {
    double min, max;
    int n;
    double sigma;
};

constexpr double kDegree = std::numbers::pi / 180;

// Unit of the geometry function; wide enough for what occurs in molecules and crystals.
Range rangeOf(Geometry geometry)
{
    switch (geometry) {
    case Geometry::AtomicNumber:
        return {0, 18, 90, 0.2};
    case Geometry::Count:
        return {-0.5, 12.5, 130, 0.1};
    case Geometry::Unity:
        return {0, 2, 50, 0.1};
    case Geometry::Distance:
        return {0.5, 8, 150, 0.1};
    case Geometry::InverseDistance:
        return {0, 1.2, 200, 0.02};
    case Geometry::InverseSquare:
        return {0, 1.4, 200, 0.02};
    case Geometry::Angle:
    case Geometry::Dihedral:
        return {-10 * kDegree, 190 * kDegree, 200, 3 * kDegree};
    case Geometry::Cosine:
        return {-1.1, 1.1, 180, 0.05};
    case Geometry::DotOverDotdot:
        return {-1, 1, 180, 0.05};
    case Geometry::SignedDihedral:
        return {-180 * kDegree, 180 * kDegree, 360, 3 * kDegree};
    case Geometry::CosDihedral:
        return {-1.1, 1.1, 180, 0.05};
    }
    return {0, 1, 100, 0.02};
}

Weighting decaying(int k)
{
    if (k == 1)
        return {};
    // Chains multiply quickly with their length: 1.2 ends them at 5.8 angstrom, three bonds between carbon atoms and some.
    return {.function = WeightingFunction::Exp, .scale = k == 4 ? 1.2 : 0.5, .threshold = 1e-3};
}

} // namespace

TermSettings defaultTerm(int k, Geometry geometry)
{
    const Range range = rangeOf(geometry);
    return {.k = k,
            .geometry = geometry,
            .weighting = decaying(k),
            .grid = {.min = range.min, .max = range.max, .n = range.n},
            .sigma = range.sigma};
}

TermSettings defaultTerm(int k)
{
    switch (k) {
    case 1:
        return defaultTerm(1, Geometry::AtomicNumber);
    case 3:
        return defaultTerm(3, Geometry::Angle);
    case 4:
        return defaultTerm(4, Geometry::Dihedral);
    default:
        return defaultTerm(2, Geometry::InverseDistance);
    }
}

Weighting adapted(const Weighting& before, WeightingFunction function)
{
    const WeightingInfo& about = info(function);
    Weighting after {.function = function, .rCut = before.rCut};
    if (about.takesScale)
        after.scale = before.scale.value_or(function == WeightingFunction::Exp ? 0.5 : 1);
    if (about.takesThreshold) {
        after.threshold = before.threshold.value_or(1e-3);
        after.rCut.reset(); // either scale or r_cut
    }
    if (about.takesSharpness)
        after.sharpness = before.sharpness;
    if (about.takesCutoff)
        after.cutoff = before.cutoff.value_or(5);
    if (about.needsRCut)
        after.rCut = before.rCut.value_or(6);
    if (about.takesAccuracy)
        after.accuracy = before.accuracy;
    return after;
}

GridSettings withMax(const GridSettings& grid, Discretization discretization)
{
    if (!grid.step)
        return grid;
    const int steps = discretization == Discretization::Paper ? grid.n : grid.n - 1;
    return {.min = grid.min, .max = grid.min + steps * *grid.step, .step = {}, .n = grid.n};
}

std::optional<SliderSpan> sliderSpan(std::string_view key, const TermSettings& term)
{
    const Range range = rangeOf(term.geometry);
    const double scale = shownUnit(info(term.geometry).unit).scale;
    const double min = scale * range.min, max = scale * range.max, width = max - min;
    if (key == "sigma")
        return SliderSpan {.low = width / 2000, .high = width / 4, .logarithmic = true};
    if (key == "grid.min")
        return SliderSpan {.low = min - width / 4, .high = max - width / 20};
    if (key == "grid.max")
        return SliderSpan {.low = min + width / 20, .high = max + width};
    if (key == "grid.n")
        return SliderSpan {.low = 10, .high = 2000, .logarithmic = true, .whole = true};
    if (key == "weighting.scale")
        return SliderSpan {.low = 0.05, .high = 20, .logarithmic = true};
    if (key == "weighting.cutoff")
        return SliderSpan {.low = 0.1, .high = 20, .logarithmic = true};
    if (key == "weighting.r_cut")
        return SliderSpan {.low = 1, .high = 12};
    return std::nullopt;
}

std::optional<double> stepOf(const GridSettings& grid, Discretization discretization)
{
    const double step = binsOf(grid, discretization).step;
    return std::isfinite(step) ? std::optional(step) : std::nullopt;
}

} // namespace mbtr::gui
