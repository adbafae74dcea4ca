#include "core/io/lammps/lammps_dump_atoms.h"

#include "core/base/text.h"
#include "core/io/lammps/lammps.h"
#include "core/io/line_words.h"
#include "core/io/text_input.h"
#include "core/io/words/species_word.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

using Role = DumpColumns::Role;

double anyNumberFrom(const TextInput& input, std::string_view word)
{
    const auto number = parseDouble(word);
    if (!number)
        input.fail("expected a number, found " + inQuotes(word));
    return *number;
}

double numberFrom(const TextInput& input, std::string_view word)
{
    const double number = anyNumberFrom(input, word);
    if (!std::isfinite(number))
        input.fail("expected a finite number, found " + inQuotes(word));
    return number;
}

long long wholeFrom(const TextInput& input, std::string_view word)
{
    const auto number = parseInteger(word);
    if (!number)
        input.fail("expected a whole number, found " + inQuotes(word));
    return *number;
}

long long typeFrom(const TextInput& input, std::string_view word)
{
    const long long type = wholeFrom(input, word);
    if (type < 1 || type > kMostTypes)
        input.fail("expected an atom type from 1 to " + std::to_string(kMostTypes) + ", found " + inQuotes(word));
    return type;
}

int elementFrom(const TextInput& input, std::string_view word)
{
    const auto exact = speciesOf(word);
    const auto species = exact ? exact : speciesOfLabel(word);
    if (!species)
        input.fail("column 'element': expected an element symbol, found " + inQuotes(word));
    return *species;
}

} // namespace

void DumpAtoms::clear()
{
    ids.clear();
    types.clear();
    species.clear();
    masses.clear();
    positions.clear();
    numbers.resize(columns.properties.size());
    texts.resize(columns.properties.size());
    for (auto& values : numbers)
        values.clear();
    for (auto& values : texts)
        values.clear();
}

void DumpAtoms::read(const TextInput& input, std::string_view line)
{
    std::string_view rest = line;
    std::array<double, 3> point {};
    for (const auto& column : columns.columns) {
        const std::string_view word = nextWord(rest);
        if (word.empty())
            input.fail("expected " + std::to_string(columns.columns.size()) + " columns, found "
                       + std::to_string(splitWords(line).size()) + " in " + inQuotes(trimmed(line)));
        readWord(input, column, word, point);
    }
    positions.insert(positions.end(), point.begin(), point.end());
}

void DumpAtoms::readWord(const TextInput& input, const DumpColumns::Column& column, std::string_view word,
                         std::array<double, 3>& point)
{
    const auto property = static_cast<std::size_t>(column.property);
    switch (column.role) {
    case Role::Id:
        return ids.push_back(wholeFrom(input, word));
    case Role::Type:
        return types.push_back(typeFrom(input, word));
    case Role::Element:
        return species.push_back(elementFrom(input, word));
    case Role::Mass:
        return masses.push_back(numberFrom(input, word));
    case Role::Position:
        point[static_cast<std::size_t>(column.component)] = numberFrom(input, word);
        return;
    case Role::Number:
        return numbers[property].push_back(anyNumberFrom(input, word));
    case Role::Text:
        texts[property].emplace_back(word);
        return;
    }
}

std::vector<std::size_t> DumpAtoms::order() const
{
    if (!columns.hasId || std::is_sorted(ids.begin(), ids.end()))
        return {};
    std::vector<std::size_t> rows(ids.size());
    std::iota(rows.begin(), rows.end(), 0u);
    std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });
    return rows;
}

} // namespace mbtr
