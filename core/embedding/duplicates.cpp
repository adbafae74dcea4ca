#include "core/embedding/duplicates.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/work_counter.h"
#include "core/embedding/distance_profile.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <tbb/parallel_for_each.h>

namespace mbtr {

namespace {

/// Sorted atomic numbers; periodic and not are told apart by a 0 in front.
using Composition = std::vector<int>;

Composition compositionOf(const Structure& structure)
{
    Composition composition = structure.species;
    if (structure.isPeriodic())
        composition.push_back(0);
    std::sort(composition.begin(), composition.end());
    return composition;
}

/// Structures of one composition, in order; marks those that stay.
void markUnique(const Dataset& dataset, std::span<const int> rows, const std::vector<std::size_t>& places, double tolerance,
                std::vector<char>& stays, WorkCounter& counter)
{
    std::multimap<double, DistanceProfile> kept; // by key: only those nearby need a closer look
    for (const std::size_t place : places) {
        counter.add(1);
        DistanceProfile profile = profileOf(dataset.structures[rows[place]]);
        const auto begin = kept.lower_bound(profile.key - tolerance), end = kept.upper_bound(profile.key + tolerance);
        const bool known = std::any_of(begin, end, [&](const auto& other) {
            counter.add(0);
            return agree(other.second, profile, tolerance);
        });
        stays[place] = !known;
        if (!known) {
            const double key = profile.key;
            kept.emplace(key, std::move(profile));
        }
    }
}

} // namespace

bool agree(const Structure& a, const Structure& b, double tolerance)
{
    return compositionOf(a) == compositionOf(b) && agree(profileOf(a), profileOf(b), tolerance);
}

std::vector<int> withoutDuplicates(const Dataset& dataset, std::span<const int> rows, double tolerance, Progress& progress)
{
    if (!(tolerance > 0) || !std::isfinite(tolerance))
        throw SettingsError("unique", "must be a number of angstrom larger than 0, is " + toText(tolerance));
    std::map<Composition, std::vector<std::size_t>> groups;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        if (place % 1000 == 0)
            progress.throwIfCancelled();
        groups[compositionOf(dataset.structures[rows[place]])].push_back(place);
    }
    std::vector<char> stays(rows.size());
    WorkCounter counter(progress, static_cast<double>(rows.size()), "duplicates");
    tbb::parallel_for_each(groups.begin(), groups.end(),
                           [&](const auto& group) { markUnique(dataset, rows, group.second, tolerance, stays, counter); });
    std::vector<int> unique;
    for (std::size_t place = 0; place < rows.size(); ++place)
        if (stays[place])
            unique.push_back(rows[place]);
    return unique;
}

} // namespace mbtr
