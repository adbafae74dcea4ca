#include "core/mbtr/truncation/grid_truncation.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mbtr {

namespace {

/// Where a grid goes round a circle more than once.
std::string noteOnTurns(const Layout& layout, std::size_t term)
{
    const GeometryInfo& geometry = info(layout.settings.terms[term].geometry);
    const Bins& bins = layout.bins[term];
    if (geometry.period == 0 || bins.right() - bins.left <= geometry.period * (1 + 1e-6) + bins.step)
        return {};
    return fmt::format("terms[{}] ({}): the grid {:.6g} to {:.6g} covers more than the circle of {:.6g}; bins one turn apart "
                       "hold the same",
                       term, geometry.name, bins.left, bins.right(), geometry.period);
}

} // namespace

std::vector<GridWeight> sumOf(const std::vector<std::vector<GridWeight>>& weights)
{
    std::vector<GridWeight> sums(weights.empty() ? 0 : weights.front().size());
    for (const auto& ofStructure : weights)
        for (std::size_t term = 0; term < sums.size(); ++term) {
            sums[term].total += ofStructure[term].total;
            sums[term].inside += ofStructure[term].inside;
        }
    return sums;
}

double truncatedShare(const GridWeight& weight)
{
    return weight.total > 0 ? std::clamp(1 - weight.inside / weight.total, 0.0, 1.0) : 0;
}

Messages gridTruncationMessages(const Layout& layout, const std::vector<GridWeight>& weights)
{
    Messages messages;
    for (std::size_t term = 0; term < weights.size(); ++term) {
        const double truncated = truncatedShare(weights[term]);
        if (const std::string note = noteOnTurns(layout, term); !note.empty())
            messages.push_back({.severity = Severity::Note, .text = note});
        if (truncated <= kWorthMentioning)
            continue;
        const Bins& bins = layout.bins[term];
        messages.push_back({.text = fmt::format("terms[{}] ({}): {:.3g} % of the weight lies outside the grid {} to {}", term,
                                                info(layout.settings.terms[term].geometry).name, 100 * truncated,
                                                fmt::format("{:.6g}", bins.left), fmt::format("{:.6g}", bins.right()))});
    }
    return messages;
}

} // namespace mbtr
