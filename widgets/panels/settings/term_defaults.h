#pragma once

#include "core/mbtr/settings.h"
#include "widgets/fields/number_slider.h"

#include <string_view>

namespace mbtr::gui {

/// A term with a grid and a width that fit the values of `geometry`, to start from.
TermSettings defaultTerm(int k, Geometry geometry);
/// With the geometry that is most used for this k.
TermSettings defaultTerm(int k);

/// What of `before` has a meaning for `function`, and something sensible for what it needs.
Weighting adapted(const Weighting& before, WeightingFunction function);

/// As (min, max, n) instead of (min, step, n): the same bins.
GridSettings withMax(const GridSettings& grid, Discretization discretization);

/// What a slider for this number of a term ("sigma", "grid.min", "weighting.scale") spans, as it is shown (angles in degrees);
/// nothing for numbers that have none.
std::optional<SliderSpan> sliderSpan(std::string_view key, const TermSettings& term);

/// Width of a bin; nothing where a single bin is centred.
std::optional<double> stepOf(const GridSettings& grid, Discretization discretization);

} // namespace mbtr::gui
