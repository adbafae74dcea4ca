#include "core/embedding/select_structures.h"

#include "core/base/error.h"
#include "core/dataset/filter.h"
#include "core/embedding/duplicates.h"
#include "core/embedding/farthest_points.h"

#include <algorithm>

namespace mbtr {

namespace {

std::vector<int> farthest(const Dataset& dataset, const std::vector<int>& rows, int count, const MbtrSettings& settings,
                          Progress& progress)
{
    if (count >= static_cast<int>(rows.size()))
        return rows;
    SubProgress features(progress, 0, 0.7), choices(progress, 0.7, 1);
    const CompactFeatures matrix = compactFeatures(dataset, rows, settings, features);
    std::vector<int> chosen = farthestPoints(matrix, count, choices);
    for (int& place : chosen)
        place = rows[place];
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

} // namespace

SelectedStructures selectStructures(const Dataset& dataset, const SubsetSettings& settings, Progress& progress,
                                    const std::optional<MbtrSettings>& distances)
{
    if (settings.draw != SubsetSettings::Draw::All && settings.count < 1)
        throw SettingsError(settings.draw == SubsetSettings::Draw::Random ? "sample" : "farthest",
                            "must be at least 1, is " + std::to_string(settings.count));
    SelectedStructures selected {.rows = filterStructures(dataset, settings.filter, progress)};
    selected.filtered = static_cast<int>(selected.rows.size());
    if (settings.tolerance != 0) {
        selected.rows = withoutDuplicates(dataset, selected.rows, settings.tolerance, progress);
        selected.duplicates = selected.filtered - static_cast<int>(selected.rows.size());
    }
    if (settings.draw == SubsetSettings::Draw::Random)
        selected.rows = drawAtRandom(selected.rows, settings.count, settings.seed);
    else if (settings.draw == SubsetSettings::Draw::Farthest)
        selected.rows = farthest(dataset, selected.rows, settings.count, distances.value_or(settingsForDistances()), progress);
    return selected;
}

} // namespace mbtr
