#include "core/io/unit_in_name.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 52> kUnits {
    "eV", "meV", "keV", "Hartree", "hartree", "Ha", "mHa", "Eh", "Ry", "Rydberg", "kcal/mol", "kJ/mol", "cal/mol/K", "cal/(mol K)",
    "J/mol", "J/mol/K", "eV/atom", "meV/atom", "kJ/mol/atom", "kcal/mol/atom", "eV/cation", "eV/angstrom", "eV/A", "eV/Angstrom",
    "eV/angstrom^3", "eV/A^3", "Hartree/bohr", "Ha/bohr", "kcal/mol/angstrom", "kcal/mol/A", "angstrom", "Angstrom", "bohr",
    "Bohr", "a0", "a0^2", "a0^3", "nm", "angstrom^2", "angstrom^3", "A^3", "D", "Debye", "debye", "GHz", "THz", "cm^-1", "K", "GPa",
    "e", "e*angstrom", "fs"};

bool isUnit(std::string_view text)
{
    return std::find(kUnits.begin(), kUnits.end(), text) != kUnits.end();
}

} // namespace

NameAndUnit splitUnit(std::string_view name)
{
    const auto bracket = name.rfind(" (");
    if (name.ends_with(')') && bracket != std::string_view::npos && bracket > 0) {
        const auto unit = name.substr(bracket + 2, name.size() - bracket - 3);
        if (isUnit(unit))
            return {std::string(trimmed(name.substr(0, bracket))), std::string(unit)};
    }
    const auto slash = name.find('/');
    if (slash != std::string_view::npos && slash > 0 && isUnit(name.substr(slash + 1)))
        return {std::string(trimmed(name.substr(0, slash))), std::string(name.substr(slash + 1))};
    return {std::string(name), ""};
}

} // namespace mbtr
