#include "core/dataset/groups.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace mbtr {

namespace {

/// Structures with equal keys are one group.
template <typename Key> std::vector<int> numbered(const std::vector<Key>& keys)
{
    std::map<Key, int> numbers;
    std::vector<int> groups;
    for (const Key& key : keys)
        groups.push_back(numbers.try_emplace(key, static_cast<int>(numbers.size())).first->second);
    return groups;
}

std::vector<int> groupsByFormula(const Dataset& dataset)
{
    std::vector<std::vector<int>> keys;
    for (const Structure& structure : dataset.structures) {
        keys.push_back(structure.species);
        std::ranges::sort(keys.back());
    }
    return numbered(keys);
}

std::vector<int> groupsByFile(const Dataset& dataset)
{
    std::vector<int> groups(dataset.structures.size(), 0);
    for (std::size_t i = 0; i < dataset.sources.size(); ++i)
        std::fill(groups.begin() + dataset.sources[i].begin, groups.begin() + dataset.sources[i].end, static_cast<int>(i));
    return groups;
}

std::vector<int> groupsByNumbers(const StructureNumbers& numbers)
{
    std::vector<std::vector<double>> keys;
    const auto width = static_cast<std::ptrdiff_t>(numbers.components);
    for (auto value = numbers.values.begin(); value != numbers.values.end(); value += width) {
        keys.emplace_back(value, value + width);
        if (std::ranges::any_of(keys.back(), [](double x) { return x != x; }))
            keys.back().clear(); // not a number is not even equal to itself
    }
    return numbered(keys);
}

} // namespace

std::vector<int> groupsOf(const Dataset& dataset, const std::string& by)
{
    if (by == "formula")
        return groupsByFormula(dataset);
    if (by == "file")
        return groupsByFile(dataset);
    const Property* property = dataset.find(by);
    if (!property || property->isPerAtom())
        throw SettingsError("group_by",
                            "must be formula, file or a property of structures, is " + inQuotes(by)
                                + (property ? ", which belongs to atoms" : ""));
    if (const auto* texts = std::get_if<StructureTexts>(&property->values))
        return numbered(texts->values);
    return groupsByNumbers(std::get<StructureNumbers>(property->values));
}

} // namespace mbtr
