#include "widgets/document/model_settings.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

bool isSameKind(const TermSettings& a, const TermSettings& b)
{
    return a.k == b.k && a.geometry == b.geometry;
}

} // namespace

std::vector<GridSettings> gridsOf(const MbtrSettings& settings)
{
    std::vector<GridSettings> grids;
    for (const TermSettings& term : settings.terms)
        grids.push_back(term.grid);
    return grids;
}

MbtrSettings withGrids(MbtrSettings settings, const std::vector<GridSettings>& grids)
{
    for (std::size_t t = 0; t < std::min(grids.size(), settings.terms.size()); ++t)
        settings.terms[t].grid = grids[t];
    return settings;
}

MbtrSettings startOf(const ModelSettings& settings)
{
    return withGrids(settings.mbtr, settings.startGrids);
}

ModelSettings withTensor(ModelSettings settings, const MbtrSettings& mbtr)
{
    const std::vector<TermSettings> before = settings.mbtr.terms;
    const std::vector<GridSettings> start = gridsOf(startOf(settings));
    settings.mbtr = mbtr;
    if (!settings.gridsFollow)
        return settings;
    const bool sameKinds = std::equal(before.begin(), before.end(), mbtr.terms.begin(), mbtr.terms.end(), isSameKind);
    std::vector<GridSettings> grids = gridsOf(mbtr);
    for (std::size_t t = 0; t < std::min(before.size(), mbtr.terms.size()); ++t) {
        const bool stays = before[t].grid == mbtr.terms[t].grid;
        if (sameKinds && !stays)
            settings.gridsFollow = false;
        if (stays && isSameKind(before[t], mbtr.terms[t]))
            grids[t] = start[t];
    }
    const bool starts = settings.gridsFollow && grids != gridsOf(mbtr);
    settings.startGrids = starts ? grids : std::vector<GridSettings>();
    return settings;
}

} // namespace mbtr::gui
