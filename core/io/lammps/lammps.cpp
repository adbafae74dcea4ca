#include "core/io/lammps/lammps.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/line_words.h"
#include "core/io/species_word.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr {

namespace {

constexpr std::array<LammpsUnits, 8> kUnits {{
    {"real", 1, "kcal/mol", "kcal/mol/angstrom", "angstrom/fs", "e"},
    {"metal", 1, "eV", "eV/angstrom", "angstrom/ps", "e"},
    {"electron", kAngstromPerBohr, "Ha", "Ha/bohr", "bohr/atu", "e"},
    {"si", 1e10, "J", "N", "m/s", "C"},
    {"cgs", 1e8, "erg", "dyn", "cm/s", "statC"},
    {"micro", 1e4, "pg*um^2/us^2", "pg*um/us^2", "um/us", "pC"},
    {"nano", 10, "ag*nm^2/ns^2", "ag*nm/ns^2", "nm/ns", "e"},
    {"lj", 1, "", "", "", ""},
}};

std::string describe(std::size_t index, const LammpsType& type)
{
    std::string text = "type " + std::to_string(index + 1);
    if (!type.label.empty())
        text += " " + inQuotes(type.label);
    if (type.mass)
        text += ", mass " + toText(*type.mass);
    return type.atoms > 0 ? text + ", " + counted(type.atoms, "atom", "atoms") : text;
}

std::optional<int> elementOf(const LammpsType& type)
{
    if (const auto symbol = speciesOf(type.label); symbol && !parseInteger(type.label))
        return symbol;
    const auto byMass = type.mass ? elementOfMass(*type.mass) : std::nullopt;
    return byMass || type.label.empty() ? byMass : speciesOfLabel(type.label);
}

} // namespace

const LammpsUnits* lammpsUnits(std::string_view style)
{
    const auto found = std::find_if(kUnits.begin(), kUnits.end(), [&](const LammpsUnits& units) { return units.style == style; });
    return found == kUnits.end() ? nullptr : found;
}

LammpsBox lammpsBox(const Eigen::Vector3d& low, const Eigen::Vector3d& high, const Eigen::Vector3d& tilt)
{
    LammpsBox box {.origin = low};
    box.vectors.diagonal() = high - low;
    box.vectors(1, 0) = tilt[0];
    box.vectors(2, 0) = tilt[1];
    box.vectors(2, 1) = tilt[2];
    return box;
}

std::optional<int> elementOfMass(double mass)
{
    if (mass == 1 || !(mass > 0))
        return std::nullopt;
    if (std::abs(mass - 2.014) < 0.02) // deuterium
        return 1;
    int best = 1;
    for (int z = 2; z <= kLargestAtomicNumber; ++z)
        if (std::abs(element(z).mass - mass) < std::abs(element(best).mass - mass))
            best = z;
    const double allowed = std::max(0.05, 0.005 * mass);
    return std::abs(element(best).mass - mass) <= allowed ? std::optional(best) : std::nullopt;
}

std::vector<int> elementsOfTypes(const std::vector<LammpsType>& types, const ReadOptions& options, const std::string& path)
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
                                  + " are missing: expected masses, labels or a column 'element' that say them",
                              names);
    return elements;
}

} // namespace mbtr
