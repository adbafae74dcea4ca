#include "core/dataset/subset.h"

#include "core/base/digits.h"
#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/filter_values.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

namespace mbtr {

namespace {

constexpr std::size_t kBetweenLooks = 1000;

char lowerLetter(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Cuts a run of digits off `text`, without leading zeros.
std::string_view takeDigits(std::string_view& text)
{
    while (text.size() > 1 && text[0] == '0' && isDigit(text[1]))
        text.remove_prefix(1);
    std::size_t length = 0;
    while (length < text.size() && isDigit(text[length]))
        ++length;
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

FilterValue keyOf(const Dataset& dataset, const std::string& name)
{
    auto value = dataset.find(name) ? valueOfProperty(dataset, name) : valueOfWord(dataset, name);
    if (!value || std::holds_alternative<TruthOf>(*value) || std::holds_alternative<ListOf>(*value))
        throw SettingsError(
            "sort",
            inQuotes(name) + " is nothing to sort by: expected n_atoms, name, formula or a property with one value a structure");
    return std::move(*value);
}

/// missing: these stand last, in their order. less: of positions in `rows`.
template <typename Less>
std::vector<int> orderRows(const std::vector<int>& rows, const std::vector<bool>& missing, bool descending, Progress& progress,
                           Less less)
{
    std::vector<int> places(rows.size());
    std::iota(places.begin(), places.end(), 0);
    const auto end = std::stable_partition(places.begin(), places.end(), [&](int place) { return !missing[place]; });
    std::size_t compared = 0;
    std::stable_sort(places.begin(), end, [&](int a, int b) {
        if (++compared % kBetweenLooks == 0)
            progress.throwIfCancelled();
        return descending ? less(static_cast<std::size_t>(b), static_cast<std::size_t>(a))
                          : less(static_cast<std::size_t>(a), static_cast<std::size_t>(b));
    });
    std::vector<int> sorted;
    sorted.reserve(rows.size());
    for (const int place : places)
        sorted.push_back(rows[place]);
    return sorted;
}

template <typename Column> void pickValues(const Column& from, Column& to, std::span<const int> rows)
{
    std::size_t components = 1;
    if constexpr (std::is_same_v<Column, StructureNumbers>)
        components = static_cast<std::size_t>(from.components);
    to.values.reserve(rows.size() * components);
    for (const int row : rows) {
        const auto begin = from.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * components);
        to.values.insert(to.values.end(), begin, begin + static_cast<std::ptrdiff_t>(components));
    }
}

Property pickValues(const Property& property, std::span<const int> rows)
{
    Property result {property.name, property.unit, {}};
    std::visit(
        [&](const auto& column) {
            std::decay_t<decltype(column)> values = column;
            values.values.clear();
            values.values.shrink_to_fit();
            pickValues(column, values, rows);
            result.values = std::move(values);
        },
        property.values);
    return result;
}

std::size_t sourceOf(const Dataset& dataset, int row)
{
    const auto after = std::upper_bound(dataset.sources.begin(), dataset.sources.end(), row,
                                        [](int index, const Source& source) { return index < source.begin; });
    return static_cast<std::size_t>(after - dataset.sources.begin()) - 1; // wraps round where there is none
}

void addSource(Dataset& subset, const Dataset& dataset, int row)
{
    const std::size_t source = sourceOf(dataset, row);
    if (source >= dataset.sources.size())
        return;
    const std::string& path = dataset.sources[source].path;
    const int at = subset.size() - 1;
    if (!subset.sources.empty() && subset.sources.back().path == path && subset.sources.back().end == at)
        ++subset.sources.back().end;
    else
        subset.sources.push_back({path, at, at + 1});
}

} // namespace

bool isNaturallyLess(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        if (isDigit(a[0]) && isDigit(b[0])) {
            const std::string_view x = takeDigits(a), y = takeDigits(b);
            if (x.size() != y.size() || x != y)
                return x.size() != y.size() ? x.size() < y.size() : x < y;
            continue;
        }
        if (const char x = lowerLetter(a[0]), y = lowerLetter(b[0]); x != y)
            return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.empty() && !b.empty();
}

std::vector<int> allRows(const Dataset& dataset)
{
    std::vector<int> rows(dataset.structures.size());
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

std::vector<int> drawAtRandom(std::span<const int> rows, int count, std::uint64_t seed)
{
    std::vector<int> places(rows.size());
    std::iota(places.begin(), places.end(), 0);
    Draws(seed).shuffle(places);
    places.resize(std::min(places.size(), static_cast<std::size_t>(std::max(count, 0))));
    std::sort(places.begin(), places.end());
    for (int& place : places)
        place = rows[place];
    return places;
}

std::vector<int> sortRows(const Dataset& dataset, std::vector<int> rows, const Order& order, Progress& progress)
{
    if (order.by.empty()) {
        if (order.descending)
            std::reverse(rows.begin(), rows.end());
        return rows;
    }
    const FilterValue key = keyOf(dataset, order.by);
    std::vector<bool> missing(rows.size());
    if (const auto* number = std::get_if<NumberOf>(&key)) {
        std::vector<double> values;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            values.push_back((*number)(rows[i]));
            missing[i] = std::isnan(values.back());
        }
        return orderRows(rows, missing, order.descending, progress,
                         [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    }
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % kBetweenLooks == 0)
            progress.throwIfCancelled();
        texts.push_back(std::get<TextOf>(key)(rows[i]));
        missing[i] = texts.back().empty();
    }
    return orderRows(rows, missing, order.descending, progress,
                     [&](std::size_t a, std::size_t b) { return isNaturallyLess(texts[a], texts[b]); });
}

Dataset subsetOf(const Dataset& dataset, std::span<const int> rows, Progress& progress)
{
    Dataset subset {.structures = {}, .properties = {}, .sources = {}, .messages = dataset.messages};
    subset.structures.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % kBetweenLooks == 0)
            progress.throwIfCancelled();
        subset.structures.push_back(dataset.structures[rows[i]]);
        addSource(subset, dataset, rows[i]);
    }
    for (const Property& property : dataset.properties) {
        progress.throwIfCancelled();
        subset.properties.push_back(pickValues(property, rows));
    }
    return subset;
}

} // namespace mbtr
