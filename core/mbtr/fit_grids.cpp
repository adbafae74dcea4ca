#include "core/mbtr/fit_grids.h"

#include "core/base/work_counter.h"
#include "core/mbtr/sums/prepared_structure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <vector>

namespace mbtr {

namespace {

class Range : public TupleSink {
public:
    void take(const TupleBatch& batch) override
    {
        for (int t = 0; t < batch.count; ++t)
            if (const auto i = static_cast<std::size_t>(t); batch.w[i] != 0) {
                least = std::min(least, batch.g[i]);
                largest = std::max(largest, batch.g[i]);
            }
    }
    void include(const Range& other)
    {
        least = std::min(least, other.least);
        largest = std::max(largest, other.largest);
    }
    double least = std::numeric_limits<double>::infinity();
    double largest = -std::numeric_limits<double>::infinity();
};

/// Rounded away from the data to a hundredth of the range, so that a settings file holds numbers people can read.
double roundTo(double value, double perUnit, double (*direction)(double))
{
    // What is whole but for rounding stays.
    const double units = value * perUnit, whole = std::round(units);
    return (std::abs(units - whole) < 1e-9 ? whole : direction(units)) / perUnit;
}

using Ranges = std::vector<Range>; ///< one for each term

void widen(Ranges& ranges, const Structure& structure, const Layout& layout, Progress& progress)
{
    const PreparedStructure prepared(structure, layout);
    for (std::size_t t = 0; t < ranges.size(); ++t) {
        const ReadyWeighting weighting = prepared.weighting(t);
        sumTuples(prepared.context(t, weighting, progress), ranges[t]);
    }
}

Ranges rangesOf(const Dataset& dataset, const Layout& layout, Progress& progress)
{
    const Ranges none(layout.settings.terms.size());
    tbb::enumerable_thread_specific<Ranges> ofThreads(none);
    WorkCounter done(progress, dataset.size(), "ranges");
    tbb::parallel_for(std::size_t {0}, dataset.structures.size(), [&](std::size_t s) {
        widen(ofThreads.local(), dataset.structures[s], layout, progress);
        done.add(1);
    });
    Ranges all = none;
    for (const Ranges& ranges : ofThreads)
        for (std::size_t t = 0; t < all.size(); ++t)
            all[t].include(ranges[t]);
    return all;
}

/// A circle has no ends: the whole of it, each angle once.
GridSettings gridOfCircle(double period, const TermSettings& term, Discretization discretization)
{
    GridSettings grid;
    grid.n = std::max(term.grid.n, static_cast<int>(std::ceil(period / term.sigma)));
    const double inset = discretization == Discretization::Paper ? 0 : period / grid.n / 2;
    grid.min = -period / 2 + inset;
    grid.max = period / 2 - inset;
    return grid;
}

GridSettings gridAround(const Range& range, const TermSettings& term, Discretization discretization)
{
    if (!(range.largest >= range.least))
        return term.grid; // no tuple of this term occurs
    if (const double period = info(term.geometry).period; period > 0)
        return gridOfCircle(period, term, discretization);
    const double margin = 4 * term.sigma;
    const double width = range.largest - range.least + 2 * margin;
    const double perUnit = std::pow(10.0, 2 - std::floor(std::log10(width)));
    GridSettings grid;
    grid.min = roundTo(range.least - margin, perUnit, std::floor);
    grid.max = roundTo(range.largest + margin, perUnit, std::ceil);
    grid.n = std::max(term.grid.n, static_cast<int>(std::ceil((*grid.max - grid.min) / term.sigma)) + 1);
    return grid;
}

/// A circle is held by any grid of a whole turn: what lies beyond one end comes in at the other.
bool holds(const Bins& bins, const Range& range, const TermSettings& term)
{
    const bool isEmpty = !(range.largest >= range.least);
    const double sigma = term.sigma, period = info(term.geometry).period;
    const bool isWholeTurn = period > 0 && bins.right() - bins.left >= period - 1e-9;
    return isEmpty || isWholeTurn || (bins.left <= range.least - 2 * sigma && range.largest + 2 * sigma <= bins.right());
}

} // namespace

MbtrSettings widenGrids(const MbtrSettings& settings, const Dataset& dataset, Progress& progress)
{
    MbtrSettings seen = settings;
    seen.elementCorrelation.clear(); // says nothing about the values of geometry functions
    const Layout layout = layoutOf(seen, elementsOf(dataset));
    const std::vector<Range> ranges = rangesOf(dataset, layout, progress);
    MbtrSettings widened = settings;
    for (std::size_t t = 0; t < settings.terms.size(); ++t)
        if (!holds(layout.bins[t], ranges[t], settings.terms[t]))
            widened.terms[t].grid = gridAround(ranges[t], settings.terms[t], settings.discretization);
    return widened;
}

MbtrSettings fitGrids(const MbtrSettings& settings, const Dataset& dataset, Progress& progress)
{
    MbtrSettings fitted = settings;
    fitted.species = elementsOf(dataset);
    const Layout layout = layoutOf(fitted, *fitted.species);
    const std::vector<Range> ranges = rangesOf(dataset, layout, progress);
    for (std::size_t t = 0; t < settings.terms.size(); ++t)
        fitted.terms[t].grid = gridAround(ranges[t], settings.terms[t], settings.discretization);
    return fitted;
}

} // namespace mbtr
