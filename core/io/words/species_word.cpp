#include "core/io/words/species_word.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/words/letters.h"

#include <array>

namespace mbtr {

namespace {

std::size_t slotOf(char first, char second)
{
    return static_cast<std::size_t>((first & 31) * 32 + (second & 31));
}

/// Atomic number by the first one or two letters, capitals or not; 0 = none. A table, because files hold millions of symbols.
const std::array<int, 1024>& symbolTable()
{
    static const auto table = [] {
        std::array<int, 1024> numbers {};
        for (int z = 1; z <= kLargestAtomicNumber; ++z) {
            const auto symbol = elementSymbol(z);
            numbers[slotOf(symbol[0], symbol.size() > 1 ? symbol[1] : '\0')] = z;
        }
        numbers[slotOf('D', '\0')] = 1;
        numbers[slotOf('T', '\0')] = 1;
        return numbers;
    }();
    return table;
}

std::optional<int> ofSymbol(std::string_view word)
{
    if (word.empty() || word.size() > 2 || !isLetter(word[0]) || (word.size() == 2 && !isLetter(word[1])))
        return std::nullopt;
    const int z = symbolTable()[slotOf(word[0], word.size() > 1 ? word[1] : '\0')];
    return z > 0 ? std::optional(z) : std::nullopt;
}

} // namespace

std::optional<int> speciesOf(std::string_view word)
{
    if (const auto symbol = ofSymbol(word))
        return symbol;
    const auto number = parseInteger(word);
    if (number && *number >= 1 && *number <= kLargestAtomicNumber)
        return static_cast<int>(*number);
    return std::nullopt;
}

bool isIsotope(std::string_view word)
{
    return word == "D" || word == "T" || word == "d" || word == "t";
}

std::optional<int> speciesOfLabel(std::string_view label)
{
    std::size_t letters = 0;
    while (letters < label.size() && isLetter(label[letters]))
        ++letters;
    const bool writtenAsSymbol = letters >= 2 && label[1] >= 'a' && label[1] <= 'z';
    if (letters == 2 || writtenAsSymbol)
        if (const auto two = ofSymbol(label.substr(0, 2)))
            return two;
    // "HW", "Oc1" - but no "Wat" (tungsten) and no "Du" (a dummy, not deuterium).
    const bool common = letters > 0 && std::string_view("HCNOFPSBIhcnofpsbi").find(label[0]) != std::string_view::npos;
    return letters == 1 || common ? ofSymbol(label.substr(0, 1)) : std::nullopt;
}

} // namespace mbtr
