#include "core/dataset/split.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/dataset/groups.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 4> kMethodNames {"random", "stratified", "blocks", "groups"};

/// Structures in file order that always train, and those the rest is drawn from.
struct Candidates {
    std::vector<int> forced;
    std::vector<int> free;
};

int heavyAtoms(const Structure& structure)
{
    return static_cast<int>(std::count_if(structure.species.begin(), structure.species.end(), [](int z) { return z != 1; }));
}

Candidates candidatesOf(const Dataset& dataset, std::span<const double> targets, int forceSmall)
{
    Candidates candidates;
    for (int i = 0; i < dataset.size(); ++i) {
        if (std::isnan(targets[i]))
            continue;
        const bool forced = forceSmall > 0 && heavyAtoms(dataset.structures[i]) < forceSmall;
        (forced ? candidates.forced : candidates.free).push_back(i);
    }
    return candidates;
}

/// How many of the free candidates go where.
struct Sizes {
    std::size_t train, validate;
};

Sizes checkedSizes(const SplitSettings& settings, const Candidates& candidates, int structures)
{
    const int forced = static_cast<int>(candidates.forced.size());
    const int free = static_cast<int>(candidates.free.size());
    const int all = forced + free;
    const auto number = [](int value) { return std::to_string(value); };
    if (settings.forceSmall < 0)
        throw SettingsError("force_small", "must not be negative, is " + number(settings.forceSmall));
    if (settings.train < 1 || settings.train > all)
        throw SettingsError(
            "train",
            "must be 1 to " + number(all)
                + (all == structures ? ", the number of structures, is " : ", the number of structures with a value, is ")
                + number(settings.train));
    if (settings.validate < 0 || settings.validate > all - settings.train)
        throw SettingsError("validate",
                            "must be 0 to " + number(all - settings.train) + ", the structures of " + number(all)
                                + " that do not train, is " + number(settings.validate));
    if (forced > settings.train)
        throw SettingsError("force_small",
                            number(forced) + " structures have fewer than " + number(settings.forceSmall)
                                + " heavy atoms, but only " + number(settings.train)
                                + " train; train on more or take a smaller number");
    const int validate = settings.validate > 0 ? settings.validate : all - settings.train;
    return {static_cast<std::size_t>(settings.train - forced), static_cast<std::size_t>(validate)};
}

Split ascending(std::vector<int> train, std::vector<int> validate)
{
    std::sort(train.begin(), train.end());
    std::sort(validate.begin(), validate.end());
    return {std::move(train), std::move(validate)};
}

Split drawRandomly(std::vector<int> free, const Sizes& sizes, Draws& draws)
{
    draws.shuffle(free);
    const auto begin = free.begin();
    const auto middle = begin + static_cast<std::ptrdiff_t>(sizes.train);
    return {{begin, middle}, {middle, middle + static_cast<std::ptrdiff_t>(sizes.validate)}};
}

Split drawFromStrata(std::vector<int> free, std::span<const double> targets, const Sizes& sizes, Draws& draws)
{
    std::stable_sort(free.begin(), free.end(), [&](int a, int b) { return targets[a] < targets[b]; });
    Split split;
    std::vector<int> rest;
    for (std::size_t stratum = 0; stratum < sizes.validate; ++stratum) {
        const std::size_t begin = stratum * free.size() / sizes.validate;
        const std::size_t end = (stratum + 1) * free.size() / sizes.validate;
        const std::size_t drawn = begin + draws.below(end - begin);
        for (std::size_t i = begin; i < end; ++i)
            (i == drawn ? split.validate : rest).push_back(free[i]);
    }
    if (sizes.validate == 0)
        rest = std::move(free);
    draws.shuffle(rest);
    split.train.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(sizes.train));
    return split;
}

Split firstAndLast(const std::vector<int>& free, const Sizes& sizes)
{
    return {{free.begin(), free.begin() + static_cast<std::ptrdiff_t>(sizes.train)},
            {free.end() - static_cast<std::ptrdiff_t>(sizes.validate), free.end()}};
}

/// Whole groups in random order: the first ones train, the last ones validate. What a group has more than is wanted takes no
/// part, so that no group is on both sides.
Split drawGroups(const std::vector<int>& free, const std::vector<int>& group, const Sizes& sizes, Draws& draws)
{
    std::vector<std::vector<int>> members(static_cast<std::size_t>(*std::ranges::max_element(group)) + 1);
    if (members.size() < 2)
        throw SettingsError("group_by", "must make two groups or more: all structures are one");
    for (const int i : free)
        members[static_cast<std::size_t>(group[static_cast<std::size_t>(i)])].push_back(i);
    std::vector<int> order(members.size());
    std::iota(order.begin(), order.end(), 0);
    draws.shuffle(order);
    Split split;
    for (const int g : order) {
        std::vector<int>& all = members[static_cast<std::size_t>(g)];
        draws.shuffle(all);
        const bool trains = split.train.size() < sizes.train;
        std::vector<int>& side = trains ? split.train : split.validate;
        const std::size_t room = (trains ? sizes.train : sizes.validate) - side.size();
        side.insert(side.end(), all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(room, all.size())));
    }
    return split;
}

} // namespace

std::span<const std::string_view> splitMethodNames()
{
    return kMethodNames;
}

Split makeSplit(const Dataset& dataset, std::span<const double> targets, const SplitSettings& settings)
{
    assert(static_cast<int>(targets.size()) == dataset.size());
    Candidates candidates = candidatesOf(dataset, targets, settings.forceSmall);
    const Sizes sizes = checkedSizes(settings, candidates, dataset.size());
    Draws draws(settings.seed);
    Split split;
    switch (settings.method) {
    case SplitMethod::Random:
        split = drawRandomly(std::move(candidates.free), sizes, draws);
        break;
    case SplitMethod::Stratified:
        split = drawFromStrata(std::move(candidates.free), targets, sizes, draws);
        break;
    case SplitMethod::Groups:
        split = drawGroups(candidates.free, groupsOf(dataset, settings.groupBy), sizes, draws);
        break;
    case SplitMethod::Blocks:
        split = firstAndLast(candidates.free, sizes);
        break;
    }
    split.train.insert(split.train.end(), candidates.forced.begin(), candidates.forced.end());
    return ascending(std::move(split.train), std::move(split.validate));
}

std::vector<int> pickEvenly(const std::vector<int>& all, int most)
{
    const auto n = static_cast<int>(all.size());
    if (n <= most)
        return all;
    std::vector<int> picked;
    for (int i = 0; i < most; ++i)
        picked.push_back(all[static_cast<std::size_t>(std::int64_t(i) * n / most)]);
    return picked;
}

} // namespace mbtr
