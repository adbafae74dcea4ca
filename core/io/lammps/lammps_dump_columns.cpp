#include "core/io/lammps/lammps_dump_columns.h"

#include <algorithm>
#include <optional>

namespace mbtr {

namespace {

using Words = std::vector<std::string_view>;

struct Triple {
    std::array<std::string_view, 3> columns;
    const char* name;
    bool scaled = false;
};

// The first that is there counts.
constexpr std::array<Triple, 4> kPositions {{{{"x", "y", "z"}, "pos"},
                                             {{"xu", "yu", "zu"}, "pos"},
                                             {{"xs", "ys", "zs"}, "pos", true},
                                             {{"xsu", "ysu", "zsu"}, "pos", true}}};
constexpr std::array<Triple, 5> kVectors {{{{"vx", "vy", "vz"}, "velocities"},
                                           {{"fx", "fy", "fz"}, "forces"},
                                           {{"mux", "muy", "muz"}, "dipoles"},
                                           {{"ix", "iy", "iz"}, "images"},
                                           {{"omegax", "omegay", "omegaz"}, "omega"}}};

std::optional<std::size_t> indexOf(const Words& words, std::string_view word)
{
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - words.begin()));
}

bool hasAll(const Words& words, const Triple& triple)
{
    return std::all_of(triple.columns.begin(), triple.columns.end(), [&](auto word) { return indexOf(words, word).has_value(); });
}

std::string nameOf(std::string_view word)
{
    return word == "q" ? "charge" : word == "mol" ? "molecule" : std::string(word);
}

} // namespace

bool DumpColumns::choosePositions(const Words& words)
{
    for (const Triple& triple : kPositions) {
        if (!hasAll(words, triple))
            continue;
        for (int axis = 0; axis < 3; ++axis)
            columns[*indexOf(words, triple.columns[static_cast<std::size_t>(axis)])] = {Role::Position, 0, axis};
        scaled = triple.scaled;
        return true;
    }
    return false;
}

void DumpColumns::addProperties(const Words& words)
{
    for (const Triple& triple : kVectors) {
        if (!hasAll(words, triple))
            continue;
        for (int axis = 0; axis < 3; ++axis)
            columns[*indexOf(words, triple.columns[static_cast<std::size_t>(axis)])]
                = {Role::Number, static_cast<int>(properties.size()), axis};
        properties.push_back({triple.name, 3});
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (columns[i].role != Role::Number || columns[i].property >= 0)
            continue;
        const bool text = words[i] == "typelabel";
        columns[i] = {text ? Role::Text : Role::Number, static_cast<int>(properties.size()), 0};
        properties.push_back({nameOf(words[i]), 1, text});
    }
}

std::string DumpColumns::parse(const Words& words)
{
    *this = {};
    columns.resize(words.size());
    const auto take = [&](std::string_view word, Role role) {
        const auto index = indexOf(words, word);
        if (index)
            columns[*index].role = role;
        return index.has_value();
    };
    hasId = take("id", Role::Id);
    hasType = take("type", Role::Type);
    hasElement = take("element", Role::Element);
    hasMass = take("mass", Role::Mass);
    if (!choosePositions(words))
        return "x y z (or xu yu zu, xs ys zs, xsu ysu zsu)";
    addProperties(words);
    return hasElement || hasMass || hasType ? "" : "element, type or mass";
}

} // namespace mbtr
