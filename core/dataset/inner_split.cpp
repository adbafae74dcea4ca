#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/dataset/groups.h"
#include "core/dataset/split.h"

#include <algorithm>
#include <numeric>

namespace mbtr {

namespace {

std::vector<int> placesInOrder(std::size_t count)
{
    std::vector<int> places(count);
    std::iota(places.begin(), places.end(), 0);
    return places;
}

std::vector<int> shuffledPlaces(std::size_t count, std::uint64_t seed)
{
    std::vector<int> places = placesInOrder(count);
    Draws(seed).shuffle(places);
    return places;
}

/// The places of each group that is among the rows; groups in random order.
std::vector<std::vector<int>> shuffledGroups(const Dataset& dataset, std::span<const int> rows, const SplitSettings& settings)
{
    const std::vector<int> group = groupsOf(dataset, settings.groupBy);
    std::vector<std::vector<int>> places(group.empty() ? 0 : static_cast<std::size_t>(*std::ranges::max_element(group)) + 1);
    for (std::size_t i = 0; i < rows.size(); ++i)
        places[static_cast<std::size_t>(group[static_cast<std::size_t>(rows[i])])].push_back(static_cast<int>(i));
    std::erase_if(places, [](const std::vector<int>& members) { return members.empty(); });
    std::vector<std::vector<int>> shuffled;
    for (const int i : shuffledPlaces(places.size(), settings.seed))
        shuffled.push_back(std::move(places[static_cast<std::size_t>(i)]));
    return shuffled;
}

InnerSplit cutBehind(const std::vector<int>& order, std::size_t train)
{
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(train);
    return {{order.begin(), middle}, {middle, order.end()}};
}

std::size_t trainedOf(std::size_t count)
{
    return count - count / 5;
}

/// The part of each place.
std::vector<std::size_t> dealtAtRandom(std::size_t count, std::uint64_t seed, std::size_t folds)
{
    std::vector<std::size_t> part(count);
    const std::vector<int> order = shuffledPlaces(count, seed);
    for (std::size_t i = 0; i < count; ++i)
        part[static_cast<std::size_t>(order[i])] = i % folds;
    return part;
}

std::vector<std::size_t> dealtInPieces(std::size_t count, std::size_t folds)
{
    std::vector<std::size_t> part(count);
    for (std::size_t i = 0; i < count; ++i)
        part[i] = i * folds / count;
    return part;
}

/// Each group, the largest first, goes to the part that has fewest places.
std::vector<std::size_t> dealtInGroups(std::vector<std::vector<int>> groups, std::size_t count, std::size_t folds)
{
    if (groups.size() < folds)
        throw SettingsError("folds",
                            "must be at most " + std::to_string(groups.size()) + ", the number of groups that train, is "
                                + std::to_string(folds));
    std::ranges::stable_sort(groups, std::greater(), [](const std::vector<int>& group) { return group.size(); });
    std::vector<std::size_t> part(count), filled(folds, 0);
    for (const std::vector<int>& group : groups) {
        const auto least = static_cast<std::size_t>(std::ranges::min_element(filled) - filled.begin());
        filled[least] += group.size();
        for (const int place : group)
            part[static_cast<std::size_t>(place)] = least;
    }
    return part;
}

} // namespace

InnerSplit randomHoldOut(std::size_t count, std::uint64_t seed)
{
    return cutBehind(shuffledPlaces(count, seed), trainedOf(count));
}

InnerSplit holdOutOf(const Dataset& dataset, std::span<const int> rows, const SplitSettings& settings)
{
    if (settings.method == SplitMethod::Blocks)
        return cutBehind(placesInOrder(rows.size()), trainedOf(rows.size()));
    if (settings.method != SplitMethod::Groups)
        return randomHoldOut(rows.size(), settings.seed);
    const auto groups = shuffledGroups(dataset, rows, settings);
    if (groups.size() < 2)
        throw SettingsError("group_by", "must make two groups or more of the structures that train: all are one");
    InnerSplit split;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const bool trains = i == 0 || (split.train.size() < trainedOf(rows.size()) && i + 1 < groups.size());
        std::vector<int>& side = trains ? split.train : split.heldOut;
        side.insert(side.end(), groups[i].begin(), groups[i].end());
    }
    return split;
}

std::vector<InnerSplit> foldsOf(const Dataset& dataset, std::span<const int> rows, const SplitSettings& settings, int folds)
{
    if (folds < 2 || static_cast<std::size_t>(folds) > rows.size())
        throw SettingsError(
            "folds", "must be 2 to " + std::to_string(rows.size()) + ", the number of structures, is " + std::to_string(folds));
    const auto parts = static_cast<std::size_t>(folds);
    const std::vector<std::size_t> part = settings.method == SplitMethod::Blocks ? dealtInPieces(rows.size(), parts)
        : settings.method == SplitMethod::Groups ? dealtInGroups(shuffledGroups(dataset, rows, settings), rows.size(), parts)
                                                 : dealtAtRandom(rows.size(), settings.seed, parts);
    std::vector<InnerSplit> all(parts);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t fold = 0; fold < parts; ++fold)
            (part[i] == fold ? all[fold].heldOut : all[fold].train).push_back(static_cast<int>(i));
    return all;
}

} // namespace mbtr
