#include "core/base/units.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <cmath>

namespace mbtr {

namespace {

// CODATA 2018; https://physics.nist.gov/cuu/Constants
constexpr double kJoule = 1 / 1.602176634e-19; // eV, exact
constexpr double kAvogadro = 6.02214076e23; // exact
constexpr double kHartree = 27.211386245988; // eV
constexpr double kRydberg = 13.605693122994; // eV
constexpr double kBohr = 0.529177210903; // angstrom
constexpr double kDebye = 1e-11 / 299792458 / 1.602176634e-19; // e angstrom: 1e-21 / c coulomb metre, exact
constexpr double kPascal = kJoule * 1e-30; // eV/angstrom^3

struct NamedUnit {
    std::string_view name;
    Unit unit;
};

constexpr Dimension kEnergy {1}, kLength {0, 1}, kCharge {0, 0, 1}, kTime {0, 0, 0, 1}, kTemperature {0, 0, 0, 0, 1},
    kAtom {0, 0, 0, 0, 0, 1}, kNumber {}, kPressure {1, -3}, kDipole {0, 1, 1}, kFrequency {0, 0, 0, -1};

constexpr NamedUnit kUnits[] {
    {"eV", {kEnergy, 1}},
    {"meV", {kEnergy, 1e-3}},
    {"keV", {kEnergy, 1e3}},
    {"Hartree", {kEnergy, kHartree}},
    {"hartree", {kEnergy, kHartree}},
    {"Ha", {kEnergy, kHartree}},
    {"Eh", {kEnergy, kHartree}},
    {"mHa", {kEnergy, kHartree * 1e-3}},
    {"mHartree", {kEnergy, kHartree * 1e-3}},
    {"Ry", {kEnergy, kRydberg}},
    {"Rydberg", {kEnergy, kRydberg}},
    {"rydberg", {kEnergy, kRydberg}},
    {"J", {kEnergy, kJoule}},
    {"kJ", {kEnergy, 1e3 * kJoule}},
    {"cal", {kEnergy, 4.184 * kJoule}},
    {"kcal", {kEnergy, 4184 * kJoule}},
    {"angstrom", {kLength, 1}},
    {"Angstrom", {kLength, 1}},
    {"A", {kLength, 1}},
    {"Ang", {kLength, 1}},
    {"Å", {kLength, 1}},
    {"bohr", {kLength, kBohr}},
    {"Bohr", {kLength, kBohr}},
    {"a0", {kLength, kBohr}},
    {"nm", {kLength, 10}},
    {"pm", {kLength, 0.01}},
    {"cm", {kLength, 1e8}},
    {"e", {kCharge, 1}},
    {"D", {kDipole, kDebye}},
    {"Debye", {kDipole, kDebye}},
    {"debye", {kDipole, kDebye}},
    {"fs", {kTime, 1}},
    {"ps", {kTime, 1e3}},
    {"GHz", {kFrequency, 1e-6}},
    {"THz", {kFrequency, 1e-3}},
    {"K", {kTemperature, 1}},
    {"GPa", {kPressure, 1e9 * kPascal}},
    {"MPa", {kPressure, 1e6 * kPascal}},
    {"kbar", {kPressure, 1e8 * kPascal}},
    {"bar", {kPressure, 1e5 * kPascal}},
    {"mol", {kNumber, kAvogadro}},
    {"atom", {kAtom, 1}},
    {"atoms", {kAtom, 1}},
    {"structure", {kNumber, 1}},
    {"cell", {kNumber, 1}},
    {"molecule", {kNumber, 1}},
    {"cation", {kNumber, 1}},
};

constexpr std::string_view kEnergies[] {"eV", "meV",     "kcal/mol", "kJ/mol",        "Hartree",     "mHa",
                                        "Ry", "eV/atom", "meV/atom", "kcal/mol/atom", "kJ/mol/atom", "Hartree/atom"};
constexpr std::string_view kLengths[] {"angstrom", "bohr", "nm"};
constexpr std::string_view kForces[] {"eV/angstrom", "meV/angstrom", "kcal/mol/angstrom", "kJ/mol/nm", "Hartree/bohr"};
constexpr std::string_view kPressures[] {"eV/angstrom^3", "GPa", "kbar"};
constexpr std::string_view kDipoles[] {"e*angstrom", "D", "e*bohr"};
constexpr std::string_view kAreas[] {"angstrom^2", "bohr^2"};
constexpr std::string_view kVolumes[] {"angstrom^3", "bohr^3", "nm^3"};

const Unit* findUnit(std::string_view name)
{
    for (const NamedUnit& known : kUnits)
        if (known.name == name)
            return &known.unit;
    return nullptr;
}

void multiply(Unit& unit, const Unit& by, int power)
{
    for (std::size_t i = 0; i < unit.dimension.size(); ++i)
        unit.dimension[i] += power * by.dimension[i];
    unit.factor *= std::pow(by.factor, power);
}

/// Reads a product of powers; text is cut as it is read.
class UnitParser {
public:
    explicit UnitParser(std::string_view text)
        : m_rest(text)
    {
    }
    std::optional<Unit> whole()
    {
        auto unit = product(0);
        return unit && m_rest.empty() ? unit : std::nullopt;
    }

private:
    void skipBlanks()
    {
        while (!m_rest.empty() && m_rest.front() == ' ')
            m_rest.remove_prefix(1);
    }
    bool take(char c)
    {
        skipBlanks();
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        skipBlanks();
        return true;
    }
    std::optional<Unit> product(int depth)
    {
        if (depth > 8)
            return std::nullopt;
        auto unit = factor(depth);
        while (unit && !m_rest.empty() && m_rest.front() != ')') {
            const bool blank = m_rest.front() == ' '; // "mol K"
            const int sign = take('/') ? -1 : 1;
            if (sign > 0 && !take('*') && !blank)
                return std::nullopt;
            skipBlanks();
            const auto next = factor(depth);
            if (!next)
                return std::nullopt;
            multiply(*unit, *next, sign);
        }
        return unit;
    }
    std::optional<Unit> factor(int depth)
    {
        std::optional<Unit> base;
        if (take('(')) {
            base = product(depth + 1);
            if (!base || !take(')'))
                return std::nullopt;
        } else {
            const std::string_view name = m_rest.substr(0, m_rest.find_first_of(" /*^()"));
            const Unit* known = findUnit(name);
            if (!known)
                return std::nullopt;
            m_rest.remove_prefix(name.size());
            base = *known;
        }
        if (!m_rest.starts_with('^'))
            return base;
        m_rest.remove_prefix(1);
        return power(*base);
    }
    std::optional<Unit> power(const Unit& base)
    {
        const std::string_view digits = m_rest.substr(0, m_rest.find_first_of(" /*^()"));
        const auto exponent = parseInteger(digits);
        if (!exponent || std::abs(*exponent) > 9)
            return std::nullopt;
        m_rest.remove_prefix(digits.size());
        Unit unit;
        multiply(unit, base, static_cast<int>(*exponent));
        return unit;
    }

    std::string_view m_rest;
};

Unit unitOrThrow(std::string_view text)
{
    const auto unit = parseUnit(text);
    if (!unit)
        throw SettingsError(
            "unit", inQuotes(text) + " is no unit that is known; examples: eV, kcal/mol, kJ/mol/atom, Hartree/bohr, angstrom");
    return *unit;
}

} // namespace

std::optional<Unit> parseUnit(std::string_view text)
{
    return UnitParser(trimmed(text)).whole();
}

double conversionFactor(std::string_view from, std::string_view to)
{
    const Unit source = unitOrThrow(from), target = unitOrThrow(to);
    if (source.dimension != target.dimension)
        throw SettingsError("unit",
                            inQuotes(from) + " cannot be converted to " + inQuotes(to) + ": they measure different things");
    return source.factor / target.factor;
}

std::span<const std::string_view> unitsLike(std::string_view text)
{
    auto unit = parseUnit(text);
    if (!unit)
        return {};
    unit->dimension[kAtomDimension] = 0;
    for (const std::span<const std::string_view> list :
         {std::span<const std::string_view>(kEnergies), {kLengths}, {kForces}, {kPressures}, {kDipoles}, {kAreas}, {kVolumes}})
        if (parseUnit(list.front())->dimension == unit->dimension)
            return list;
    return {};
}

} // namespace mbtr
