#include "core/io/xyz/atom_columns.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace mbtr {

namespace {

using Role = AtomColumn::Role;

constexpr long long kMostComponents = 10000;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) { return equalsIgnoringCase(name, known); });
}

bool isSpeciesName(std::string_view name)
{
    return isOneOf(name, {"species", "symbol", "symbols", "element", "elements"});
}

bool isAtomicNumberName(std::string_view name)
{
    return isOneOf(name, {"Z", "numbers", "atomic_numbers", "atomic_number"});
}

bool isPositionName(std::string_view name)
{
    return isOneOf(name, {"pos", "position", "positions"});
}

int componentsOf(std::string_view name, std::string_view word)
{
    const auto components = parseInteger(word);
    if (!components || *components < 1 || *components > kMostComponents)
        throw SettingsError("Properties",
                            "column " + inQuotes(name) + " needs a number of values from 1 to " + std::to_string(kMostComponents)
                                + ", found " + inQuotes(word));
    return static_cast<int>(*components);
}

Role roleOf(std::string_view name, std::string_view type, int components)
{
    if (isSpeciesName(name) && components == 1 && (type == "S" || type == "I"))
        return Role::Species;
    if (isPositionName(name) && components == 3 && type == "R")
        return Role::Position;
    if (type == "R" || type == "I")
        return Role::Number;
    if (type == "L")
        return Role::Truth;
    if (type == "S")
        return Role::Text;
    throw SettingsError("Properties", "column " + inQuotes(name) + " has the type " + inQuotes(type) + ", expected S, R, I or L");
}

/// Atomic numbers say nothing new beside the symbols and do what these do where they are missing.
void settleSpecies(AtomColumns& layout)
{
    const auto has = [&](Role role) {
        return std::any_of(layout.columns.begin(), layout.columns.end(),
                           [&](const AtomColumn& column) { return column.role == role; });
    };
    for (const AtomColumn& column : layout.columns)
        if (std::count_if(layout.columns.begin(), layout.columns.end(),
                          [&](const AtomColumn& other) { return other.name == column.name; })
            > 1)
            throw SettingsError("Properties", "column " + inQuotes(column.name) + " stands there twice");
    const bool hasSymbols = has(Role::Species);
    for (AtomColumn& column : layout.columns)
        if (column.role == Role::Number && column.components == 1 && isAtomicNumberName(column.name))
            column.role = hasSymbols || has(Role::Species) ? Role::Skipped : Role::Species;
    if (!has(Role::Species))
        throw SettingsError("Properties", "there is no column 'species:S:1' (or 'Z:I:1')");
    if (!has(Role::Position))
        throw SettingsError("Properties", "there is no column 'pos:R:3'");
}

/// Several words an atom ("site:S:2") become columns of their own: "site_1", "site_2".
void addColumn(AtomColumns& layout, const AtomColumn& column)
{
    if (column.role != Role::Text || column.components == 1) {
        layout.columns.push_back(column);
        return;
    }
    for (int i = 1; i <= column.components; ++i)
        layout.columns.push_back({Role::Text, column.name + "_" + std::to_string(i), 1});
}

} // namespace

AtomColumns AtomColumns::fromDescription(std::string_view description)
{
    const auto parts = splitAt(trimmed(description), ':');
    if (parts.size() % 3 != 0)
        throw SettingsError("Properties", "expected name:type:count for each column, found " + inQuotes(description));
    AtomColumns layout;
    for (std::size_t i = 0; i < parts.size(); i += 3) {
        const std::string name(trimmed(parts[i]));
        const std::string_view type = trimmed(parts[i + 1]);
        const int components = componentsOf(name, trimmed(parts[i + 2]));
        addColumn(layout, {roleOf(name, type, components), name, components});
        layout.wordCount += components;
    }
    settleSpecies(layout);
    return layout;
}

AtomColumns AtomColumns::plain()
{
    return {.columns = {{Role::Species, "species", 1}, {Role::Position, "pos", 3}}, .wordCount = 4};
}

} // namespace mbtr
