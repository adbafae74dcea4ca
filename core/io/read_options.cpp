#include "core/io/read_options.h"

#include "core/base/text.h"
#include "core/io/line_words.h"
#include "core/io/words/species_word.h"

#include <algorithm>
#include <numeric>

namespace mbtr {

namespace {

constexpr long long kMostOfOne = 1'000'000;

void appendElement(std::vector<int>& elements, std::string_view word)
{
    const bool isAtomicNumber = parseInteger(word).has_value();
    const auto digit = isAtomicNumber ? word.size() : std::min(word.find_first_of("0123456789"), word.size());
    const auto species = speciesOf(word.substr(0, digit));
    const auto count = digit < word.size() ? parseInteger(word.substr(digit)) : std::optional<long long>(1);
    if (!species || !count || *count < 1 || *count > kMostOfOne)
        throw SettingsError("elements", "expected element symbols such as Ga,As, found " + inQuotes(word));
    elements.insert(elements.end(), static_cast<std::size_t>(*count), *species);
}

} // namespace

std::vector<int> parseElements(std::string_view text)
{
    std::string blanks(text);
    std::replace_if(
        blanks.begin(), blanks.end(), [](char c) { return c == ',' || c == ';'; }, ' ');
    std::vector<int> elements;
    for (const auto word : splitWords(blanks))
        appendElement(elements, word);
    if (elements.empty())
        throw SettingsError("elements", "expected element symbols such as Ga,As, found " + inQuotes(text));
    return elements;
}

std::vector<int> elementsOfAtoms(const ReadOptions& options, const std::vector<long long>& atomCounts, const std::string& path)
{
    const long long atoms = std::accumulate(atomCounts.begin(), atomCounts.end(), 0LL);
    const auto named = static_cast<long long>(options.elements.size());
    const auto speciesCount = static_cast<long long>(atomCounts.size());
    if (named == atoms && named != speciesCount)
        return options.elements;
    if (named != speciesCount)
        throw FileError(path, 0,
                        "has " + counted(speciesCount, "species", "species") + " and " + counted(atoms, "atom", "atoms")
                            + ", but " + counted(named, "element is", "elements are") + " named for it");
    std::vector<int> species;
    for (std::size_t i = 0; i < atomCounts.size(); ++i)
        species.insert(species.end(), static_cast<std::size_t>(atomCounts[i]), options.elements[i]);
    return species;
}

const std::vector<std::string>& lengthUnits()
{
    static const std::vector<std::string> names {"angstrom", "bohr", "nm"};
    return names;
}

double angstromIn(const ReadOptions& options)
{
    if (options.lengthUnit.empty() || options.lengthUnit == "angstrom")
        return 1;
    if (options.lengthUnit == "bohr")
        return kAngstromPerBohr;
    if (options.lengthUnit == "nm")
        return 10;
    throw SettingsError("length unit", "expected angstrom, bohr or nm, found " + inQuotes(options.lengthUnit));
}

} // namespace mbtr
