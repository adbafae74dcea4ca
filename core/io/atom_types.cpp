#include "core/io/atom_types.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/line_words.h"
#include "core/io/words/species_word.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

std::string describe(std::size_t index, const AtomType& type)
{
    std::string text = "type " + std::to_string(index + 1);
    if (!type.label.empty())
        text += " " + inQuotes(type.label);
    if (type.mass)
        text += ", mass " + toText(*type.mass);
    return type.atoms > 0 ? text + ", " + counted(type.atoms, "atom", "atoms") : text;
}

/// Comments mean nothing to LAMMPS (https://docs.lammps.org/read_data.html), and type labels are names that anybody chose
/// (https://docs.lammps.org/Howto_type_labels.html).
std::optional<int> elementOf(const AtomType& type)
{
    const auto possible = type.mass ? elementsOfMass(*type.mass) : std::vector<int>();
    if (possible.size() == 1)
        return possible[0];
    const auto named = std::find(possible.begin(), possible.end(), speciesOf(type.label).value_or(0));
    return named == possible.end() ? std::nullopt : std::optional(*named);
}

/// Of CH2 (14.027) and CH4 (16.043), beside nitrogen (14.007) and oxygen (15.999): models of united atoms have them.
bool isUnitedAtom(double mass)
{
    return std::abs(mass - 14.027) < 0.008 || std::abs(mass - 16.043) < 0.008;
}

} // namespace

std::vector<int> elementsOfMass(double mass)
{
    if (mass == 1 || !(mass > 0) || isUnitedAtom(mass))
        return {};
    if (std::abs(mass - 2.014) < 0.02) // deuterium
        return {1};
    const auto distance = [&](int z) { return std::abs(element(z).mass - mass); };
    std::vector<int> possible;
    for (int z = 1; z <= kLargestAtomicNumber; ++z)
        if (distance(z) <= std::max(0.05, 0.005 * mass))
            possible.push_back(z);
    std::sort(possible.begin(), possible.end(), [&](int a, int b) { return distance(a) < distance(b); });
    constexpr double kClearly = 2; // times nearer than the next
    while (possible.size() > 1 && distance(possible.back()) > kClearly * distance(possible.front()))
        possible.pop_back();
    return possible;
}

std::optional<int> elementOfMass(double mass)
{
    const auto possible = elementsOfMass(mass);
    return possible.size() == 1 ? std::optional(possible[0]) : std::nullopt;
}

std::vector<int> elementsOfTypes(const std::vector<AtomType>& types, const ReadOptions& options, const std::string& path)
{
    if (!options.elements.empty() && options.elements.size() != types.size())
        throw FileError(path, 0,
                        "has " + counted(static_cast<long long>(types.size()), "atom type", "atom types") + ", but "
                            + counted(static_cast<long long>(options.elements.size()), "element is", "elements are")
                            + " named for it");
    if (!options.elements.empty())
        return options.elements;
    std::vector<int> elements;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < types.size(); ++i) {
        names.push_back(describe(i, types[i]));
        const auto species = elementOf(types[i]);
        if (species || types[i].atoms == 0)
            elements.push_back(species.value_or(0));
    }
    if (elements.size() != types.size())
        throw MissingElements(path, 0,
                              "the elements of the " + counted(static_cast<long long>(types.size()), "atom type", "atom types")
                                  + " are missing: expected masses or a column 'element' that say them",
                              names);
    return elements;
}

std::vector<int> TypeElements::speciesOf(const std::vector<long long>& types, const std::vector<double>& masses)
{
    const auto isKnown = [&](long long type) {
        return type <= static_cast<long long>(m_elements.size()) && m_elements[static_cast<std::size_t>(type - 1)] > 0;
    };
    if (!std::all_of(types.begin(), types.end(), isKnown))
        learn(types, masses);
    std::vector<int> species;
    species.reserve(types.size());
    for (const long long type : types)
        species.push_back(m_elements[static_cast<std::size_t>(type - 1)]);
    return species;
}

void TypeElements::learn(const std::vector<long long>& types, const std::vector<double>& masses)
{
    const auto largest = static_cast<std::size_t>(*std::max_element(types.begin(), types.end()));
    // The options may name more than there are in this frame.
    std::vector<AtomType> described(std::max(largest, m_options.elements.size()));
    for (std::size_t i = 0; i < types.size(); ++i) {
        AtomType& type = described[static_cast<std::size_t>(types[i] - 1)];
        ++type.atoms;
        if (!masses.empty())
            type.mass = masses[i];
    }
    auto elements = elementsOfTypes(described, m_options, m_path);
    for (std::size_t i = 0; i < std::min(elements.size(), m_elements.size()); ++i)
        elements[i] = elements[i] > 0 ? elements[i] : m_elements[i];
    if (elements.size() >= m_elements.size())
        m_elements = std::move(elements);
    else
        std::copy(elements.begin(), elements.end(), m_elements.begin());
}

} // namespace mbtr
