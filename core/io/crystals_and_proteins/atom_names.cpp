#include "core/io/crystals_and_proteins/atom_names.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/words/letters.h"

#include <algorithm>
#include <string>

namespace mbtr {

namespace {

/// The letters a name begins with, digits before them left out ("1HB2": "HB").
std::string_view lettersOf(std::string_view name)
{
    while (!name.empty() && !isLetter(name.front()))
        name.remove_prefix(1);
    return leadingLetters(name);
}

/// Ions, whose residue has the atom's name: CHARMM's names and symbols.
std::optional<int> ionOf(std::string_view letters)
{
    struct Ion {
        const char* name;
        int species;
    };
    static constexpr Ion kIons[] = {{"SOD", 11}, {"CLA", 17}, {"POT", 19}, {"CAL", 20}, {"CES", 55}, {"LIT", 3},
                                    {"RUB", 37}, {"BAR", 56}, {"CAD", 48}, {"ZN2", 30}, {"ZIN", 30}};
    for (const Ion& ion : kIons)
        if (equalsIgnoringCase(letters, ion.name))
            return ion.species;
    return atomicNumberOf(letters);
}

/// Two letters that are rather a symbol than an element with a locant; "CA", "CD", "HG", "NA", "NE" and the like are not among
/// them.
bool isUsualSymbol(std::string_view two)
{
    static constexpr std::string_view kSymbols[] = {"AG", "AL", "AU", "BR", "CL", "CR", "CU", "FE", "GA", "GE", "LI", "MG",
                                                    "MN", "MO", "NI", "PT", "RB", "RU", "SE", "SI", "SN", "TI", "ZN", "ZR"};
    const bool isKnown
        = std::any_of(std::begin(kSymbols), std::end(kSymbols), [&](auto symbol) { return equalsIgnoringCase(symbol, two); });
    return isKnown && two.size() == 2;
}

/// Residues of proteins and nucleic acids, with the names that force fields give to their states, and water. The Chemical
/// Component Dictionary, https://www.wwpdb.org/data/ccd.
bool isOfPolymer(std::string_view residue)
{
    static constexpr std::string_view kResidues[]
        = {"ALA", "ARG", "ASN", "ASP", "CYS", "GLN", "GLU", "GLY", "HIS", "ILE", "LEU", "LYS", "MET", "PHE", "PRO", "SER", "THR",
           "TRP", "TYR", "VAL", "ASX", "GLX", "MSE", "SEC", "PYL", "HID", "HIE", "HIP", "HSD", "HSE", "HSP", "CYX", "CYM", "ASH",
           "GLH", "LYN", "HYP", "SEP", "TPO", "PTR", "ACE", "NME", "NMA", "NH2", "A",   "C",   "G",   "U",   "I",   "DA",  "DC",
           "DG",  "DT",  "DU",  "DI",  "ADE", "CYT", "GUA", "THY", "URA", "HOH", "WAT", "DOD", "H2O", "TIP", "SOL", "SPC"};
    return std::any_of(std::begin(kResidues), std::end(kResidues),
                       [&](auto known) { return equalsIgnoringCase(known, residue); });
}

/// There the first letter is the element, but for selenium.
std::optional<int> elementInPolymer(std::string_view name, std::string_view residue)
{
    const std::string_view letters = lettersOf(name);
    if (letters.empty() || !isOfPolymer(residue))
        return std::nullopt;
    const bool hasSelenium = equalsIgnoringCase(residue, "MSE") || equalsIgnoringCase(residue, "SEC");
    if (hasSelenium && equalsIgnoringCase(letters.substr(0, 2), "SE"))
        return atomicNumberOf("Se");
    const bool isUsual = std::string_view("HDCNOSPhdcnosp").find(letters[0]) != std::string_view::npos;
    return isUsual ? atomicNumberOf(letters.substr(0, 1)) : std::nullopt;
}

} // namespace

std::optional<int> elementOfAtomName(std::string_view name, std::string_view residue)
{
    if (const auto species = elementInPolymer(name, residue))
        return species;
    const std::string_view letters = lettersOf(name);
    if (letters.empty())
        return std::nullopt;
    if (equalsIgnoringCase(letters, lettersOf(residue)))
        if (const auto ion = ionOf(letters))
            return ion;
    const std::string_view two = letters.substr(0, 2);
    const bool writtenAsSymbol = two.size() == 2 && two[0] <= 'Z' && two[1] >= 'a';
    if (isUsualSymbol(two) || writtenAsSymbol)
        if (const auto species = atomicNumberOf(two))
            return species;
    if (lowerCase(letters) == "lp" || lowerCase(letters) == "ep") // lone pairs
        return std::nullopt;
    if (const auto species = atomicNumberOf(letters.substr(0, 1)); species && letters[0] != 'W' && letters[0] != 'V')
        return species;
    return letters.size() == 2 ? atomicNumberOf(two) : std::nullopt;
}

bool isLeftJustified(std::string_view fourColumns)
{
    if (fourColumns.size() < 4 || !isLetter(fourColumns[0]) || isLetter(fourColumns[1]) || fourColumns[3] != ' ')
        return false;
    return atomicNumberOf(fourColumns.substr(0, 1)).has_value();
}

bool canBeCalled(int species, std::string_view name, std::string_view residue)
{
    const auto letters = lettersOf(name);
    return letters.empty() || atomicNumberOf(letters.substr(0, 1)) == species || atomicNumberOf(letters.substr(0, 2)) == species
        || elementOfAtomName(name, residue) == species || ionOf(letters) == species;
}

std::optional<int> elementOfPdbName(std::string_view fourColumns, std::string_view residue, bool leftJustified)
{
    const std::string_view name = trimmed(fourColumns);
    if (const auto species = elementInPolymer(name, residue))
        return species;
    if (leftJustified)
        return elementOfAtomName(name, residue);
    const bool fromFirstColumn = !fourColumns.empty() && isLetter(fourColumns.front());
    const bool isLongHydrogen = name.size() == 4 && (name[0] == 'H' || name[0] == 'h');
    if (fromFirstColumn && !isLongHydrogen && name.size() >= 2 && isLetter(name[1]))
        if (const auto species = atomicNumberOf(name.substr(0, 2)))
            return species;
    const std::string_view letters = lettersOf(name);
    if (const auto species = letters.empty() ? std::nullopt : atomicNumberOf(letters.substr(0, 1)))
        return species;
    return elementOfAtomName(name, residue);
}

} // namespace mbtr
